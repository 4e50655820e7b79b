package io.github.metrckeys.report;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.check.Checks;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Metrc's own list of an employee's permissions from {@code GET /employees/v2/permissions} (documented), or why there
 * is none. The call needs Manage Employees (documented).
 */
public sealed interface PermissionList {

    /** The list was not requested. */
    PermissionList NOT_ASKED = new None(Reason.NOT_ASKED);

    /** How the employee was found. */
    enum Found {
        /** The employee license number was given. */
        GIVEN,
        /**
         * The employee license number was in the list of facilities, next to the license. That it is the number of the
         * key's own user is inferred.
         */
        IN_FACILITIES,
        /** One employee in the license's list of employees has the name that was given. */
        BY_NAME
    }

    /** Why there is no list. */
    enum Reason {
        /** The list was not requested: the key was refused before, or the check was too short. */
        NOT_ASKED,
        /** No employee license number was given, and none was found. */
        NO_EMPLOYEE,
        /** More than one employee has the name that was given. */
        AMBIGUOUS_NAME,
        /**
         * Metrc refused the list to the key itself, and to the master key if there is one. The call needs Manage
         * Employees and an employee of this license.
         */
        REFUSED,
        /** Metrc did not give a meaningful answer. */
        NO_ANSWER
    }

    /** What the list says about a permission. */
    enum Says {
        /** The list contains it. */
        GRANTED,
        /** The list does not contain it. */
        MISSING,
        /** The list does not contain it, but contains a name that this library does not know and that might mean it. */
        UNCERTAIN,
        /** There is no list. */
        NOTHING
    }

    /**
     * What the list says about a permission.
     *
     * @param permission the permission
     * @return granted, missing, uncertain, or nothing if there is no list
     */
    Says says(Permission permission);

    /**
     * How the list was read, or why it was not.
     *
     * @param messages the language; the names of permissions are Metrc's own
     * @return one or two sentences
     */
    String sentence(Messages messages);

    /**
     * No list, and the reason why there is none.
     *
     * @param reason why there is no list
     */
    record None(Reason reason) implements PermissionList {

        /** Refuses null. */
        public None {
            Checks.notNull(reason, "reason");
        }

        @Override
        public Says says(Permission permission) {
            Checks.notNull(permission, "permission");
            return Says.NOTHING;
        }

        @Override
        public String sentence(Messages messages) {
            return Checks.notNull(messages, "messages").text("permissionList." + reason);
        }
    }

    /**
     * The list.
     *
     * @param employeeLicense the employee license number that the list was requested for
     * @param found how the employee was found
     * @param readWith whose key read the list: the employee's own, or the master key
     * @param granted the permissions in it, including those that the library does not know
     */
    record Read(String employeeLicense, Found found, KeyMode readWith, Set<Permission> granted)
            implements PermissionList {

        private static final Set<String> SAYING_NOTHING = Set.of("view", "manage", "and", "the");

        /** Refuses null, and copies its arguments. */
        public Read {
            Checks.notNull(employeeLicense, "employeeLicense");
            Checks.notNull(found, "found");
            Checks.notNull(readWith, "readWith");
            granted = Collections.unmodifiableSet(new TreeSet<>(Checks.notNull(granted, "granted")));
        }

        /**
         * The permissions in the list that no endpoint of the catalog needs: new ones, or known ones under another
         * name.
         *
         * @return the permissions as Metrc wrote them
         */
        public Set<Permission> unknown() {
            Set<Permission> unknown = new TreeSet<>(granted);
            unknown.removeAll(EndpointCatalog.standard().permissions());
            return Collections.unmodifiableSet(unknown);
        }

        /**
         * {@inheritDoc}
         *
         * <p>A name that the library does not know might mean a missing permission if both have a word in common, such
         * as {@code plants}: Metrc's list uses other words than its pages (documented).
         */
        @Override
        public Says says(Permission permission) {
            if (granted.contains(Checks.notNull(permission, "permission"))) {
                return Says.GRANTED;
            }
            List<String> words = words(permission);
            return unknown().stream().anyMatch(name -> !Collections.disjoint(words(name), words))
                    ? Says.UNCERTAIN
                    : Says.MISSING;
        }

        @Override
        public String sentence(Messages messages) {
            Checks.notNull(messages, "messages");
            String sentence = messages.text(
                    "permissionList.READ",
                    employeeLicense,
                    messages.text("found." + found),
                    messages.text(readWith == KeyMode.MASTER ? "key.MASTER" : "key.OWN"));
            String unknown = unknown().stream().map(Permission::name).collect(Collectors.joining(", "));
            return unknown.isEmpty() ? sentence : sentence + " " + messages.text("permissionList.UNKNOWN", unknown);
        }

        private static List<String> words(Permission permission) {
            return Arrays.stream(permission.name().toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                    .filter(word -> word.length() > 2 && !SAYING_NOTHING.contains(word))
                    .toList();
        }
    }
}
