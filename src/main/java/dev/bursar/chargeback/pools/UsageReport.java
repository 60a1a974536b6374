package dev.bursar.chargeback.pools;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.chargeback.pools.MetricProblem.Wrong;
import module java.base;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a report of others than AWS counts of each team in a month: LiteLLM's usage by team (CSV), its spend report (JSON) and its FOCUS
 * export (CSV), HyperPod's utilization report (CSV), and any CSV file with a day, a team and numbers in each line.
 *
 * @param days on which it has lines
 * @param columns of numbers, by name in the order of the file
 * @param hours it says itself that it lacks these: {@code 2026-10-05 03:00 to 2026-10-05 09:00}
 */
public record UsageReport(
        YearMonth month, SortedSet<LocalDate> days, SequencedMap<String, Column> columns, List<String> hours) {
    public static final int MOST_BYTES = 10_000_000;

    private static final int MOST_LINES = 200_000;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_COLUMNS = 100;
    private static final int MOST_LINES_BEFORE = 50;
    private static final int MOST_HOURS = 31;
    private static final int LONGEST_NAME = 200;
    private static final List<String> DAY_HEADS =
            List.of("date", "day", "chargeperiodstart", "usagedate", "groupbyday");
    private static final List<String> TEAM_HEADS =
            List.of("team", "teamname", "teamalias", "subaccountname", "namespace");
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ].{0,40})?");
    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,15}(\\.\\d{1,30})?([eE][-+]?\\d{1,2})?|\\d{1,3}(,\\d{3}){1,4}(\\.\\d{1,30})?");
    private static final Pattern LACKING = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})(?::\\d{2})? to (\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})(?::\\d{2})?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public UsageReport {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
        hours = List.copyOf(hours);
    }

    /**
     * @param byName what the column adds up to by the name that the report has for a team; "" for none
     * @param problem why it can't be chosen
     */
    public record Column(SortedMap<String, BigDecimal> byName, Optional<MetricProblem> problem) {
        public Column {
            byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        }
    }

    /** The names that it has for teams; "" for none. */
    public SortedSet<String> names() {
        return columns.values().stream()
                .flatMap(column -> column.byName().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Days of the month on which it has no line.
     *
     * @param today days from here on can't have any
     */
    public List<LocalDate> missing(LocalDate today) {
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .filter(day -> day.isBefore(today) && !days.contains(day))
                .toList();
    }

    /** @throws MetricRefused when it can't be read */
    static UsageReport read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw refused(new MetricProblem.TooLarge(MOST_BYTES));
        }
        String text = MetricService.MetricFile.text(file).orElseThrow(() -> refused(new MetricProblem.NotText()));
        String start = text.stripLeading();
        return start.startsWith("[") || start.startsWith("{") ? json(text) : csv(text);
    }

    private static MetricRefused refused(MetricProblem problem) {
        return new MetricRefused(List.of(problem));
    }

    private static UsageReport csv(String text) {
        var lines = new ArrayList<CsvRecord>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord line : reader) {
                lines.add(line);
                if (lines.size() > MOST_LINES) {
                    throw refused(new MetricProblem.TooManyLines(MOST_LINES));
                }
            }
        } catch (CsvParseException e) {
            throw refused(new MetricProblem.NoReport());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int at = 0; at < Math.min(lines.size(), MOST_LINES_BEFORE); at++) {
            List<String> heads =
                    lines.get(at).getFields().stream().map(UsageReport::plain).toList();
            int day = first(heads, DAY_HEADS);
            int team = first(heads, TEAM_HEADS);
            if (day >= 0 && team >= 0) {
                return csv(lines, at, day, team);
            }
        }
        throw refused(new MetricProblem.NoReport());
    }

    private static char separator(String text) {
        String head = text.lines()
                .limit(MOST_LINES_BEFORE)
                .filter(line -> DAY_HEADS.stream().anyMatch(plain(line)::contains))
                .findFirst()
                .orElse("");
        return head.indexOf('\t') >= 0 ? '\t' : head.indexOf(';') >= 0 ? ';' : ',';
    }

    private static String plain(String head) {
        return head.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** The place of the first of these names that is there; -1 for none. */
    private static int first(List<String> heads, List<String> names) {
        return names.stream()
                .mapToInt(heads::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static UsageReport csv(List<CsvRecord> lines, int head, int day, int team) {
        List<String> heads = heads(lines, head);
        var sums = new Sums();
        for (CsvRecord line : lines.subList(head + 1, lines.size())) {
            int at = Math.toIntExact(line.getStartingLineNumber());
            if (line.getFieldCount() != heads.size()) {
                throw refused(new InLine(at, Wrong.OTHER_CELLS, line.getField(0)));
            }
            sums.line(at, line.getField(day), line.getField(team));
            for (int i = 0; i < heads.size(); i++) {
                if (i != day && i != team) {
                    sums.cell(heads.get(i), line.getField(i));
                }
            }
        }
        List<String> hours = lines.subList(0, head).stream()
                .map(line -> LACKING.matcher(line.getField(0).strip()))
                .filter(Matcher::matches)
                .map(found -> found.group(1) + " to " + found.group(2))
                .limit(MOST_HOURS)
                .toList();
        return sums.report(hours);
    }

    /** A line above may say what several columns are of: {@code GPU Total utilization (hours)}. */
    private static List<String> heads(List<CsvRecord> lines, int head) {
        List<String> names = lines.get(head).getFields();
        List<String> above = head > 0 ? lines.get(head - 1).getFields() : List.of();
        boolean grouped = names.size() > 1 && above.size() == names.size();
        var heads = new ArrayList<String>();
        String group = "";
        for (int i = 0; i < names.size(); i++) {
            group = grouped && !above.get(i).isBlank() ? above.get(i).strip() : group;
            String name = (group + " " + names.get(i)).strip();
            String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
            heads.add(heads.contains(cut) || cut.isEmpty() ? cut + " (column " + (i + 1) + ")" : cut);
        }
        if (heads.size() > MOST_COLUMNS) {
            throw refused(new MetricProblem.NoReport());
        }
        return heads;
    }

    /** As {@code GET /global/spend/report?group_by=team} answers: days, their teams, and of each the use by key and model. */
    private static UsageReport json(String text) {
        var sums = new Sums();
        int at = 0;
        try {
            JsonNode days = JSON.readTree(text);
            for (JsonNode day : days.isArray() ? days : days.path("response")) {
                for (JsonNode team : day.path("teams")) {
                    at++;
                    if (at > MOST_LINES) {
                        throw refused(new MetricProblem.TooManyLines(MOST_LINES));
                    }
                    sums.line(
                            at,
                            day.path("group_by_day").asString(""),
                            team.path("team_name").asString(""));
                    sums.cell("total_spend", team.path("total_spend").asString(""));
                    sums.cell("total_tokens", tokens(team.path("metadata")));
                }
            }
        } catch (JacksonException e) {
            throw refused(new MetricProblem.NoReport());
        }
        if (at == 0) {
            throw refused(new MetricProblem.NoReport());
        }
        return sums.report(List.of());
    }

    /** "" where no model says any; what is no number stays as it is, to be refused. */
    private static String tokens(JsonNode models) {
        var all = BigDecimal.ZERO;
        boolean any = false;
        for (JsonNode model : models) {
            String tokens = model.path("total_tokens").asString("");
            if (!tokens.isEmpty() && !NUMBER.matcher(tokens).matches()) {
                return tokens;
            }
            any |= !tokens.isEmpty();
            all = tokens.isEmpty() ? all : all.add(new BigDecimal(tokens));
        }
        return any ? all.toPlainString() : "";
    }

    /** Adds up lines, one after the other. */
    private static final class Sums {
        private final SortedSet<LocalDate> days = new TreeSet<>();
        private final Map<String, SortedMap<String, BigDecimal>> sums = new LinkedHashMap<>();
        private final Map<String, MetricProblem> problems = new HashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> others = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private int at;
        private String name = "";

        /** Begins a line. */
        void line(int number, String day, String team) {
            at = number;
            name = team.strip();
            Matcher found = DAY.matcher(day.strip());
            try {
                days.add(LocalDate.parse(found.matches() ? found.group(1) : ""));
            } catch (DateTimeException e) {
                throw refused(new InLine(number, Wrong.NOT_A_DAY, day));
            }
            if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw refused(new InLine(number, Wrong.NOT_A_NAME, name));
            }
            names.add(name);
            if (names.size() > MOST_NAMES) {
                throw refused(new MetricProblem.TooManyNames(MOST_NAMES));
            }
        }

        /** A cell of the line. An empty one is nothing. */
        void cell(String column, String cell) {
            SortedMap<String, BigDecimal> ofColumn = sums.computeIfAbsent(column, any -> new TreeMap<>());
            String text = cell.strip().replace('\u2212', '-');
            if (text.isEmpty()) {
                ofColumn.merge(name, BigDecimal.ZERO, BigDecimal::add);
            } else if (NUMBER.matcher(text).matches()) {
                numbers.merge(column, 1, Integer::sum);
                ofColumn.merge(name, new BigDecimal(text.replace(",", "")), BigDecimal::add);
            } else {
                boolean below = text.startsWith("-")
                        && NUMBER.matcher(text.substring(1)).matches();
                boolean none = text.toLowerCase(Locale.ROOT).matches("[-+]?(nan|inf|infinity)");
                (below || none ? numbers : others).merge(column, 1, Integer::sum);
                problems.putIfAbsent(column, new InLine(at, below ? Wrong.NEGATIVE : Wrong.NOT_A_NUMBER, text));
            }
        }

        UsageReport report(List<String> hours) {
            if (days.isEmpty()) {
                throw refused(new MetricProblem.NoReport());
            }
            YearMonth month = YearMonth.from(days.first());
            if (!month.equals(YearMonth.from(days.last()))) {
                throw refused(new MetricProblem.SeveralMonths(month, YearMonth.from(days.last())));
            }
            SequencedMap<String, Column> columns = new LinkedHashMap<>();
            sums.forEach((column, byName) -> {
                if (numbers.getOrDefault(column, 0) > others.getOrDefault(column, 0)) {
                    columns.put(column, new Column(byName, Optional.ofNullable(problems.get(column))));
                }
            });
            if (columns.isEmpty()) {
                throw refused(new MetricProblem.NoReport());
            }
            return new UsageReport(month, days, columns, hours);
        }
    }
}
