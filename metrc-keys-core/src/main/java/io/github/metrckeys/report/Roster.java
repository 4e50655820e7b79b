package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who of a facility's employees is ready to work with their own key, and what the others lack: the list for the day on
 * which individual keys begin to sign.
 *
 * <pre>{@code
 * Roster roster = Roster.of(shop, Role.BUDTENDER, employees, reports);
 *
 * String page = roster.render(ReportFormat.HTML);
 * roster.rows().stream().filter(row -> row.state() == Roster.State.NO_KEY).forEach(row -> remind(row.employee()));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. It holds no key.
 */
public final class Roster {

    private final Facility facility;
    private final Role role;
    private final List<Row> rows;

    private Roster(Facility facility, Role role, List<Row> rows) {
        this.facility = facility;
        this.role = role;
        this.rows = rows;
    }

    /**
     * Makes a roster. It asks nobody.
     *
     * @param facility where the employees work
     * @param role what they do there
     * @param employees the employees
     * @param reports the reports about their keys. Those of another facility, of another role or about nobody of the
     *     employees are passed over. If several are about one key, the one counts whose check began last; an
     *     inconclusive one counts only if there is no other
     * @return the roster, with a row for each employee, in this order
     */
    public static Roster of(
            Facility facility, Role role, List<Employee> employees, Collection<ValidationReport> reports) {
        Checks.notNull(facility, "facility");
        Checks.notNull(role, "role");
        ReportMatrix known = ReportMatrix.of(Checks.notNull(reports, "reports").stream()
                .filter(report -> report.role().map(Role::name).equals(Optional.of(role.name())))
                .toList());
        return new Roster(
                facility,
                role,
                List.copyOf(Checks.notNull(employees, "employees")).stream()
                        .map(employee -> new Row(
                                facility,
                                employee,
                                known.report(KeyOwner.individual(facility.jurisdiction(), employee.user()), facility)))
                        .toList());
    }

    /**
     * Where the employees work.
     *
     * @return the facility
     */
    public Facility facility() {
        return facility;
    }

    /**
     * What the employees do there.
     *
     * @return the role
     */
    public Role role() {
        return role;
    }

    /**
     * What is known of each employee.
     *
     * @return the rows, in the order of the employees
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * How many employees are ready.
     *
     * @return the number
     */
    public int ready() {
        return (int) rows.stream().filter(row -> row.state() == State.READY).count();
    }

    /**
     * Writes the roster in English.
     *
     * @param format the format
     * @return the text
     */
    public String render(ReportFormat format) {
        return render(format, Messages.english());
    }

    /**
     * Writes the roster: a table, how many are ready, and what to do for each person who must act.
     *
     * @param format the format
     * @param messages the language
     * @return the text
     */
    public String render(ReportFormat format, Messages messages) {
        Checks.notNull(format, "format");
        RosterRenderer renderer = new RosterRenderer(this, Checks.notNull(messages, "messages"));
        return switch (format) {
            case TEXT -> renderer.text();
            case MARKDOWN -> renderer.markdown();
            case HTML -> renderer.html();
        };
    }

    /**
     * Writes the roster as a table for spreadsheets, in English.
     *
     * @return lines that end with a carriage return and a line feed (RFC 4180), the first of them a header
     */
    public String toCsv() {
        return toCsv(Messages.english());
    }

    /**
     * Writes the roster as a table for spreadsheets. States are codes. A cell that begins as a formula does has an
     * apostrophe in front, so that a spreadsheet runs nothing that somebody wrote into a name.
     *
     * @param messages the language of the sentences
     * @return lines that end with a carriage return and a line feed (RFC 4180), the first of them a header
     */
    public String toCsv(Messages messages) {
        return new RosterRenderer(this, Checks.notNull(messages, "messages")).csv();
    }

    /** {@return the facility, and how many are ready} */
    @Override
    public String toString() {
        return "Roster[" + facility + ", " + ready() + " of " + rows.size() + " ready]";
    }

    /** What keeps an employee from working, if anything. The names are stable codes; new ones may be added. */
    public enum State {
        /** No key of this person is stored. */
        NO_KEY,
        /** Metrc refuses the key, or the key's access to the license. */
        KEY_REFUSED,
        /** The key works, and something that the role requires is refused to it. */
        PERMISSIONS_MISSING,
        /** The key works, and the type of the license rules the main work of the role out. */
        ROLE_DOES_NOT_FIT,
        /** The key works, and nothing proves that it can do what the role requires. */
        NOT_VERIFIED,
        /** There is a key, and it was not checked, or Metrc gave no answer that says something about it. */
        INCONCLUSIVE,
        /** The key can do what the role requires. */
        READY;

        /**
         * The state, for people.
         *
         * @param messages the language
         * @return a word or a few, as for a cell of a table
         */
        public String label(Messages messages) {
            return Checks.notNull(messages, "messages").text("roster." + name());
        }
    }

    /**
     * Somebody who works at the facility.
     *
     * @param user the application's id of the employee
     * @param name what people call the employee; empty if only the id is known
     * @param hasKey whether a key of this person is stored
     */
    public record Employee(UserId user, Optional<String> name, boolean hasKey) {

        /** Refuses null. */
        public Employee {
            Checks.notNull(user, "user");
            Checks.notNull(name, "name");
        }

        /** {@return the name and the id, or the id alone} */
        @Override
        public String toString() {
            return name.map(known -> known + " (" + user + ")").orElseGet(user::value);
        }
    }

    /**
     * What is known of one employee.
     *
     * @param facility where the employee works
     * @param employee the employee
     * @param report the report about the employee's key; empty if there is none
     */
    public record Row(Facility facility, Employee employee, Optional<ValidationReport> report) {

        /** Refuses null. */
        public Row {
            Checks.notNull(facility, "facility");
            Checks.notNull(employee, "employee");
            Checks.notNull(report, "report");
        }

        /**
         * What keeps the employee from working, if anything. A key that is no longer stored signs nothing, whatever a
         * report says.
         *
         * @return the state
         */
        public State state() {
            return employee.hasKey()
                    ? report.map(ValidationReport::verdict).map(Row::state).orElse(State.INCONCLUSIVE)
                    : State.NO_KEY;
        }

        private static State state(Verdict verdict) {
            return switch (verdict) {
                case ALL_GOOD -> State.READY;
                case PERMISSIONS_MISSING -> State.PERMISSIONS_MISSING;
                case ROLE_DOES_NOT_FIT -> State.ROLE_DOES_NOT_FIT;
                case KEY_REFUSED -> State.KEY_REFUSED;
                case NOT_VERIFIED -> State.NOT_VERIFIED;
                case INCONCLUSIVE -> State.INCONCLUSIVE;
            };
        }

        /** The report about a key that is still stored. */
        private Optional<ValidationReport> current() {
            return report.filter(known -> employee.hasKey());
        }

        /**
         * The state as a sentence.
         *
         * @param messages the language
         * @return a sentence, or a few
         */
        public String summary(Messages messages) {
            Checks.notNull(messages, "messages");
            return current()
                    .map(known -> known.summary(messages))
                    .orElseGet(() ->
                            messages.text(employee.hasKey() ? "employee.NOT_CHECKED" : "employee.NO_KEY", employee));
        }

        /**
         * What to do.
         *
         * @return the remedies, most important first; none if there is nothing to do
         */
        public List<Remedy> remedies() {
            return current()
                    .map(ValidationReport::remedies)
                    .orElseGet(
                            () -> List.of(Remedy.of(employee.hasKey() ? Remedy.Code.WAIT : Remedy.Code.USE_OWN_KEY)));
        }

        /**
         * What to do about one of the {@link #remedies}.
         *
         * @param remedy the remedy
         * @param messages the language
         * @return a sentence, or a few
         */
        public String sentence(Remedy remedy, Messages messages) {
            Checks.notNull(remedy, "remedy");
            Checks.notNull(messages, "messages");
            return current()
                    .map(known -> remedy.sentence(known, messages))
                    .orElseGet(() -> messages.text(
                            employee.hasKey() ? "employee.CHECK" : "employee.ENTER_KEY",
                            employee,
                            facility.license(),
                            facility.jurisdiction().displayName(messages)));
        }

        /**
         * What to do, as numbered steps for each person who must act.
         *
         * @param messages the language
         * @return the steps, those of one person together
         */
        public List<Remedy.Step> steps(Messages messages) {
            Checks.notNull(messages, "messages");
            return current()
                    .map(known -> known.steps(messages))
                    .orElseGet(() -> remedies().stream()
                            .map(remedy -> new Remedy.Step(remedy.who(), 1, sentence(remedy, messages)))
                            .toList());
        }
    }
}
