package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code endpoints}: lists endpoints from the catalog. */
class EndpointsTest {

    private static WorkbenchRun endpoints(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "endpoints";
        System.arraycopy(options, 0, args, 1, options.length);
        return WorkbenchRun.workbench(Map.of(), args);
    }

    @Test
    void withNothingAskedForEveryEndpointIsListed() {
        assertThat(endpoints().out().lines().filter(line -> !line.startsWith(" ")))
                .hasSize(273);
    }

    @Test
    void aPermissionIsWrittenInAnyCase() {
        assertThat(endpoints("--permission", "manage tags").out().lines())
                .contains("GET /tags/v2/package/available  Manage Tags");
    }

    @Test
    void anUnknownPermissionIsNamedWithTheNearestOnes() {
        WorkbenchRun ran = endpoints("--permission", "Manage Tag");

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("\"Manage Tag\": the nearest are Manage Tags");
    }

    @Test
    void aPathWithAnIdFindsItsEndpoints() {
        assertThat(endpoints("--path", "/packages/v2/4711").out().lines())
                .containsExactly(
                        "DELETE /packages/v2/{id}  View Packages and Create/Submit/Discontinue Packages",
                        "GET /packages/v2/{id}     View Packages");
    }

    @Test
    void aPartOfAPathFindsAllThatHaveIt() {
        assertThat(endpoints("--path", "receipts").out())
                .contains("POST /sales/v2/receipts")
                .contains("    license type: ")
                .contains("    integrator: ")
                .doesNotContain("/packages/");
    }

    @Test
    void anUnknownPathIsNamedWithTheNearestOnes() {
        WorkbenchRun ran = endpoints("--path", "/pakages/v2");

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("the nearest are /packages/v2");
    }

    @Test
    void aRoleListsWhatItLooksAtAndDoes() {
        assertThat(endpoints("--role", "budtender").out())
                .contains("GET /sales/v2/receipts/active")
                .contains("POST /sales/v2/receipts")
                .doesNotContain("/harvests/");
    }

    @Test
    void whatIsAskedForTogetherMustHoldTogether() {
        assertThat(endpoints("--role", "budtender", "--permission", "Manage Sales")
                        .out())
                .contains("POST /sales/v2/receipts")
                .doesNotContain("/packages/");
    }
}
