package io.github.metrckeys.testkit;

import io.github.metrckeys.Facility;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A facility of a fake Metrc. It can change while the fake runs; the next call sees the change.
 *
 * <p>Thread-safe.
 */
public final class FakeFacility {

    private final Facility facility;
    private final int id;
    private final Set<String> records = ConcurrentHashMap.newKeySet();
    private volatile String name;
    private volatile String licenseType = "Retail Store";
    private volatile FacilityFlags flags;
    private volatile LocalDate startDate = LocalDate.of(2020, 1, 1);
    private volatile LocalDate endDate = LocalDate.of(9999, 12, 31);

    FakeFacility(Facility facility, int id) {
        this.facility = facility;
        this.id = id;
        this.name = "Facility " + facility.license();
        this.flags = flagsOf(Set.of());
    }

    /**
     * The facility to give to the code under test.
     *
     * @return the license on the fake server
     */
    public Facility facility() {
        return facility;
    }

    /**
     * Sets the name of the facility.
     *
     * @param name any name
     * @return this facility
     */
    public FakeFacility name(String name) {
        this.name = Objects.requireNonNull(name, "name must not be null");
        return this;
    }

    /**
     * Sets the type of the license. This is a name only: the flags decide what the type may do. The default is {@code
     * Retail Store}.
     *
     * @param licenseType Metrc's name for the type
     * @return this facility
     */
    public FakeFacility licenseType(String licenseType) {
        this.licenseType = Objects.requireNonNull(licenseType, "licenseType must not be null");
        return this;
    }

    /**
     * Sets which flags are true; all others are false.
     *
     * @param names names of flags in Metrc
     * @return this facility
     * @throws io.github.metrckeys.error.InvalidInputException if Metrc has no such flag; the message names the nearest
     *     one
     */
    public FakeFacility flags(String... names) {
        this.flags = flagsOf(Arrays.stream(names).map(FakeFacility::flag).collect(Collectors.toUnmodifiableSet()));
        return this;
    }

    /**
     * Sets the first day of the license.
     *
     * @param startDate the first day
     * @return this facility
     */
    public FakeFacility startDate(LocalDate startDate) {
        this.startDate = Objects.requireNonNull(startDate, "startDate must not be null");
        return this;
    }

    /**
     * Sets the last day of the license. After it, every call at this facility is refused (inferred).
     *
     * @param endDate the last day
     * @return this facility
     */
    public FakeFacility endDate(LocalDate endDate) {
        this.endDate = Objects.requireNonNull(endDate, "endDate must not be null");
        return this;
    }

    /**
     * Adds a record that calls by id find at this facility. Any other id is answered 401 (documented).
     *
     * @param id the value of the variable in the path, such as {@code 4711} or a label
     * @return this facility
     */
    public FakeFacility record(String id) {
        records.add(Objects.requireNonNull(id, "id must not be null"));
        return this;
    }

    int id() {
        return id;
    }

    String license() {
        return facility.license().value();
    }

    String name() {
        return name;
    }

    String licenseType() {
        return licenseType;
    }

    FacilityFlags flags() {
        return flags;
    }

    /** In alphabetical order. */
    List<FacilityFlag> trueFlags() {
        return FacilityFlag.known().stream()
                .filter(flag -> flags.value(flag).orElse(false))
                .toList();
    }

    LocalDate startDate() {
        return startDate;
    }

    LocalDate endDate() {
        return endDate;
    }

    boolean has(String record) {
        return records.contains(record);
    }

    /** Refuses the fields of FacilityType that are not booleans. */
    private static FacilityFlag flag(String name) {
        FacilityFlag flag = FacilityFlag.named(name);
        if (MetrcResponses.NUMBERS.contains(flag.name())) {
            throw new InvalidInputException(
                    ErrorCode.NAME_INVALID, flag + " is a number in Metrc's answers and no flag: leave it out.");
        }
        return flag;
    }

    private static FacilityFlags flagsOf(Set<FacilityFlag> trueOnes) {
        Map<FacilityFlag, Boolean> values =
                FacilityFlag.known().stream().collect(Collectors.toMap(flag -> flag, trueOnes::contains));
        return new FacilityFlags(values);
    }

    /** {@return the license number} */
    @Override
    public String toString() {
        return license();
    }
}
