package io.github.metrckeys.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A facility of Colorado's sandbox, as it answered one fully permitted key on 2026-02-23.
 *
 * @param license its number
 * @param licenseType its type
 * @param flags the flags that are true
 * @param statuses what each of ten GETs was answered, by path
 */
record ObservedFacility(String license, String licenseType, List<String> flags, Map<String, Integer> statuses) {

    static List<ObservedFacility> all() {
        List<String> paths = new ArrayList<>();
        List<ObservedFacility> facilities = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ObservedFacility.class.getResourceAsStream("observed-facilities.txt"), StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("#   GET ")) {
                    paths.add(line.substring("#   GET ".length()));
                } else if (!line.startsWith("#")) {
                    facilities.add(read(line.split(" \\| ", -1), paths));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facilities;
    }

    private static ObservedFacility read(String[] cells, List<String> paths) {
        String[] statuses = cells[3].split(" ", -1);
        Map<String, Integer> byPath = new LinkedHashMap<>();
        for (int i = 0; i < statuses.length; i++) {
            byPath.put(paths.get(i), Integer.parseInt(statuses[i]));
        }
        return new ObservedFacility(cells[0], cells[1], List.of(cells[2].split(" ", -1)), byPath);
    }

    FakeFacility addTo(FakeMetrc metrc) {
        return metrc.addFacility(license).licenseType(licenseType).flags(flags.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return licenseType;
    }
}
