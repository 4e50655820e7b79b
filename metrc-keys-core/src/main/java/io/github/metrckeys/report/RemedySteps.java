package io.github.metrckeys.report;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What to do in steps, each for one person and whole without the others. */
final class RemedySteps {

    /** A sentence to be said, and to whom. */
    private record Text(Remedy.Responsible who, String key) {}

    private final ValidationReport report;
    private final Messages messages;
    private final Object user;
    private final String key;

    RemedySteps(ValidationReport report, Messages messages) {
        this(
                report,
                messages,
                report.subject() instanceof KeyOwner.Individual individual
                        ? individual.user()
                        : messages.text("subject.OWNER"),
                report.subject() instanceof KeyOwner.Individual individual
                        ? messages.text("key.INDIVIDUAL", individual.user())
                        : messages.text("key.MASTER"));
    }

    private RemedySteps(ValidationReport report, Messages messages, Object user, String key) {
        this.report = report;
        this.messages = messages;
        this.user = user;
        this.key = key;
    }

    /** Steps without a name, for a list that names the people whom they are about. */
    static RemedySteps unnamed(ValidationReport report, Messages messages) {
        return new RemedySteps(report, messages, messages.text("subject.EMPLOYEE"), messages.text("key.EMPLOYEE"));
    }

    /** The steps of all remedies, numbered for each person. */
    List<Remedy.Step> of(List<Remedy> remedies) {
        Map<Remedy.Responsible, Set<String>> texts = new LinkedHashMap<>();
        for (Remedy remedy : remedies) {
            Object[] words = words(remedy);
            for (Text text : texts(remedy.code())) {
                texts.computeIfAbsent(text.who(), who -> new LinkedHashSet<>())
                        .add(ReportSentences.capitalized(messages.text(text.key(), words)));
            }
        }
        List<Remedy.Step> steps = new ArrayList<>();
        texts.forEach((who, each) -> {
            int number = 0;
            for (String text : each) {
                number++;
                steps.add(new Remedy.Step(who, number, text));
            }
        });
        return steps;
    }

    private List<Text> texts(Remedy.Code code) {
        List<Text> texts = new ArrayList<>();
        for (int number = 1; number <= ownSteps(code); number++) {
            texts.add(new Text(code.who(), "step." + code + "." + variant(code, number)));
        }
        if (code == Remedy.Code.GRANT_PERMISSION && report.role().isEmpty()) {
            texts.add(new Text(code.who(), "step." + code + ".NO_ROLE"));
        }
        if (code == Remedy.Code.USE_OWN_KEY && report.findings().masterKey() == MasterKey.SAME_KEY) {
            texts.add(new Text(code.who(), "step." + code + ".OF_MASTER"));
        }
        if (code == Remedy.Code.READ_PERMISSIONS_OUT
                && report.findings().permissionList() instanceof PermissionList.None none
                && (none.reason() == PermissionList.Reason.NO_EMPLOYEE
                        || none.reason() == PermissionList.Reason.AMBIGUOUS_NAME)) {
            texts.add(new Text(code.who(), "step." + code + ".EMPLOYEE"));
        }
        String other = "step." + code + "." + Remedy.Responsible.POS_ADMIN + ".";
        for (int number = 1; number <= stepsForPosAdmin(code); number++) {
            texts.add(new Text(Remedy.Responsible.POS_ADMIN, other + number));
        }
        if (code == Remedy.Code.RENEW_USER_KEY && is(Cause.USER_KEY_REJECTED)) {
            texts.add(new Text(Remedy.Responsible.POS_ADMIN, other + "OTHER_SERVER"));
        }
        return texts;
    }

    /** A step that is another one for some causes. */
    private String variant(Remedy.Code code, int number) {
        if (code == Remedy.Code.RENEW_USER_KEY && number == 3 && is(Cause.KEY_PAIR_REJECTED)) {
            return "PAIR";
        }
        return code == Remedy.Code.RENEW_MASTER_KEY && number == 1 && is(Cause.MASTER_KEY_OWNER_LEFT)
                ? "OWNER_LEFT"
                : Integer.toString(number);
    }

    private boolean is(Cause cause) {
        return report.cause().equals(Optional.of(cause));
    }

    private static int ownSteps(Remedy.Code code) {
        return switch (code) {
            case RENEW_USER_KEY, CHECK_AGAIN_THEN_RENEW -> 3;
            case RENEW_MASTER_KEY -> 2;
            default -> 1;
        };
    }

    private static int stepsForPosAdmin(Remedy.Code code) {
        return switch (code) {
            case GRANT_PERMISSION -> 2;
            case CHECK_PERMISSION, RENEW_USER_KEY, ATTACH_USER -> 1;
            default -> 0;
        };
    }

    private Object[] words(Remedy remedy) {
        return new Object[] {
            user,
            report.facility().license(),
            server(),
            remedy.permissions().stream().map(RemedySteps::box).collect(Collectors.joining(", ")),
            report.findings()
                    .acceptedAt()
                    .map(other -> " (" + other.displayName(messages) + ")")
                    .orElse(""),
            key,
            remedy.permissions().stream().map(Permission::name).collect(Collectors.joining(", "))
        };
    }

    /** The address of a server of somebody's own stands at the head of the report, and not in every step. */
    private String server() {
        Jurisdiction jurisdiction = report.facility().jurisdiction();
        return jurisdiction.environment() == Jurisdiction.Environment.CUSTOM
                ? jurisdiction.name()
                : jurisdiction.displayName(messages);
    }

    /** The box by Metrc's name, and how its screen groups it, if that is known. */
    private static String box(Permission permission) {
        return permission
                .screen()
                .map(group -> permission.name() + " (" + group + ")")
                .orElseGet(permission::name);
    }
}
