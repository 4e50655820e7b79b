package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.fixture.ReportFixture;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What to do, as it can be sent to whoever must do it. */
class RemedyStepsTest {

    @ParameterizedTest
    @EnumSource
    void everyStepSaysByItselfWhatItIsAbout(Remedy.Code code) {
        assertThat(Stream.of(ReportFixture.EMPLOYEE, ReportFixture.MASTER)
                        .flatMap(subject -> steps(subject, Cause.USER_KEY_REJECTED, code).stream()))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.text())
                        .matches("\\p{Lu}.*\\.")
                        .contains("Colorado")
                        .doesNotContain("{", "}", "null", "''"));
    }

    @ParameterizedTest
    @EnumSource
    void everyPersonsStepsAreNumberedFromOne(Remedy.Code code) {
        List<Remedy.Step> steps = steps(ReportFixture.EMPLOYEE, Cause.USER_KEY_REJECTED, code, Remedy.Code.WAIT);

        for (Remedy.Responsible who : Remedy.Responsible.values()) {
            List<Integer> numbers = steps.stream()
                    .filter(step -> step.who() == who)
                    .map(Remedy.Step::number)
                    .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverMustActHasAStep(Remedy.Code code) {
        assertThat(steps(ReportFixture.EMPLOYEE, Cause.USER_KEY_REJECTED, code))
                .extracting(Remedy.Step::who)
                .contains(code.who());
    }

    @Test
    void theCurrentKeyIsCopiedBeforeAnybodyPressesGenerate() {
        assertThat(texts(Remedy.Responsible.EMPLOYEE, Cause.KEY_REPLACED, Remedy.Code.RENEW_USER_KEY))
                .satisfiesExactly(
                        copy -> assertThat(copy).contains("Current API Key").doesNotContain("Generate"),
                        paste -> assertThat(paste).startsWith("Paste it"),
                        generate -> assertThat(generate)
                                .startsWith("Only if")
                                .contains("Generate", "every program that used it"));
    }

    @Test
    void ofSomebodyWhoLeftTheKeyIsRemoved() {
        assertThat(texts(Remedy.Responsible.POS_ADMIN, Cause.KEY_REPLACED, Remedy.Code.RENEW_USER_KEY))
                .containsExactly("If emp-7 no longer works at the license 402-00001 in Colorado, remove the key of"
                        + " emp-7 instead: nobody has to log in to Metrc for this.");
    }

    @Test
    void ifAnotherKeyWorksTheKeyMayBeOfAnotherStateOrOfTheSandbox() {
        assertThat(texts(Remedy.Responsible.POS_ADMIN, Cause.USER_KEY_REJECTED, Remedy.Code.RENEW_USER_KEY))
                .last()
                .asString()
                .contains("another state or of the Metrc sandbox");
    }

    @Test
    void whoeverLeftIsNotToldToLogIn() {
        assertThat(steps(ReportFixture.MASTER, Cause.MASTER_KEY_OWNER_LEFT, Remedy.Code.RENEW_MASTER_KEY))
                .allSatisfy(step -> assertThat(step.text()).doesNotContain("log in", "logged in"))
                .first()
                .extracting(Remedy.Step::text)
                .asString()
                .contains("somebody who works there");
    }

    @Test
    void thePathLeadsToTheBox() {
        Remedy grant = ReportFixture.grant("Manage Sales");

        assertThat(ReportFixture.of(
                                ReportFixture.EMPLOYEE, Verdict.PERMISSIONS_MISSING, Cause.PERMISSION_MISSING, grant)
                        .steps(Messages.english())
                        .get(0)
                        .text())
                .contains(
                        "open Admin > Employees > emp-7 > Edit Employee, check Manage Sales (Sales Menu), and press Save Employee")
                .contains("Metrc's API calls them so", "from POS vendors' help pages");
    }

    @Test
    void aChangeOfPermissionsIsCheckedFirstAndTheKeyRegeneratedLast() {
        assertThat(texts(Remedy.Responsible.POS_ADMIN, Cause.PERMISSION_MISSING, Remedy.Code.GRANT_PERMISSION))
                .satisfiesExactly(
                        check -> assertThat(check).contains("takes effect at once, as one vendor says"),
                        regenerate -> assertThat(regenerate)
                                .startsWith("Only if")
                                .contains("regenerated, as another vendor says"));
    }

    @Test
    void theSentenceOfARemedyIsItsSteps() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE, Verdict.KEY_REFUSED, Cause.KEY_REPLACED, Remedy.of(Remedy.Code.ATTACH_USER));

        assertThat(report.remedies().get(0).sentence(report))
                .isEqualTo(String.join(
                        " ",
                        report.steps(Messages.english()).stream()
                                .map(Remedy.Step::text)
                                .toList()));
    }

    private static List<String> texts(Remedy.Responsible who, Cause cause, Remedy.Code code) {
        return steps(ReportFixture.EMPLOYEE, cause, code).stream()
                .filter(step -> step.who() == who)
                .map(Remedy.Step::text)
                .toList();
    }

    private static List<Remedy.Step> steps(KeyOwner subject, Cause cause, Remedy.Code... codes) {
        Remedy[] remedies = Stream.of(codes)
                .map(code ->
                        new Remedy(code, ReportFixture.grant("Manage Sales").permissions()))
                .toArray(Remedy[]::new);
        return ReportFixture.of(subject, Verdict.KEY_REFUSED, cause, remedies).steps(Messages.english());
    }
}
