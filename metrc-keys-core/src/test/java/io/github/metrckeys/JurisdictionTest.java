package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.testing.EqualsTester;
import io.github.metrckeys.Jurisdiction.Environment;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JurisdictionTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AK | Alaska               | api-ak.metrc.com | sandbox-api-ak.metrc.com
            AL | Alabama              | api-al.metrc.com | sandbox-api-al.metrc.com
            CA | California           | api-ca.metrc.com | sandbox-api-ca.metrc.com
            CO | Colorado             | api-co.metrc.com | sandbox-api-co.metrc.com
            DC | District of Columbia | api-dc.metrc.com | sandbox-api-dc.metrc.com
            GU | Guam                 | api-gu.metrc.com | sandbox-api-gu.metrc.com
            IL | Illinois             | api-il.metrc.com | sandbox-api-il.metrc.com
            KY | Kentucky             | api-ky.metrc.com | sandbox-api-ky.metrc.com
            LA | Louisiana            | api-la.metrc.com | sandbox-api-la.metrc.com
            MA | Massachusetts        | api-ma.metrc.com | sandbox-api-ma.metrc.com
            MD | Maryland             | api-md.metrc.com | sandbox-api-md.metrc.com
            ME | Maine                | api-me.metrc.com | sandbox-api-me.metrc.com
            MI | Michigan             | api-mi.metrc.com | sandbox-api-mi.metrc.com
            MN | Minnesota            | api-mn.metrc.com | sandbox-api-mn.metrc.com
            MO | Missouri             | api-mo.metrc.com | sandbox-api-mo.metrc.com
            MS | Mississippi          | api-ms.metrc.com | sandbox-api-ms.metrc.com
            MT | Montana              | api-mt.metrc.com | sandbox-api-mt.metrc.com
            NJ | New Jersey           | api-nj.metrc.com | sandbox-api-nj.metrc.com
            NV | Nevada               | api-nv.metrc.com | sandbox-api-nv.metrc.com
            NY | New York             | api-ny.metrc.com | sandbox-api-ny.metrc.com
            OH | Ohio                 | api-oh.metrc.com | sandbox-api-oh.metrc.com
            OK | Oklahoma             | api-ok.metrc.com | sandbox-api-ok.metrc.com
            OR | Oregon               | api-or.metrc.com | sandbox-api-or.metrc.com
            RI | Rhode Island         | api-ri.metrc.com | sandbox-api-ri.metrc.com
            SD | South Dakota         | api-sd.metrc.com | sandbox-api-sd.metrc.com
            VA | Virginia             | api-va.metrc.com | sandbox-api-va.metrc.com
            VI | U.S. Virgin Islands  | api-vi.metrc.com | sandbox-api-vi.metrc.com
            WV | West Virginia        | api-wv.metrc.com | sandbox-api-wv.metrc.com
            """)
    void eachHasAProductionServerAndASandbox(String code, String name, String production, String sandbox) {
        Jurisdiction jurisdiction = Jurisdiction.of(code);

        assertThat(jurisdiction.name()).isEqualTo(name);
        assertThat(jurisdiction.environment()).isEqualTo(Environment.PRODUCTION);
        assertThat(jurisdiction.baseUri()).isEqualTo(URI.create("https://" + production));
        assertThat(jurisdiction.sandbox().environment()).isEqualTo(Environment.SANDBOX);
        assertThat(jurisdiction.sandbox().baseUri()).isEqualTo(URI.create("https://" + sandbox));
    }

    @Test
    void twentyEightAreKnownInTheOrderOfTheirCodes() {
        List<String> codes =
                Jurisdiction.known().stream().map(Jurisdiction::code).toList();

        assertThat(codes).hasSize(28).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void individualKeysAreKnownToBeRequiredInFiveStates() {
        Set<String> required = Jurisdiction.known().stream()
                .filter(jurisdiction -> jurisdiction.individualKeys().required())
                .map(Jurisdiction::code)
                .collect(Collectors.toSet());

        assertThat(required).containsExactlyInAnyOrder("CO", "MA", "MD", "NY", "OK");
    }

    @Test
    void ofNewYorkItIsSaidByWhenItsLicenseesHadToBeInMetrc() {
        assertThat(Jurisdiction.of("NY").individualKeys().basis())
                .contains("all licensees had to be in Metrc by 2025-12-17", "dispensaries by 2026-01-12");
    }

    @Test
    void whatAVendorSaysOfMontanaIsRecordedAndNotTakenForARequirement() {
        assertThat(Jurisdiction.of("MT").individualKeys().required()).isFalse();
        assertThat(Jurisdiction.of("MT").individualKeys().basis()).contains("reported in real time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CO", "MA", "MD", "OK"})
    void aRequirementSaysWhoStatedItAndWhen(String code) {
        assertThat(Jurisdiction.of(code).individualKeys())
                .isEqualTo(
                        new Jurisdiction.IndividualKeys(
                                Jurisdiction.IndividualKeys.Demand.REQUIRED,
                                "2026-11",
                                "a POS vendor states that individual keys are required in CO, MD, MA, NY and OK, among others"));
    }

    @Test
    void whereNothingIsKnownThereIsNoMonthAndNoBasis() {
        assertThat(Jurisdiction.of("MI").individualKeys())
                .isEqualTo(new Jurisdiction.IndividualKeys(Jurisdiction.IndividualKeys.Demand.UNKNOWN, "", ""));
    }

    @Test
    void theRequirementHoldsOnEveryServerOfTheState() {
        assertThat(List.of(
                        COLORADO.sandbox(),
                        COLORADO.at(URI.create("https://metrc.example")),
                        Jurisdiction.of("co", URI.create("https://metrc.example"))))
                .allMatch(jurisdiction -> jurisdiction.individualKeys().required());
    }

    @ParameterizedTest
    @ValueSource(strings = {"co", "Co", " CO "})
    void aCodeMayBeWrittenInLowerCaseAndWithWhiteSpaceAround(String code) {
        assertThat(Jurisdiction.of(code)).isEqualTo(COLORADO);
    }

    @Test
    void aCodeWithoutAKnownServerIsRefusedWithThoseThatAreKnown() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Jurisdiction.of("tx"))
                .withMessage("No Metrc server is known for the jurisdiction TX: use one of "
                        + "AK, AL, CA, CO, DC, GU, IL, KY, LA, MA, MD, ME, MI, MN, MO, MS, MT, NJ, NV, NY, OH, OK, OR,"
                        + " RI, SD, VA, VI, WV, or give the address of its server along with the code.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JURISDICTION_UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "C", "C O", "1A", "-CO", "CO\n1", "CO/x", "ABCDEFGHIJKLMNOPQ"})
    void aTextThatIsNoCodeIsRefused(String code) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Jurisdiction.of(code))
                .withMessage(
                        "This is not the code of a jurisdiction: use the two letters of a state or territory, such as CO.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JURISDICTION_CODE_INVALID));
    }

    @Test
    void anUnknownCodeIsTakenTogetherWithAnAddress() {
        Jurisdiction texas = Jurisdiction.of("tx", URI.create("https://metrc.example/"));

        assertThat(texas).hasToString("TX@https://metrc.example");
        assertThat(texas.name()).isEqualTo("TX");
        assertThat(texas.environment()).isEqualTo(Environment.CUSTOM);
        assertThat(texas.individualKeys()).isEqualTo(Jurisdiction.IndividualKeys.UNKNOWN);
    }

    @Test
    void aKnownCodeKeepsItsNameAtAnotherAddress() {
        Jurisdiction fake = Jurisdiction.of("CO", URI.create("http://127.0.0.1:8080"));

        assertThat(fake.name()).isEqualTo("Colorado");
        assertThat(fake.environment()).isEqualTo(Environment.CUSTOM);
        assertThat(fake.baseUri()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    }

    @Test
    void theSandboxIsReachedFromEveryServerOfTheState() {
        assertThat(COLORADO.at(URI.create("https://metrc.example")).sandbox()).isEqualTo(COLORADO.sandbox());
        assertThat(COLORADO.sandbox().sandbox()).isEqualTo(COLORADO.sandbox());
    }

    @Test
    void aJurisdictionOfUnknownCodeHasNoSandbox() {
        Jurisdiction texas = Jurisdiction.of("TX", URI.create("https://metrc.example"));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(texas::sandbox)
                .withMessage("No sandbox is known for the jurisdiction TX: give its address with at(URI).")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JURISDICTION_UNKNOWN));
    }

    @Test
    void anAddressThatKeysMustNotTravelToIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> COLORADO.at(URI.create("http://metrc.example")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BASE_URI_REFUSED));
    }

    @Test
    void productionSandboxAndOtherAddressesAreNeverEqual() {
        new EqualsTester()
                .addEqualityGroup(COLORADO, Jurisdiction.of("co"), Jurisdiction.parse("CO"))
                .addEqualityGroup(COLORADO.sandbox(), Jurisdiction.parse("CO/sandbox"))
                .addEqualityGroup(COLORADO.at(COLORADO.baseUri()))
                .addEqualityGroup(COLORADO.at(COLORADO.sandbox().baseUri()))
                .addEqualityGroup(
                        COLORADO.at(URI.create("https://metrc.example")),
                        COLORADO.at(URI.create("HTTPS://Metrc.Example/")))
                .addEqualityGroup(COLORADO.at(URI.create("https://metrc.example/other")))
                .addEqualityGroup(Jurisdiction.of("MI"))
                .addEqualityGroup(Jurisdiction.of("MI").at(URI.create("https://metrc.example")))
                .testEquals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/sandbox", "CO/Sandbox", "@https://metrc.example", "CO/sandbox@https://metrc.example"})
    void anIdWithoutACodeIsRefused(String id) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Jurisdiction.parse(id))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JURISDICTION_CODE_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CO@", "CO@http://metrc.example", "CO@https://u:canary@metrc.example", "CO@https://a b"})
    void anIdWithABadAddressIsRefusedWithoutRepeatingIt(String id) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Jurisdiction.parse(id))
                .withMessageStartingWith("This address of a Metrc server is refused, since ")
                .withMessageNotContaining("canary")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BASE_URI_REFUSED));
    }

    @Test
    void codesAreReadAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(Jurisdiction.of("il").code()).isEqualTo("IL");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thePeoplesNameSaysWhichServerIsMeant() {
        assertThat(COLORADO.displayName()).isEqualTo("Colorado");
        assertThat(COLORADO.sandbox().displayName()).isEqualTo("Colorado (sandbox)");
        assertThat(COLORADO.at(URI.create("http://localhost:8080")).displayName())
                .isEqualTo("Colorado at http://localhost:8080");
    }
}
