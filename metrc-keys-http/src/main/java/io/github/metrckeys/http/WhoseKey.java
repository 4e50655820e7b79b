package io.github.metrckeys.http;

import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the key's user is the person who was named, as far as Metrc's lists tell: the number next to the license is
 * likely that of the key's own user (inferred).
 *
 * @param holder the other person under whom Metrc lists the key; empty unless the lists are clear about it
 * @param confirmed whether the lists show the person who was named
 */
record WhoseKey(Optional<Holder> holder, boolean confirmed) {

    private static final WhoseKey UNKNOWN = new WhoseKey(Optional.empty(), false);
    private static final WhoseKey CONFIRMED = new WhoseKey(Optional.empty(), true);

    /** A server's text is passed on only if it looks like a name: a longer run without a space may be a key. */
    private static final Pattern PRINTABLE_NAME =
            Pattern.compile("(?=.{1,80}$)[\\p{L}\\p{M}.'\u2019-]{1,30}([ ,]+[\\p{L}\\p{M}.'\u2019-]{1,30})*");

    /**
     * Compares.
     *
     * @param request the person who was named, by number or by name, if at all
     * @param listed the number next to the license; empty if there is none
     * @param employees the license's list of employees, if it was read
     */
    static WhoseKey of(ProbeRequest request, Optional<String> listed, EmployeeList employees) {
        return listed.map(number -> request.employeeLicense()
                        .map(given -> byNumber(request, number, given, employees))
                        .or(() -> request.employeeName().map(name -> byName(request, number, name, employees)))
                        .orElse(UNKNOWN))
                .orElse(UNKNOWN);
    }

    /**
     * If the list was read, both numbers must be in it: a number next to the license that no employee has is not what it
     * was taken for.
     */
    private static WhoseKey byNumber(ProbeRequest request, String listed, String given, EmployeeList employees) {
        if (EmployeeList.sameNumber(given, listed)) {
            return CONFIRMED;
        }
        boolean atLogin = request.depth() == ProbeRequest.Depth.LOGIN;
        boolean bothKnown = Stream.of(listed, given)
                .noneMatch(number -> employees.namesOf(number).isEmpty());
        return atLogin || bothKnown ? another(request, listed, employees) : UNKNOWN;
    }

    /**
     * People write names in several ways, so a name that differs proves nothing: one employee must have the name that
     * was given, and another number.
     */
    private static WhoseKey byName(ProbeRequest request, String listed, String name, EmployeeList employees) {
        List<String> names = employees.namesOf(listed);
        if (names.stream().anyMatch(other -> EmployeeList.sameName(other, name))) {
            return CONFIRMED;
        }
        List<Optional<String>> numbers =
                employees.numbersOf(name).stream().distinct().toList();
        boolean hasAnother = numbers.size() == 1
                && numbers.get(0)
                        .filter(number -> !EmployeeList.sameNumber(number, listed))
                        .isPresent();
        return hasAnother && !names.isEmpty() ? another(request, listed, employees) : UNKNOWN;
    }

    private static WhoseKey another(ProbeRequest request, String listed, EmployeeList employees) {
        Optional<String> name = employees.namesOf(listed).stream()
                .filter(PRINTABLE_NAME.asMatchPredicate())
                .filter(printable -> !request.holdsKey(printable))
                .findFirst();
        return new WhoseKey(
                Optional.of(new Holder(listed, name, request.employeeLicense().or(request::employeeName))), false);
    }
}
