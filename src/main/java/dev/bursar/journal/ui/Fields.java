package dev.bursar.journal.ui;

import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.BeforeAfter.Row;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry says of before and after, field by field: objects are opened up two levels deep ({@code Schedule › Costs}), what is
 * deeper is one field's text, lists of plain values are one field. A value that names a thing ({@code "team": 7} or
 * {@code "from": "team:7"}) is shown as the thing's name.
 */
final class Fields {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BELOW = " \u203A ";
    private static final Pattern SUBJECT = Pattern.compile("[a-z]+(-[a-z]+)*:\\d{1,18}");
    private static final Pattern CHECKSUM = Pattern.compile("(v[0-9]+:)?[0-9a-f]{64}");
    private static final String DEFINITION = "definition";
    private static final Set<String> OWN_WORDS = Set.of("Reason", "Why", "Note", "Comment");
    private static final int MOST = 500;
    private static final int DEEPEST = 2;

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

    /** What stands before a text, the text, and the thing that it may name. */
    private record Piece(String lead, String text, String thing) {}

    /** A value as text. */
    private record Value(List<Piece> pieces) {}

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
        boolean open = path.names().size() < DEEPEST;
        Optional<JsonNode> within = within(node);
        if (within.isPresent()) {
            JsonNode budget = within.get().path("Budget");
            if (budget.isObject()) {
                budget(path, budget, into);
            } else {
                put(path, within.get(), into);
            }
            return;
        }
        if (open && node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> put(path.below(field.getKey()), field.getValue(), into));
        } else if (open && node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                put(path.below(String.valueOf(i + 1)), node.get(i), into);
            }
        } else {
            var pieces = new ArrayList<Piece>();
            flat("", path.names().isEmpty() ? "" : path.names().getLast(), node, pieces);
            into.put(path, new Value(List.copyOf(pieces)));
        }
    }

    /** A budget as AWS has it: what people look for, each by itself, and all of it. */
    private static void budget(Path path, JsonNode budget, Map<Path, Value> into) {
        put(path.below("name"), budget.path("BudgetName"), into);
        JsonNode limit = budget.path("BudgetLimit");
        String amount =
                limit.path("Amount").asString("") + " " + limit.path("Unit").asString("");
        into.put(path.below("limit"), new Value(List.of(new Piece("", amount.strip(), "limit:" + amount))));
        put(path.below("period"), budget.path("TimeUnit"), into);
        var all = new ArrayList<Piece>();
        flat("", "", budget, all);
        into.put(path.below(DEFINITION), new Value(List.copyOf(all)));
    }

    /** What a text holds that is itself JSON, such as a budget as AWS has it. */
    private static Optional<JsonNode> within(JsonNode node) {
        if (!node.isString() || !node.asString().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(node.asString())).filter(JsonNode::isObject);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** {@code Team: Research, Percent: 20; Team: Search, Percent: 80}. */
    private static void flat(String lead, String name, JsonNode node, List<Piece> into) {
        if (into.size() >= MOST) {
            return;
        }
        if (node.isObject() && !node.isEmpty()) {
            String next = lead;
            for (var field : node.properties()) {
                boolean deeper =
                        field.getValue().isObject() && !field.getValue().isEmpty();
                flat(
                        next + FieldText.name(field.getKey()) + (deeper ? ", " : ": "),
                        field.getKey(),
                        field.getValue(),
                        into);
                next = ", ";
            }
        } else if (node.isArray() && !node.isEmpty()) {
            String next = lead;
            for (JsonNode one : node) {
                flat(next, name, one, into);
                next = one.isContainer() ? "; " : ", ";
            }
        } else {
            String raw = node.isNull() || node.isMissingNode() || node.isContainer() ? "" : node.asString();
            into.add(new Piece(
                    lead, FieldText.value(name, node), SUBJECT.matcher(raw).matches() ? raw : name + ":" + raw));
        }
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
        for (Map<Path, Value> side : List.of(before, after)) {
            side.values().forEach(value -> value.pieces().forEach(piece -> things.add(piece.thing())));
        }
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
                                : path.names().stream().map(FieldText::name).collect(Collectors.joining(BELOW)),
                        text(before.get(path), names),
                        text(after.get(path), names)))
                .toList();
    }

    private static @Nullable String text(@Nullable Value value, Map<String, String> names) {
        return value == null
                ? null
                : value.pieces().stream()
                        .map(piece -> piece.lead() + names.getOrDefault(piece.thing(), piece.text()))
                        .collect(Collectors.joining());
    }

    /**
     * {@code Daily cap: $25.00 → $50.00}, of the fields that changed, a person's own words first; without checksums and addresses,
     * which the details have, and without what {@code about} says already.
     */
    String summary(String about, Map<String, String> names) {
        UnaryOperator<String> shown = text -> text.isEmpty() ? "empty" : text;
        return rows(names).stream()
                .filter(Row::changed)
                .filter(row ->
                        row.after() == null || !CHECKSUM.matcher(row.after()).matches())
                .filter(row ->
                        !row.field().equals("Address") && !row.field().endsWith(BELOW + FieldText.name(DEFINITION)))
                .filter(row -> row.before() != null || !saidBy(about, row.after()))
                .sorted(Comparator.comparing((Row row) -> !OWN_WORDS.contains(row.field()))
                        .thenComparing(row -> !row.field().equals("Limit")))
                .map(row -> row.field() + ": "
                        + (row.before() == null
                                ? shown.apply(String.valueOf(row.after()))
                                : shown.apply(row.before()) + " \u2192 "
                                        + (row.after() == null ? "none" : shown.apply(row.after()))))
                .collect(Collectors.joining(" \u00B7 "));
    }

    /** {@code Chargeback of October 2026} says {@code October 2026}. */
    private static boolean saidBy(String about, @Nullable String text) {
        return text != null && !text.isEmpty() && about.endsWith(" " + text);
    }

    /** Names and values of recorded fields in words: {@code Daily cap} for {@code dailyCapUsd}, {@code $25.00}, {@code 1 Nov 2026}. */
    static final class FieldText {
        private static final Set<String> CAPITALS = Set.of("usd", "id", "url", "csv", "aws", "arn", "iam", "sso");
        /** Fields whose values are words of the program, and no text of a person. */
        private static final Set<String> CODES = Set.of(
                "role",
                "roles",
                "state",
                "kind",
                "started",
                "dimension",
                "cadence",
                "measure",
                "method",
                "split",
                "by",
                "basis");
        /** Numbers that count nothing. */
        private static final Set<String> NUMBERS = Set.of("run", "id", "entry", "position", "number", "version");

        private static final String IN_USD = "Usd";
        private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,18}Z");
        private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
        private static final Pattern DAY_WITHIN = Pattern.compile("(?<=\\s)\\d{4}-\\d\\d-\\d\\d(?![\\w-])");
        private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d\\d");
        private static final Pattern DURATION = Pattern.compile("PT[\\dHMS.]{2,20}");
        private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+|[a-z]+(-[a-z]+)+");
        private static final Pattern LINE = Pattern.compile("[A-Z]+(\\|[^|]*){6}");
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,12})?");

        private FieldText() {}

        /** {@code Daily cap} for {@code dailyCapUsd}, {@code October 2026} for {@code 2026-10}; other names that are no words of a program stay. */
        static String name(String name) {
            if (!name.matches("[a-z][a-zA-Z0-9]*")) {
                return moment(name);
            }
            String plain = name.endsWith(IN_USD) && name.length() > IN_USD.length()
                    ? name.substring(0, name.length() - 3)
                    : name;
            String[] parts = plain.split("(?<=[a-z0-9])(?=[A-Z])");
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

        /** @param name of its field, which says what it means */
        static String value(String name, JsonNode value) {
            if (value.isNull() || value.isMissingNode() || value.isContainer()) {
                return "";
            }
            if (value.isBoolean()) {
                return value.booleanValue() ? "yes" : "no";
            }
            String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
            if (name.endsWith(IN_USD) && NUMBER.matcher(text).matches()) {
                return Formats.exactPrice(new BigDecimal(text), "USD");
            }
            if (value.isIntegralNumber() && !NUMBERS.contains(name) && value.canConvertToLong()) {
                return Formats.count(value.longValue());
            }
            if (name.equals("line") && LINE.matcher(text).matches()) {
                return line(text);
            }
            if (CODES.contains(name) && CODE.matcher(text).matches()) {
                return text.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
            }
            return moment(text);
        }

        /** {@code Shared, pool 1, USD} for {@code SHARED|1|||||USD}: a line of a statement. */
        private static String line(String text) {
            List<String> parts = Arrays.asList(text.split("\\|"));
            String section = parts.getFirst();
            String words = section.substring(0, 1) + section.substring(1).toLowerCase(Locale.ROOT);
            return Stream.concat(
                            Stream.of(words),
                            parts.stream()
                                    .skip(1)
                                    .filter(part -> !part.isEmpty())
                                    .map(part -> part.matches("\\d{12}")
                                            ? "account " + Formats.account(part)
                                            : part.matches("\\d{1,9}")
                                                    ? (section.equals("SHARED") ? "pool " : "number ") + part
                                                    : part.matches("[A-Z_]{4,}")
                                                            ? part.toLowerCase(Locale.ROOT)
                                                                    .replace('_', ' ')
                                                            : moment(part)))
                    .collect(Collectors.joining(", "));
        }

        /** A time, day, month or duration as people write it; any other text as it is. */
        static String moment(String text) {
            if (INSTANT.matcher(text).matches()) {
                return parsed(text, written -> Formats.momentWithYear(Instant.parse(written)));
            }
            if (DAY.matcher(text).matches()) {
                return parsed(text, written -> Formats.date(LocalDate.parse(written)));
            }
            if (MONTH.matcher(text).matches()) {
                return parsed(text, written -> Formats.month(YearMonth.parse(written)));
            }
            return DURATION.matcher(text).matches()
                    ? parsed(text, written -> Formats.duration(Duration.parse(written)))
                    : DAY_WITHIN.matcher(text).replaceAll(day -> parsed(day.group(), FieldText::moment));
        }

        private static String parsed(String text, Function<String, String> words) {
            try {
                return words.apply(text);
            } catch (DateTimeException e) {
                return text;
            }
        }
    }
}
