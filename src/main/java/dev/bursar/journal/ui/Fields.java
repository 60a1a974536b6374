package dev.bursar.journal.ui;

import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.BeforeAfter.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry says of before and after, field by field: objects are opened up ({@code Schedule › Costs}), lists of plain
 * values are one field. A value that names a thing ({@code "team": 7} or {@code "team": "team:7"}) is shown with the thing's
 * name.
 */
final class Fields {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BELOW = " \u203A ";
    private static final Set<String> CAPITALS = Set.of("usd", "id", "url", "csv", "aws");
    private static final int MOST = 500;

    private final Map<Path, Value> before = new LinkedHashMap<>();
    private final Map<Path, Value> after = new LinkedHashMap<>();

    /** A field's names from the outermost object to itself. */
    private record Path(List<String> names) {
        Path below(String name) {
            var all = new ArrayList<>(names);
            all.add(name);
            return new Path(List.copyOf(all));
        }
    }

    /** A value as text, and the things that it may name. */
    private record Value(List<String> texts, List<String> things) {}

    private Fields() {}

    static Fields of(JournalEntry entry) {
        var fields = new Fields();
        read(entry.before(), fields.before);
        read(entry.after(), fields.after);
        return fields;
    }

    private static void read(@Nullable String json, Map<Path, Value> into) {
        if (json != null) {
            put(new Path(List.of()), JSON.readTree(json), into);
        }
    }

    private static void put(Path path, JsonNode node, Map<Path, Value> into) {
        if (into.size() == MOST) {
            return;
        }
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> put(path.below(field.getKey()), field.getValue(), into));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                put(path.below(String.valueOf(i + 1)), node.get(i), into);
            }
        } else {
            List<JsonNode> values = node.isArray() ? node.valueStream().toList() : List.of(node);
            List<String> texts = values.stream().map(Fields::text).toList();
            String name = path.names().isEmpty() ? "" : path.names().getLast();
            into.put(
                    path,
                    new Value(
                            texts,
                            texts.stream()
                                    .map(text -> text.startsWith(name + ":") ? text : name + ":" + text)
                                    .toList()));
        }
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || value.isContainer()) {
            return "";
        }
        return value.isBoolean() ? value.booleanValue() ? "yes" : "no" : value.asString();
    }

    boolean hasBefore() {
        return !before.isEmpty();
    }

    boolean hasAfter() {
        return !after.isEmpty();
    }

    /** Subjects that values may name, {@code team:7}: ask for their names. */
    Collection<String> things() {
        var things = new LinkedHashSet<String>();
        before.values().forEach(value -> things.addAll(value.things()));
        after.values().forEach(value -> things.addAll(value.things()));
        return things;
    }

    /** @param names by subject, {@code Research} by {@code team:7} */
    List<Row> rows(Map<String, String> names) {
        var paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .map(path -> new Row(
                        path.names().isEmpty()
                                ? "Value"
                                : path.names().stream().map(Fields::words).collect(Collectors.joining(BELOW)),
                        text(before.get(path), names),
                        text(after.get(path), names)))
                .toList();
    }

    private static @Nullable String text(@Nullable Value value, Map<String, String> names) {
        if (value == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < value.texts().size(); i++) {
            String name = names.get(value.things().get(i));
            texts.add(
                    name == null
                            ? value.texts().get(i)
                            : name + " (" + value.texts().get(i) + ")");
        }
        return String.join(", ", texts);
    }

    /** {@code Daily cap: 25.00 → 50.00}, of the fields that changed. */
    String summary(Map<String, String> names) {
        UnaryOperator<String> shown = text -> text.isEmpty() ? "empty" : text;
        return rows(names).stream()
                .filter(Row::changed)
                .map(row -> row.field() + ": "
                        + (row.before() == null
                                ? shown.apply(String.valueOf(row.after()))
                                : shown.apply(row.before()) + " \u2192 "
                                        + (row.after() == null ? "none" : shown.apply(row.after()))))
                .collect(Collectors.joining(" \u00B7 "));
    }

    /** {@code Daily cap USD} for {@code dailyCapUsd}; a name that is no word of a program stays. */
    static String words(String name) {
        if (!name.matches("[a-z][a-zA-Z0-9]*")) {
            return name;
        }
        String[] parts = name.split("(?<=[a-z0-9])(?=[A-Z])");
        var words = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String word = parts[i].toLowerCase(Locale.ROOT);
            words.append(i == 0 ? "" : " ")
                    .append(
                            CAPITALS.contains(word)
                                    ? word.toUpperCase(Locale.ROOT)
                                    : i == 0
                                            ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                                            : word);
        }
        return words.toString();
    }
}
