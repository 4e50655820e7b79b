package io.github.metrckeys.report;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences that need a whole report: what it comes to, what to do, and why a call was answered as it was. */
final class ReportSentences {

    private static final Set<String> ROLE_SUMMARIES =
            Set.of("summary.PERMISSION_MISSING", "summary.REFUSED_DESPITE_PERMISSION");

    private static final int MOST_NAMED = 3;

    private final ValidationReport report;
    private final Messages messages;

    ReportSentences(ValidationReport report, Messages messages) {
        this.report = report;
        this.messages = messages;
    }

    String summary() {
        Object[] words = words(report.remedies());
        StringBuilder sentences = new StringBuilder(capitalized(messages.text(summaryKey(), words)));
        if (report.verdict() == Verdict.ALL_GOOD) {
            sentences.append(refusedAnyway(words)).append(notProven(words));
        }
        for (String key : alsoSaid()) {
            sentences.append(' ').append(capitalized(messages.text(key, words)));
        }
        return sentences.toString();
    }

    /** What is said beside the verdict, since it changes what the reader does. */
    private List<String> alsoSaid() {
        List<String> keys = new ArrayList<>();
        if (report.verdict() == Verdict.PERMISSIONS_MISSING
                && report.role().isPresent()
                && !report.unproven().isEmpty()) {
            keys.add("summary.ALSO_NOT_PROVEN");
        }
        if (report.verdict().keyWorks()) {
            switch (report.findings().masterKey()) {
                case REFUSED -> keys.add("summary.MASTER_KEY_REFUSED");
                case SAME_KEY -> {
                    if (!report.cause().equals(Optional.of(Cause.KEY_OF_ANOTHER))) {
                        keys.add("summary.SAME_AS_MASTER_KEY");
                    }
                }
                case NOT_TRIED, WORKS -> {
                    // There is nothing to say about a master key that works.
                }
            }
        }
        return keys;
    }

    String explanation(Explanation explanation) {
        return explanation
                .cause()
                .map(cause -> capitalized(messages.text(explanationKey(cause), words(explanation.remedies()))))
                .orElseGet(() -> messages.text("explanation.NOTHING_WRONG"));
    }

    /** One refused call is not everything, so some causes are said of a call in other words than of a key. */
    private static String explanationKey(Cause cause) {
        return switch (cause) {
            case REFUSED_DESPITE_PERMISSION, GRANT_NOT_IN_EFFECT, NOT_PROVEN -> "explanation." + cause;
            default -> "summary." + cause;
        };
    }

    /** The steps of one remedy, one after another. */
    String remedy(Remedy remedy) {
        return new RemedySteps(report, messages)
                .of(List.of(remedy)).stream().map(Remedy.Step::text).collect(Collectors.joining(" "));
    }

    /** The steps of remedies, numbered for each person. */
    List<Remedy.Step> steps(List<Remedy> remedies) {
        return new RemedySteps(report, messages).of(remedies);
    }

    /** What is missing, or not, is said for the role if one was named. A report of others' making may lack a cause. */
    private String summaryKey() {
        if (report.cause().isEmpty() && report.verdict() != Verdict.ALL_GOOD) {
            return "verdict." + report.verdict();
        }
        boolean role = report.role().isPresent();
        return switch (report.verdict()) {
            case ALL_GOOD -> !role ? "summary.ALL_GOOD" : "summary.ALL_GOOD_ROLE" + except();
            case ROLE_DOES_NOT_FIT -> noSalesReports() ? "summary.NOT_THROUGH_THIS_CALL" : "summary.ROLE_DOES_NOT_FIT";
            case NOT_VERIFIED -> notVerifiedKey();
            case PERMISSIONS_MISSING, KEY_REFUSED, INCONCLUSIVE -> {
                String key = "summary." + report.cause().map(Enum::name).orElseThrow();
                yield role && ROLE_SUMMARIES.contains(key) ? key + "_ROLE" : key;
            }
        };
    }

    private String except() {
        List<ReportLine> lines = outOfReach();
        if (lines.isEmpty()) {
            return "";
        }
        return lines.stream().anyMatch(ReportLine::likelyNotApplicable) ? "_EXCEPT_LIKELY" : "_EXCEPT";
    }

    private String notVerifiedKey() {
        return switch (report.cause().orElseThrow()) {
            case KEY_OF_ANOTHER -> keyOfAnother();
            case LICENSE_TYPE_EXCLUDES -> "summary.ROLE_LIKELY_DOES_NOT_FIT";
            case UNSUPPORTED_HERE -> "summary.NOT_VERIFIED_UNSUPPORTED";
            default -> "summary.NOT_VERIFIED";
        };
    }

    private String keyOfAnother() {
        return report.findings()
                .holder()
                .map(holder -> holder.name().isPresent() ? "summary.KEY_OF_ANOTHER" : "summary.KEY_OF_ANOTHER_UNNAMED")
                .orElse("summary.SAME_AS_MASTER_KEY");
    }

    private List<ReportLine> mainWork() {
        return report.lines().stream()
                .filter(line -> report.role()
                        .filter(role -> role.isMainWork(line.category(), line.operation()))
                        .isPresent())
                .toList();
    }

    /** Whether the license sells, and only reports of sales through this call are ruled out. */
    private boolean noSalesReports() {
        return mainWork().stream()
                .anyMatch(line -> line.excludedBy().equals(List.of(FacilityFlag.of("AdvancedSales"))));
    }

    /** What the role's main work is, such as {@code sell to customers}. */
    private String mainWorkInWords() {
        return mainWork().stream()
                .map(line -> line.operation().equals(Optional.of(Operation.RING_SALE))
                        ? messages.text("work.RING_SALE")
                        : decapitalized(line.label(messages)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String flagsOfMainWork() {
        return mainWork().stream()
                .flatMap(line -> line.excludedBy().stream())
                .map(FacilityFlag::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What the role requires and no key can do at this license, or what this server does not have. */
    private List<ReportLine> outOfReach() {
        return report.lines().stream()
                .filter(line -> line.need() == Role.Need.REQUIRED
                        && (line.status() == ReportLine.Status.NOT_APPLICABLE
                                || line.cause().equals(Optional.of(Cause.UNSUPPORTED_HERE))))
                .toList();
    }

    /** It spoils no verdict, and whoever needs it wants to know. */
    private String refusedAnyway(Object[] words) {
        return refusedDespitePermission().isEmpty()
                ? ""
                : " " + capitalized(messages.text("summary.REFUSED_ANYWAY", words));
    }

    private String refusedDespitePermission() {
        return labels(report.lines().stream()
                .filter(line -> line.need() == Role.Need.REQUIRED
                        && line.cause().equals(Optional.of(Cause.REFUSED_DESPITE_PERMISSION)))
                .toList());
    }

    private String notProven(Object[] words) {
        return report.unproven().isEmpty() ? "" : " " + capitalized(messages.text("summary.NOT_PROVEN_WRITES", words));
    }

    private Object[] words(List<Remedy> remedies) {
        return new Object[] {
            key(),
            report.facility().license(),
            server(),
            permissions(remedies, Remedy.Code.GRANT_PERMISSION, Remedy.Code.CHECK_PERMISSION),
            report.role().map(role -> role.label(messages)).orElse(""),
            some(report.unproven()),
            otherServer(),
            report.findings().licenses().isEmpty()
                    ? "-"
                    : report.findings().licenses().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")),
            refusedDespitePermission(),
            report.licenseType().orElse(report.facility().license().value()),
            mainWorkInWords(),
            flagsOfMainWork(),
            some(outOfReach()),
            report.findings().holder().map(Holder::employeeLicense).orElse(""),
            report.findings().holder().flatMap(Holder::name).orElse(""),
            report.findings()
                    .holder()
                    .flatMap(Holder::insteadOf)
                    .orElseGet(() -> report.subject().label(messages)),
            permissions(remedies, Remedy.Code.CHECK_PERMISSION)
        };
    }

    private String key() {
        return report.subject() instanceof KeyOwner.Individual individual
                ? messages.text("key.INDIVIDUAL", individual.user())
                : messages.text("key.MASTER");
    }

    private String server() {
        return report.facility().jurisdiction().displayName(messages);
    }

    private String otherServer() {
        return report.findings()
                .acceptedAt()
                .map(other -> other.displayName(messages))
                .orElse("");
    }

    /** The first few of them, since the table has all. */
    private String some(List<ReportLine> lines) {
        return lines.size() <= MOST_NAMED
                ? labels(lines)
                : messages.text("summary.AND_MORE", labels(lines.subList(0, MOST_NAMED)), lines.size() - MOST_NAMED);
    }

    private String labels(List<ReportLine> lines) {
        return lines.stream().map(line -> line.label(messages)).collect(Collectors.joining(", "));
    }

    /** The permissions of the first of these codes that is among the remedies. */
    private static String permissions(List<Remedy> remedies, Remedy.Code... codes) {
        return Stream.of(codes)
                .flatMap(code -> remedies.stream().filter(remedy -> remedy.code() == code))
                .limit(1)
                .flatMap(remedy -> remedy.permissions().stream())
                .map(Permission::name)
                .collect(Collectors.joining(", "));
    }

    private static String decapitalized(String label) {
        return label.isEmpty() ? label : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    static String capitalized(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
