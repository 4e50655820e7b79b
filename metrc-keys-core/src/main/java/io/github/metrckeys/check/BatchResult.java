package io.github.metrckeys.check;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.report.ValidationReport;
import java.util.Optional;

/** What became of one request of a {@link BatchValidation}. It holds no key. */
public sealed interface BatchResult {

    /**
     * Whose key it is about.
     *
     * @return the owner
     */
    KeyOwner subject();

    /**
     * Where the key is to work.
     *
     * @return the facility
     */
    Facility facility();

    /**
     * The report, if there is one.
     *
     * @return the report; empty where the validation was not finished
     */
    default Optional<ValidationReport> report() {
        return this instanceof Finished finished ? Optional.of(finished.found()) : Optional.empty();
    }

    /**
     * There is a report, whatever its verdict.
     *
     * @param found the report
     */
    record Finished(ValidationReport found) implements BatchResult {

        /**
         * Hands a report over.
         *
         * @param found the report
         */
        public Finished {
            Checks.notNull(found, "found");
        }

        @Override
        public KeyOwner subject() {
            return found.subject();
        }

        @Override
        public Facility facility() {
            return found.facility();
        }
    }

    /**
     * The probe threw something instead of making a report. Its message is not kept, for nobody knows what stands in it.
     *
     * @param subject whose key it is about
     * @param facility where the key is to work
     * @param code what kind of trouble it is; empty where it was an exception of another library
     * @param exception the name of the exception's class
     */
    record Failed(KeyOwner subject, Facility facility, Optional<ErrorCode> code, String exception)
            implements BatchResult {

        /**
         * Describes a failure.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         * @param code what kind of trouble it is
         * @param exception the name of the exception's class
         */
        public Failed {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
            Checks.notNull(code, "code");
            Checks.notNull(exception, "exception");
        }
    }

    /**
     * The batch was canceled before there was a report.
     *
     * @param subject whose key it is about
     * @param facility where the key is to work
     */
    record Skipped(KeyOwner subject, Facility facility) implements BatchResult {

        /**
         * Describes what was left out.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         */
        public Skipped {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
        }
    }

    /**
     * The validation waits for its turn, or is under way. None is left when the batch is complete.
     *
     * @param subject whose key it is about
     * @param facility where the key is to work
     */
    record Pending(KeyOwner subject, Facility facility) implements BatchResult {

        /**
         * Describes what is to come.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         */
        public Pending {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
        }
    }
}
