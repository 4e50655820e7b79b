package io.github.metrckeys.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selects the proxies of this JVM for https, and none for http: what goes over http stays inside this machine. */
final class LoopbackProxySelector extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
        ProxySelector ofJvm = ProxySelector.getDefault();
        return ofJvm == null || isClear(uri) ? List.of(Proxy.NO_PROXY) : ofJvm.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        ProxySelector ofJvm = ProxySelector.getDefault();
        if (ofJvm != null && !isClear(uri)) {
            ofJvm.connectFailed(uri, address, failure);
        }
    }

    /** Whether a client with this selector would send an unencrypted call, and the keys in it, to a proxy. */
    static boolean wouldShow(@Nullable ProxySelector selector, URI uri) {
        return selector != null
                && isClear(uri)
                && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private static boolean isClear(URI uri) {
        return "http".equals(uri.getScheme());
    }
}
