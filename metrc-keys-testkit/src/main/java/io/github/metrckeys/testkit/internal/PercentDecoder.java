package io.github.metrckeys.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A percent decoder that never fails: an invalid escape stays as it is. */
final class PercentDecoder {

    private PercentDecoder() {}

    /** Decodes a path. An encoded slash stays encoded, so that one segment does not become two. */
    static String decodePath(String raw) {
        return decode(raw, false);
    }

    /** Decodes a query into its parameters, in order. */
    static Map<String, List<String>> decodeQuery(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters
                    .computeIfAbsent(decode(name, true), n -> new ArrayList<>(1))
                    .add(decode(value, true));
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String raw, boolean query) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int escaped = escapedAt(in, i);
            if (escaped >= 0 && (query || escaped != '/')) {
                out.write(escaped);
                i += 2;
            } else {
                out.write(query && in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns the byte that the escape at {@code at} encodes, or -1 if there is no escape. */
    private static int escapedAt(byte[] in, int at) {
        if (in[at] != '%' || at + 2 >= in.length) {
            return -1;
        }
        int high = Character.digit(in[at + 1], 16);
        int low = Character.digit(in[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
