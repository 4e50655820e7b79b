package io.github.metrckeys.testkit.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the role that an option names: one of the library's, by its name or a common word, or a file with another. */
final class RoleConverter implements ITypeConverter<Role> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> FIELDS =
            Set.of("name", "looksAt", "mainlyDoes", "does", "optionallyDoes", "optionallyLooksAt");

    @Override
    public Role convert(String value) {
        try {
            return isFile(value) ? read(Path.of(value)) : Role.standard(value);
        } catch (InvalidInputException | InvalidPathException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static boolean isFile(String value) {
        return value.endsWith(".json") || value.contains("/") || value.contains("\\");
    }

    private static Role read(Path file) {
        // Long words are left out of complaints, and paths are long.
        Path shown = file.getFileName() == null ? file : file.getFileName();
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Jackson's message may repeat part of the file, and it may be the wrong file, with keys in it.
            throw new TypeConversionException(shown + " is not valid JSON, or names a field twice, at line "
                    + e.getLocation().getLineNr() + ".");
        } catch (IOException e) {
            throw new TypeConversionException(shown + " cannot be read: check the path, and that it is text in UTF-8.");
        }
        try {
            return role(json);
        } catch (InvalidInputException e) {
            throw new TypeConversionException(shown + ": " + e.getMessage());
        } catch (UsageException e) {
            throw new TypeConversionException(shown + " " + e.getMessage());
        }
    }

    private static Role role(JsonNode json) {
        if (!json.isObject()) {
            throw new UsageException(
                    "is not a JSON object: write {\"name\": \"CLOSER\", \"mainlyDoes\": [\"RING_SALE\"]}.");
        }
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new UsageException(
                    "has an unknown field: use only " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
        }
        if (!json.path("name").isTextual()) {
            throw new UsageException("has no name: add \"name\": \"CLOSER\" or the like.");
        }
        if (looks(json, "looksAt").length + operations(json, "mainlyDoes").length + operations(json, "does").length
                == 0) {
            throw new UsageException("requires nothing: name something in looksAt, mainlyDoes or does.");
        }
        return Role.named(json.path("name").textValue())
                .looksAt(looks(json, "looksAt"))
                .mainlyDoes(operations(json, "mainlyDoes"))
                .does(operations(json, "does"))
                .optionallyLooksAt(looks(json, "optionallyLooksAt"))
                .optionallyDoes(operations(json, "optionallyDoes"));
    }

    private static PermissionCategory[] looks(JsonNode json, String field) {
        return list(json, field, PermissionCategory::named).toArray(PermissionCategory[]::new);
    }

    private static Operation[] operations(JsonNode json, String field) {
        return list(json, field, Operation::named).toArray(Operation[]::new);
    }

    private static <T> List<T> list(JsonNode json, String field, Function<String, T> named) {
        List<T> list = new ArrayList<>();
        JsonNode names = json.path(field);
        if (!names.isMissingNode() && !names.isArray()) {
            throw new UsageException("has a field " + field + " that is not a list: write [\"NAME\"].");
        }
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                throw new UsageException("has something other than a name in " + field + ": write [\"NAME\"].");
            }
            list.add(named.apply(name.textValue()));
        }
        return list;
    }
}
