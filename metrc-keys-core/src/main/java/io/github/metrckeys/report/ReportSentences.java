package io.github.metrckeys.report;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sentences that need a whole report: what it comes to, what to do, and why a call was answered as it was. */
final class ReportSentences {

    private static final Set<String> ROLE_SUMMARIES = Set.of("summary.ALL_GOOD", "summary.PERMISSION_MISSING");

    private final ValidationReport report;
    private final Messages messages;

    ReportSentences(ValidationReport report, Messages messages) {
        this.report = report;
        this.messages = messages;
    }

    String summary() {
        Object[] words = words(report.remedies());
        String sentence = capitalized(messages.text(summaryKey(), words));
        return report.verdict() == Verdict.ALL_GOOD ? sentence + refusedAnyway(words) + notProven(words) : sentence;
    }

    String explanation(Explanation explanation) {
        return explanation
                .cause()
                .map(cause -> capitalized(messages.text("summary." + cause, words(explanation.remedies()))))
                .orElseGet(() -> messages.text("explanation.NOTHING_WRONG"));
    }

    String remedy(Remedy remedy) {
        String other = otherServer();
        return messages.text(
                "remedy." + remedy.code(),
                report.subject().label(messages),
                report.facility().license(),
                server(),
                permissions(List.of(remedy)),
                other.isEmpty() ? "" : " (" + other + ")");
    }

    /** The steps of remedies, numbered for each person. */
    List<Remedy.Step> steps(List<Remedy> remedies) {
        Map<Remedy.Responsible, List<String>> texts = new LinkedHashMap<>();
        for (Remedy remedy : remedies) {
            texts.computeIfAbsent(remedy.who(), who -> new ArrayList<>()).add(remedy(remedy));
        }
        List<Remedy.Step> steps = new ArrayList<>();
        texts.forEach((who, each) -> {
            for (int i = 0; i < each.size(); i++) {
                steps.add(new Remedy.Step(who, i + 1, each.get(i)));
            }
        });
        return steps;
    }

    /** What is missing, or not, is said for the role if one was named. A report of others' making may lack a cause. */
    private String summaryKey() {
        if (report.cause().isEmpty() && report.verdict() != Verdict.ALL_GOOD) {
            return "verdict." + report.verdict();
        }
        String key = "summary." + report.cause().map(Enum::name).orElseGet(report.verdict()::name);
        return report.role().isPresent() && ROLE_SUMMARIES.contains(key) ? key + "_ROLE" : key;
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
        if (report.unproven().isEmpty()) {
            return "";
        }
        String key = report.role().isPresent() ? "summary.NOT_PROVEN_ROLE" : "summary.NOT_PROVEN_WRITES";
        return " " + capitalized(messages.text(key, words));
    }

    private Object[] words(List<Remedy> remedies) {
        return new Object[] {
            key(),
            report.facility().license(),
            server(),
            permissions(remedies),
            report.role().map(role -> role.label(messages)).orElse(""),
            labels(report.unproven()),
            otherServer(),
            report.findings().licenses().isEmpty()
                    ? "-"
                    : report.findings().licenses().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")),
            refusedDespitePermission()
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

    private String labels(List<ReportLine> lines) {
        return lines.stream().map(line -> line.label(messages)).collect(Collectors.joining(", "));
    }

    private static String permissions(List<Remedy> remedies) {
        return remedies.stream()
                .flatMap(remedy -> remedy.permissions().stream())
                .map(Permission::name)
                .collect(Collectors.joining(", "));
    }

    private static String capitalized(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
