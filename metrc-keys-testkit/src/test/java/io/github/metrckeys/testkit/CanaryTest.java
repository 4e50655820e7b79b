package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Distinctive keys go through everything that the library does, and are looked for in everything that comes out: texts,
 * exceptions with their causes, reports, and the log of every library at TRACE.
 */
class CanaryTest {

    private static final String VENDOR = "canary-vendor-Zq7xKp2mWn8vRt4yLs6dFh3gJb9cXeAu";
    private static final String USER = "canary-user-Hy5tGr3eDw2sAq9zXc7vBn4mKj8uIo6pLk";
    private static final String MASTER = "canary-master-Mn1bVc5xZl9kJh7gFd3sAp8oIu6yTr4e";

    private final List<String> seen = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private FakeMetrc metrc;
    private FakeFacility shop;

    @BeforeEach
    void everythingIsLogged() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        metrc = FakeMetrc.builder().vendorKey(VendorApiKey.of(VENDOR)).start();
        shop = metrc.addFacility("402-00001").flags("CanSellToConsumers");
    }

    @AfterEach
    void logAsBefore() {
        metrc.close();
        root.detachAppender(log);
        root.setLevel(levelBefore);
    }

    @Test
    void theLogIsReallyCaptured() {
        validateOnce();
        assertThat(log.list)
                .anyMatch(event ->
                        event.getLevel() == Level.TRACE && event.getLoggerName().startsWith("io.github.metrckeys"));
    }

    @Test
    void aKeyThatLeaksIsReallyFound() {
        assertThat(leaks("... " + USER)).isNotEmpty();
        assertThat(leaks("... "
                        + AuthorizationHeader.of(VendorApiKey.of(VENDOR), UserApiKey.of(USER))
                                .revealSecret()))
                .isNotEmpty();
        assertThat(leaks(USER.substring(USER.length() - 5))).isNotEmpty();
        assertThat(leaks(USER.substring(USER.length() - 4))).isEmpty();
    }

    @Test
    void noKeyComesOutOfChoosing() {
        InMemoryKeyStore keys = InMemoryKeyStore.create();
        KeyOwner owner = KeyOwner.individual(shop.facility().jurisdiction(), UserId.of("emp-7"));
        see(keys.put(owner, UserApiKey.of(USER), KeyVersion.NONE));
        see(keys.put(owner, UserApiKey.of(MASTER), KeyVersion.NONE));
        see(keys.find(owner));
        see(keys.list());
        see(keys);
        StoreKeyResolver resolver = StoreKeyResolver.builder(keys).build();
        see(resolver);
        see(resolver.resolve(KeyRequest.write(shop.facility()).by(UserId.of("emp-7"))));
        see(resolver.resolve(KeyRequest.write(shop.facility())));
        see(AuthorizationHeader.of(VendorApiKey.of(VENDOR), UserApiKey.of(USER)));
        seeFailure(() ->
                StoreKeyResolver.builder(keys).defaultPolicy(KeyPolicy.master()).build());
        seeFailure(() -> keys.put(owner, UserApiKey.of(USER), KeyVersion.NONE).orThrow());
        seeNothingLeaked();
    }

    @Test
    void noKeyComesOutOfBadInput() {
        seeFailure(() -> UserApiKey.of(USER + "\n" + MASTER));
        seeFailure(() -> UserApiKey.of(USER.repeat(200)));
        seeFailure(() -> VendorApiKey.of(VENDOR + ":" + USER));
        metrc.addUser("one", UserApiKey.of(USER));
        seeFailure(() -> metrc.addUser("two", UserApiKey.of(USER)));
        seeFailure(() -> FakeMetrc.builder().vendorKey(VendorApiKey.of(VENDOR)).start());
        seeNothingLeaked();
    }

    @Test
    void noKeyComesOutOfValidatingAKeyThatIsGoodOrDeadOrUnderAnOutage() {
        validateOnce();
        Stream.of(
                        FakeFault.status(401),
                        FakeFault.status(500),
                        FakeFault.html(502),
                        FakeFault.reset(),
                        FakeFault.noAnswer(),
                        FakeFault.truncated(),
                        FakeFault.stall(),
                        FakeFault.malformedJson(),
                        FakeFault.throttled(3600),
                        FakeFault.redirect("http://127.0.0.1:9/"),
                        // A server that echoes what it was sent.
                        FakeFault.json(401, "{\"Message\":\"" + USER + " " + VENDOR + "\"}"),
                        FakeFault.json(
                                200, "[{\"License\":{\"Number\":\"402-00001\",\"LicenseType\":\"" + USER + "\"}}]"),
                        FakeFault.json(200, USER))
                .forEach(fault -> {
                    metrc.clearFaults();
                    metrc.fault(fault);
                    validateOnce();
                });
        metrc.verifyNoKeyLeaks();
        see(metrc);
        see(metrc.calls());
        seeNothingLeaked();
    }

    private void validateOnce() {
        FakeUser user = metrc.user("emp-7")
                .orElseGet(() -> metrc.addUser("emp-7", UserApiKey.of(USER)).attach(shop, "View Packages"));
        FakeUser owner = metrc.user("owner").orElseGet(() -> metrc.addUser("owner", UserApiKey.of(MASTER)));
        Facility facility = shop.facility();
        ProbeRequest request = ProbeRequest.individual(facility, UserId.of("emp-7"), metrc.vendorKey(), user.key())
                .withMasterKey(owner.key());
        PermissionProbe probe = HttpPermissionProbe.builder()
                .requestTimeout(Duration.ofSeconds(1))
                .deadline(Duration.ofSeconds(2))
                .build();
        ValidationReport report = probe.validate(request);
        see(probe);
        see(request);
        see(report);
        see(ReportFormat.TEXT.render(report));
        see(ReportJson.write(report));
    }

    private void see(Object thing) {
        seen.add(thing.toString());
    }

    private void seeFailure(Callable<?> action) {
        try {
            throw new AssertionError("no failure, but " + action.call());
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            seen.add(trace.toString());
        }
    }

    private void seeNothingLeaked() {
        for (ILoggingEvent event : log.list) {
            seen.add(event.getFormattedMessage() + event.getMDCPropertyMap());
            if (event.getThrowableProxy() != null) {
                seen.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        assertThat(seen).hasSizeGreaterThan(4);
        assertThat(seen.stream().flatMap(text -> leaks(text).stream())).isEmpty();
    }

    /** What a text gives away: a key, more of its end than four characters, or a form that leads to it. */
    private static List<String> leaks(String text) {
        return Stream.of(VENDOR, USER, MASTER)
                .flatMap(key -> forms(key).entrySet().stream())
                .filter(form -> text.contains(form.getValue()))
                .map(form -> form.getKey() + " in: " + text)
                .toList();
    }

    private static Map<String, String> forms(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "the beginning of a key", key.substring(0, "canary-".length() + 10),
                "the end of a key", key.substring(key.length() - 5),
                "Base64 of a key", Base64.getEncoder().encodeToString(bytes).substring(0, 20),
                "the header of a vendor",
                        "Basic " + Base64.getEncoder().encodeToString(bytes).substring(0, 8),
                "hex of a key", HexFormat.of().formatHex(bytes).substring(0, 20),
                "SHA-256 of a key", HexFormat.of().formatHex(digest("SHA-256", bytes)),
                "SHA-1 of a key", HexFormat.of().formatHex(digest("SHA-1", bytes)));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
