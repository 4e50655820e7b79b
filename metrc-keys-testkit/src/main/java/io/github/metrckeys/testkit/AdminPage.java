package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTML page that shows a fake's world to a person. It shows the last characters of keys, never a key. */
final class AdminPage {

    private static final int CALLS_SHOWN = 50;

    private static final String STYLE = "<style>:root{color-scheme:light dark}"
            + "body{font:16px/1.4 system-ui,sans-serif;margin:2rem;max-width:70rem}"
            + "table{border-collapse:collapse;width:100%}"
            + "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8886}"
            + "code{font-size:.9em}</style>";

    private static final String ABOUT_THE_WORLD = "<p>Made for tests: no real Metrc is behind it."
            + " <code>/_fake/world</code> and <code>/_fake/calls</code>"
            + " return the same as JSON. See <a href=\"/_fake/coverage\">what it covers</a>.</p>";

    private static final String ABOUT_THE_COVERAGE =
            "<p>A call is answered 401 if its permissions are missing or the facility's type lacks its flags."
                    + " Which of several permissions are needed, and the inferred flags, are a reading of Metrc's pages.</p>";

    private AdminPage() {}

    static FakeResponse of(MetrcState state) {
        return page(
                "Fake Metrc, " + state.jurisdictionCode(),
                ABOUT_THE_WORLD,
                table("Facilities", List.of("License", "Name", "Type", "Flags"), facilities(state)),
                table("Users", List.of("User", "Name", "Key ends with", "At", "Permissions"), users(state)),
                table(
                        "Latest calls",
                        List.of("Call", "At", "Signed by", "Key ends with", "Status", "Why"),
                        calls(state)));
    }

    /** What the fake covers and where that comes from, according to the catalog. */
    static FakeResponse coverage() {
        return page(
                "What the fake Metrc covers",
                ABOUT_THE_COVERAGE,
                table(
                        "Endpoints",
                        List.of("Call", "Permissions", "Facility type", "Rests on", "Metrc's pages", "Not checked"),
                        EndpointCatalog.standard().endpoints().stream()
                                .map(AdminPage::endpoint)
                                .toList()));
    }

    private static List<String> endpoint(Endpoint endpoint) {
        String joint = endpoint.permissions().match() == Endpoint.PermissionRule.Match.ANY ? " or " : " and ";
        boolean anyType = endpoint.facility().groups().isEmpty();
        return List.of(
                endpoint.toString(),
                joined(endpoint.permissions().permissions(), joint),
                endpoint.facility().groups().stream()
                        .map(group -> joined(group, " or "))
                        .collect(Collectors.joining("; ")),
                anyType ? "" : endpoint.facility().provenance().name().toLowerCase(Locale.ROOT),
                endpoint.sources().name().toLowerCase(Locale.ROOT),
                endpoint.gates().stream().map(Endpoint.Gate::name).collect(Collectors.joining("; ")));
    }

    private static String joined(List<?> things, String joint) {
        return things.stream().map(Object::toString).collect(Collectors.joining(joint));
    }

    /** The introduction is trusted HTML. All other text is escaped when it is put into an element. */
    private static FakeResponse page(String heading, String introduction, String... tables) {
        String page = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Fake Metrc</title>" + STYLE
                + "</head><body>" + element("h1", heading) + introduction + String.join("", tables) + "</body></html>";
        return FakeResponse.of(
                200, Map.of("Content-Type", "text/html; charset=utf-8"), page.getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<String>> facilities(MetrcState state) {
        return state.facilities().stream()
                .map(facility -> List.of(
                        facility.license(),
                        facility.name(),
                        facility.licenseType(),
                        facility.trueFlags().stream().map(Object::toString).collect(Collectors.joining(", "))))
                .toList();
    }

    private static List<List<String>> users(MetrcState state) {
        return state.users().stream()
                .flatMap(user -> user.attachments().isEmpty()
                        ? Stream.of(user(user, "", ""))
                        : user.attachments().entrySet().stream()
                                .map(entry -> user(
                                        user,
                                        entry.getKey().license(),
                                        entry.getValue().permissions().stream()
                                                .sorted()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", ")))))
                .toList();
    }

    private static List<String> user(FakeUser user, String license, String permissions) {
        return List.of(
                user.id() + (user.active() ? "" : " (deactivated)"),
                user.fullName(),
                user.key().lastCharacters(),
                license,
                permissions);
    }

    private static List<List<String>> calls(MetrcState state) {
        List<FakeCall> calls = state.journal().calls();
        return calls.subList(Math.max(0, calls.size() - CALLS_SHOWN), calls.size()).stream()
                .map(call -> List.of(
                        call.method() + " " + call.path(),
                        call.license().orElse(""),
                        call.signer().orElse("nobody known"),
                        call.keyEnding(),
                        Integer.toString(call.status()),
                        call.reason()))
                .toList();
    }

    private static String table(String title, List<String> headings, List<List<String>> rows) {
        return element("h2", title) + "<table><thead>" + row("th", " scope=\"col\"", headings) + "</thead><tbody>"
                + rows.stream().map(cells -> row("td", "", cells)).collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String row(String cell, String attributes, List<String> texts) {
        return texts.stream()
                .map(text -> element(cell, attributes, text))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String element(String name, String text) {
        return element(name, "", text);
    }

    private static String element(String name, String attributes, String text) {
        return "<" + name + attributes + ">" + escaped(text) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
