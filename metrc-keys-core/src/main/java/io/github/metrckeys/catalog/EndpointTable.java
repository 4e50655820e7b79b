package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.text.ResourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the table of endpoints. The comment at the top of {@code endpoints.txt} describes the format. */
final class EndpointTable {

    private static final String NAME = "endpoints.txt";

    private EndpointTable() {}

    static List<Endpoint> read() {
        List<Endpoint> endpoints = new ArrayList<>(300);
        String[] resource = {""};
        Set<String> seen = new HashSet<>();
        ResourceTable.read(EndpointCatalog.class, NAME, row -> {
            if (row.size() == 1) {
                resource[0] = heading(row.text(0));
            } else {
                Endpoint endpoint = endpoint(row, resource[0]);
                if (!seen.add(endpoint.toString())) {
                    throw new IllegalArgumentException("twice: " + endpoint);
                }
                endpoints.add(endpoint);
            }
            return row;
        });
        return endpoints;
    }

    private static String heading(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("neither a heading nor an endpoint: " + text);
        }
        return text.substring(1, text.length() - 1);
    }

    private static Endpoint endpoint(ResourceTable.Row row, String resource) {
        String[] call = row.text(0).split(" +", -1);
        return new Endpoint(
                HttpMethod.valueOf(call[0]),
                call[1],
                resource,
                permissions(row.text(1)),
                facility(row.text(2)),
                row.list(3, " ; ").stream().map(EndpointTable::gate).toList(),
                parameters(row.list(4, ",")),
                Endpoint.AnswerShape.valueOf(upper(row.text(5))),
                Endpoint.Sources.valueOf(upper(row.text(6))));
    }

    private static Endpoint.PermissionRule permissions(String text) {
        if (text.equals(ResourceTable.NOTHING)) {
            return Endpoint.PermissionRule.NONE;
        }
        int colon = text.indexOf(':');
        return new Endpoint.PermissionRule(
                Endpoint.PermissionRule.Match.valueOf(upper(text.substring(0, colon))),
                ResourceTable.split(text.substring(colon + 1), ",").stream()
                        .map(Permission::of)
                        .toList());
    }

    private static Endpoint.FacilityRule facility(String text) {
        if (text.equals(ResourceTable.NOTHING)) {
            return Endpoint.FacilityRule.NONE;
        }
        int comma = text.lastIndexOf(',');
        return new Endpoint.FacilityRule(
                Arrays.stream(text.substring(0, comma).split("&", -1))
                        .map(group -> Arrays.stream(group.split("/", -1))
                                .map(EndpointTable::flag)
                                .toList())
                        .toList(),
                Provenance.valueOf(upper(text.substring(comma + 1))));
    }

    private static FacilityFlag flag(String name) {
        FacilityFlag flag = FacilityFlag.of(name);
        if (!FacilityFlag.known().contains(flag)) {
            throw new IllegalArgumentException("not a flag of Metrc: " + flag);
        }
        return flag;
    }

    private static Endpoint.Gate gate(String text) {
        int colon = text.indexOf(':');
        return new Endpoint.Gate(
                Endpoint.Gate.Holder.valueOf(upper(text.substring(0, colon))),
                text.substring(colon + 1).strip());
    }

    private static Set<String> parameters(List<String> names) {
        Set<String> parameters = new HashSet<>();
        for (String name : names) {
            switch (name) {
                case "modified" -> parameters.addAll(List.of("lastModifiedStart", "lastModifiedEnd"));
                case "paging" -> parameters.addAll(List.of(Endpoint.PAGE_NUMBER, Endpoint.PAGE_SIZE));
                default -> parameters.add(name);
            }
        }
        return parameters;
    }

    private static String upper(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
