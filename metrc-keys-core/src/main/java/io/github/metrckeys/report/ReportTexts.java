package io.github.metrckeys.report;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Provenance;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says the codes of a report in sentences for people.
 *
 * <p>The sentences come from a resource bundle. An application that speaks another language, or wants other words, gives
 * a bundle of its own, in which every key that it leaves out falls back to English. The keys stand in {@code
 * texts.properties} beside this class; each is a code with a word before it, such as {@code remedy.GRANT_PERMISSION}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ReportTexts {

    private static final Set<String> ROLE_SUMMARIES = Set.of("summary.ALL_GOOD", "summary.PERMISSION_MISSING");

    private static final String BUNDLE = "io.github.metrckeys.report.texts";

    private final ResourceBundle bundle;

    private ReportTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * The sentences that come with the library.
     *
     * @return texts in English
     */
    public static ReportTexts english() {
        return English.TEXTS;
    }

    /**
     * Sentences of the application's own.
     *
     * @param bundle the sentences; those that it lacks are said in English
     * @return the texts
     */
    public static ReportTexts of(ResourceBundle bundle) {
        return new ReportTexts(Checks.notNull(bundle, "bundle"));
    }

    /**
     * What a report comes to.
     *
     * @param report the report
     * @return a sentence
     */
    public String summary(ValidationReport report) {
        Checks.notNull(report, "report");
        Object[] words = words(report, report.remedies());
        String key = summaryKey(report);
        String sentence = capitalized(format(key, words));
        return report.verdict() == Verdict.ALL_GOOD
                ? sentence + refusedAnyway(report, words) + notProven(report, words)
                : sentence;
    }

    /** What is missing, or not, is said for the role where one was named. A report of others' making may lack a cause. */
    private static String summaryKey(ValidationReport report) {
        if (report.cause().isEmpty() && report.verdict() != Verdict.ALL_GOOD) {
            return "verdict." + report.verdict();
        }
        String key = "summary." + report.cause().map(Enum::name).orElseGet(report.verdict()::name);
        return report.role().isPresent() && ROLE_SUMMARIES.contains(key) ? key + "_ROLE" : key;
    }

    /** It spoils no verdict, and whoever needs it wants to know. */
    private String refusedAnyway(ValidationReport report, Object[] words) {
        return required(report, Cause.REFUSED_DESPITE_PERMISSION).isEmpty()
                ? ""
                : " " + capitalized(format("summary.REFUSED_ANYWAY", words));
    }

    private String required(ValidationReport report, Cause cause) {
        return report.lines().stream()
                .filter(line ->
                        line.need() == Role.Need.REQUIRED && line.cause().equals(Optional.of(cause)))
                .map(this::label)
                .collect(Collectors.joining(", "));
    }

    private String notProven(ValidationReport report, Object[] words) {
        if (report.unproven().isEmpty()) {
            return "";
        }
        return " "
                + capitalized(format(
                        report.role().isPresent() ? "summary.NOT_PROVEN_ROLE" : "summary.NOT_PROVEN_WRITES", words));
    }

    /**
     * What a validation comes to, in a word or two.
     *
     * @param verdict the verdict
     * @return a word or two, as for a cell of a table
     */
    public String verdict(Verdict verdict) {
        return format("verdict." + Checks.notNull(verdict, "verdict"));
    }

    /**
     * Why a call of the application's own was answered as it was.
     *
     * @param explanation the explanation
     * @param report the report that it was made from
     * @return a sentence
     */
    public String explanation(Explanation explanation, ValidationReport report) {
        Checks.notNull(explanation, "explanation");
        Checks.notNull(report, "report");
        String code = explanation.cause().map(Enum::name).orElse("ALL_GOOD");
        return capitalized(format("summary." + code, words(report, explanation.remedies())));
    }

    private Object[] words(ValidationReport report, List<Remedy> remedies) {
        return new Object[] {
            keyOf(report.subject()),
            report.facility().license(),
            report.facility().jurisdiction().displayName(),
            permissions(remedies),
            report.role().map(this::role).orElse(""),
            report.unproven().stream().map(this::label).collect(Collectors.joining(", ")),
            otherServer(report),
            report.findings().licenses().isEmpty()
                    ? "-"
                    : report.findings().licenses().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")),
            required(report, Cause.REFUSED_DESPITE_PERMISSION)
        };
    }

    private static String otherServer(ValidationReport report) {
        return report.findings().acceptedAt().map(Jurisdiction::displayName).orElse("");
    }

    private static String capitalized(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /**
     * A role in words.
     *
     * @param role the role
     * @return such as {@code a budtender}
     */
    public String role(Role role) {
        Checks.notNull(role, "role");
        return Role.standard().contains(role) ? format("role." + role.name()) : format("role.OTHER", role.name());
    }

    /**
     * Whose key a report is about.
     *
     * @param subject the owner of the key
     * @return {@code Master Key}, or the id of the user
     */
    public String subject(KeyOwner subject) {
        Checks.notNull(subject, "subject");
        return subject instanceof KeyOwner.Individual individual
                ? individual.user().value()
                : format("subject.MASTER");
    }

    /**
     * What to do.
     *
     * @param remedy the remedy
     * @param report the report that it stands in
     * @return a sentence
     */
    public String remedy(Remedy remedy, ValidationReport report) {
        Checks.notNull(remedy, "remedy");
        Checks.notNull(report, "report");
        String other = otherServer(report);
        return format(
                "remedy." + remedy.code(),
                subject(report.subject()),
                report.facility().license(),
                report.facility().jurisdiction().displayName(),
                permissions(List.of(remedy)),
                other.isEmpty() ? "" : " (" + other + ")");
    }

    /**
     * The name of a part of Metrc.
     *
     * @param category the part
     * @return a few words
     */
    public String label(PermissionCategory category) {
        return format("category." + Checks.notNull(category, "category"));
    }

    /**
     * The name of an operation.
     *
     * @param operation the operation
     * @return a few words
     */
    public String label(Operation operation) {
        return format("operation." + Checks.notNull(operation, "operation"));
    }

    /**
     * What a line is about.
     *
     * @param line the line
     * @return the name of its operation, or of its part of Metrc
     */
    public String label(ReportLine line) {
        Checks.notNull(line, "line");
        return line.operation().map(this::label).orElseGet(() -> label(line.category()));
    }

    /**
     * How Metrc's own list of the employee's permissions was read, or why it was not.
     *
     * @param permissionList the list, or why there is none
     * @return one or two sentences
     */
    public String permissionList(PermissionList permissionList) {
        Checks.notNull(permissionList, "readOut");
        if (permissionList instanceof PermissionList.None none) {
            return format("readout." + none.reason());
        }
        PermissionList.Read read = (PermissionList.Read) permissionList;
        String sentence = format(
                "readout.READ",
                read.employeeLicense(),
                format("found." + read.found()),
                read.readWith() == KeyMode.MASTER ? format("key.MASTER") : format("key.OWN"));
        return read.unknown().isEmpty()
                ? sentence
                : sentence + " "
                        + format(
                                "readout.UNKNOWN",
                                read.unknown().stream().map(Permission::name).collect(Collectors.joining(", ")));
    }

    /**
     * What a line found, in a word or two.
     *
     * @param status the status
     * @return a word or two
     */
    public String status(ReportLine.Status status) {
        return format("status." + Checks.notNull(status, "status"));
    }

    /**
     * Why a line is what it is.
     *
     * @param line the line
     * @return a clause; empty where there is nothing to say, as for a success
     */
    public Optional<String> explanation(ReportLine line) {
        Checks.notNull(line, "line");
        if (line.status() == ReportLine.Status.NOT_APPLICABLE) {
            String flags = line.excludedBy().stream().map(Object::toString).collect(Collectors.joining(", "));
            String fact =
                    format(line.excludedBy().size() > 1 ? "line.NOT_APPLICABLE_ANY" : "line.NOT_APPLICABLE", flags);
            return Optional.of(
                    line.endpoint().facility().basis() == Provenance.INFERRED ? format("line.LIKELY", fact) : fact);
        }
        List<String> clauses = new ArrayList<>();
        line.cause().ifPresent(cause -> clauses.add(format("line." + cause, required(line))));
        if (line.disputed() && line.status() == ReportLine.Status.SUCCESS) {
            clauses.add(format("line.DISPUTED", required(line)));
        }
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", clauses));
    }

    /** The explanation of a line, and that nothing is the matter where the role gets along without it. */
    String note(ReportLine line) {
        String explanation = explanation(line).orElse("");
        return line.need() == Role.Need.HELPFUL
                        && line.status() != ReportLine.Status.SUCCESS
                        && line.status() != ReportLine.Status.NOT_APPLICABLE
                ? format("line.HELPFUL", explanation).strip()
                : explanation;
    }

    /**
     * What an operation needs beside the permission, and the employee cannot mend.
     *
     * @param line the line
     * @return the operation, and Metrc's names of what the vendor, the license or the state has to be granted; empty where
     *     nothing is known to be needed
     */
    public Optional<String> gates(ReportLine line) {
        Checks.notNull(line, "line");
        return line.operation().isEmpty() || line.endpoint().gates().isEmpty()
                ? Optional.empty()
                : Optional.of(format(
                        "line.GATES",
                        label(line),
                        line.endpoint().gates().stream()
                                .map(Endpoint.Gate::name)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Who has to act.
     *
     * @param who the people
     * @return a few words
     */
    public String who(Remedy.Responsible who) {
        return format("who." + Checks.notNull(who, "who"));
    }

    /**
     * What a call needs, such as {@code View Sales or Manage Sales}.
     *
     * @param line the line whose call is meant
     * @return the names of the permissions, or that none is needed
     */
    public String required(ReportLine line) {
        Checks.notNull(line, "line");
        List<Permission> permissions = line.requiredPermissions().permissions();
        return permissions.isEmpty()
                ? format("permissions.NONE")
                : permissions.stream()
                        .map(Permission::name)
                        .collect(Collectors.joining(format(
                                "permissions." + line.requiredPermissions().match())));
    }

    /** The language of the sentences, as HTML names it. */
    String language() {
        return format("language");
    }

    String heading(String name, Object... arguments) {
        return format("heading." + name, arguments);
    }

    private String keyOf(KeyOwner subject) {
        return subject instanceof KeyOwner.Individual individual
                ? format("key.INDIVIDUAL", individual.user())
                : format("key.MASTER");
    }

    private static String permissions(List<Remedy> remedies) {
        return remedies.stream()
                .flatMap(remedy -> remedy.permissions().stream())
                .map(Permission::name)
                .collect(Collectors.joining(", "));
    }

    private String format(String key, Object... arguments) {
        String pattern;
        try {
            pattern = bundle.getString(key);
        } catch (MissingResourceException e) {
            pattern = English.BUNDLE_OF_LIBRARY.getString(key);
        }
        // ROOT, since no number in a report is for people to read with separators.
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    private static final class English {
        static final ResourceBundle BUNDLE_OF_LIBRARY = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
        static final ReportTexts TEXTS = new ReportTexts(BUNDLE_OF_LIBRARY);
    }
}
