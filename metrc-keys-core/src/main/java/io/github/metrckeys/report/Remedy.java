package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.Checks;
import java.util.List;

/**
 * Something to be done about what a report found. {@link ReportTexts} says it in a sentence.
 *
 * @param code what is to be done
 * @param permissions the permissions to be granted, in Metrc's words; none for other remedies
 */
public record Remedy(RemedyCode code, List<Permission> permissions) {

    /**
     * Makes a remedy.
     *
     * @param code what is to be done
     * @param permissions the permissions to be granted
     */
    public Remedy {
        Checks.notNull(code, "code");
        permissions = List.copyOf(Checks.notNull(permissions, "permissions"));
    }

    /**
     * A remedy that grants no permission.
     *
     * @param code what is to be done
     * @return the remedy
     */
    public static Remedy of(RemedyCode code) {
        return new Remedy(code, List.of());
    }

    /**
     * Who has to act.
     *
     * @return the people, or nobody
     */
    public Responsible who() {
        return code.who();
    }
}
