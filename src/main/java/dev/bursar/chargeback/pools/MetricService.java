package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.chargeback.pools.MetricProblem.NoCharges;
import dev.bursar.chargeback.pools.MetricProblem.Wrong;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The numbers by which pools are split, month by month; finance enters them until the month is closed. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class MetricService {
    /** As many as an uploaded file has at most. */
    public static final int MOST_BYTES = MetricFile.MOST_BYTES;

    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_FILE_NAME = 200;

    private final PoolStore store;
    private final CutStore cuts;
    private final LedgerMonths ledger;
    private final Allocations allocations;
    private final Organisation organisation;
    private final Journal journal;
    private final ReportStore reports;
    private final OwnershipRules rules;
    private final Clock clock;

    MetricService(
            PoolStore store,
            CutStore cuts,
            LedgerMonths ledger,
            Allocations allocations,
            Organisation organisation,
            Journal journal,
            ReportStore reports,
            OwnershipRules rules,
            Clock clock) {
        this.store = store;
        this.cuts = cuts;
        this.ledger = ledger;
        this.allocations = allocations;
        this.organisation = organisation;
        this.journal = journal;
        this.reports = reports;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A month that can have numbers.
     *
     * @param numbers by the team's name; empty before they are entered
     * @param missing teams of the month without a number, by name
     * @param report that they are of; empty where people entered them
     */
    public record MonthNumbers(
            YearMonth month, Map<String, BigDecimal> numbers, List<String> missing, Optional<ReportSource> report) {
        public MonthNumbers {
            missing = List.copyOf(missing);
        }
    }

    /**
     * What a pool is split by.
     *
     * @param months that aren't closed and have charges, the newest first
     */
    public record Page(int pool, int version, String metric, List<MonthNumbers> months) {
        public Page {
            months = List.copyOf(months);
        }
    }

    /** Empty where the pool isn't split by a metric in any month that is open. */
    public Optional<Page> page(int pool) {
        Optional<YearMonth> open = ledger.next();
        Map<YearMonth, ReportSource> sources = reports.sources(pool);
        List<MonthNumbers> months = cuts.all().stream()
                .map(Cut::month)
                .filter(month -> open.filter(month::isBefore).isEmpty())
                .flatMap(month -> metric(pool, month).stream().map(split -> month(month, split, sources)))
                .toList();
        return months.isEmpty()
                ? Optional.empty()
                : Optional.of(new Page(
                        pool,
                        store.version(pool).orElse(0),
                        metric(pool, months.getFirst().month()).orElseThrow().name(),
                        months));
    }

    private MonthNumbers month(YearMonth month, PoolSplit.Metric split, Map<YearMonth, ReportSource> sources) {
        Map<Integer, String> teams = teams(month);
        Map<Integer, BigDecimal> stored = split.of(month);
        Map<String, BigDecimal> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        teams.forEach((team, name) -> Optional.ofNullable(stored.get(team)).ifPresent(one -> numbers.put(name, one)));
        return new MonthNumbers(
                month,
                numbers,
                teams.entrySet().stream()
                        .filter(team -> !stored.containsKey(team.getKey())
                                && !split.leftOut().contains(team.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList(),
                Optional.ofNullable(sources.get(month)));
    }

    private Optional<PoolSplit.Metric> metric(int pool, YearMonth month) {
        return store.of(month).stream()
                .filter(one -> one.id() == pool)
                .map(Pool::split)
                .filter(PoolSplit.Metric.class::isInstance)
                .map(PoolSplit.Metric.class::cast)
                .findFirst();
    }

    /** Confirmed teams that are there on some day of the month. */
    private Map<Integer, String> teams(YearMonth month) {
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        return allocations.teams(month).stream()
                .filter(team -> !allocations.unconfirmed().contains(team))
                .collect(Collectors.toMap(team -> team, team -> names.getOrDefault(new TeamId(team), "Team " + team)));
    }

    /**
     * Replaces a month's numbers.
     *
     * @param version of the pool, as it was shown
     * @throws MetricRefused when they can't be so; nothing is stored then
     * @throws StaleEdit when somebody else changed the pool meanwhile
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public void save(int pool, int version, YearMonth month, String text) {
        store.lock();
        replace(pool, version, Map.of(month, checked(pool, month, NumberLine.of(text))), Optional.empty());
    }

    /**
     * A report that was read.
     *
     * @param unknown its names that nobody has told the teams of; "" for none
     * @param missing days of the month that are over and on which it has no line
     * @param teams of the month, by name
     */
    public record Reported(
            UsageReport report, List<String> unknown, List<LocalDate> missing, SortedMap<String, Integer> teams) {
        public Reported {
            unknown = List.copyOf(unknown);
            missing = List.copyOf(missing);
            teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
        }
    }

    /**
     * Reads a report of usage; nothing is stored.
     *
     * @param month whose numbers are wanted
     * @throws MetricRefused when it can't be read, or is of another month
     */
    @PreAuthorize("hasRole('FINANCE')")
    public Reported read(YearMonth month, byte[] file) {
        UsageReport report = UsageReport.read(file);
        checkMonth(report, month);
        Map<Integer, String> teams = teams(month);
        Map<String, Integer> known = known(report, month, teams, Map.of());
        SortedMap<String, Integer> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        teams.forEach((team, name) -> byName.put(name, team));
        return new Reported(
                report,
                report.names().stream().filter(name -> !known.containsKey(name)).toList(),
                report.missing(Today.of(clock)),
                byName);
    }

    private static void checkMonth(UsageReport report, YearMonth month) {
        if (!report.month().equals(month)) {
            throw new MetricRefused(List.of(new MetricProblem.OtherMonth(report.month(), month)));
        }
    }

    /** The teams that a report's names mean, 0 for what is left out: as it was told, else by the team's name or its tag's values. */
    private Map<String, Integer> known(
            UsageReport report, YearMonth month, Map<Integer, String> teams, Map<String, Integer> told) {
        Map<String, Integer> before = reports.names();
        Map<String, Integer> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        teams.forEach((team, name) -> byName.put(name, team));
        List<OwnershipRule> byTag = rules.all().stream()
                .filter(rule -> rule.namesOnlyTags()
                        && rule.from().isBefore(month.plusMonths(1).atDay(1))
                        && (rule.to() == null || rule.to().isAfter(month.atDay(1))))
                .sorted(Comparator.comparing(OwnershipRule::position))
                .toList();
        Map<String, Integer> known = new TreeMap<>();
        for (String name : report.names()) {
            Optional.ofNullable(told.get(name))
                    .or(() -> Optional.ofNullable(before.get(name)))
                    .or(() -> Optional.ofNullable(byName.get(name)))
                    .or(() -> byTag.stream()
                            .filter(rule -> !name.isEmpty() && rule.namesTag(name))
                            .findFirst()
                            .map(rule -> rule.team().value()))
                    .filter(team -> team == 0 || teams.containsKey(team))
                    .ifPresent(team -> known.put(name, team));
        }
        return known;
    }

    /**
     * Replaces a month's numbers by what a report counts of each team; teams that it doesn't name have 0.
     *
     * @param version of the pool, as it was shown
     * @param file the report's name
     * @param column of the report
     * @param told teams by names that weren't known, 0 to leave one out; remembered for all reports
     * @throws MetricRefused when they can't be so; nothing is stored then
     * @throws StaleEdit when somebody else changed the pool meanwhile
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public void save(
            int pool,
            int version,
            YearMonth month,
            UsageReport report,
            String file,
            String column,
            Map<String, Integer> told) {
        store.lock();
        checkMonth(report, month);
        Optional<UsageReport.Column> chosen =
                Optional.ofNullable(report.columns().get(column));
        Optional<MetricProblem> problem = chosen.isEmpty()
                ? Optional.of(new MetricProblem.NoColumn())
                : chosen.flatMap(UsageReport.Column::problem);
        problem.ifPresent(why -> {
            throw new MetricRefused(List.of(why));
        });
        Map<Integer, String> teams = teams(month);
        Map<String, Integer> known = known(report, month, teams, told);
        List<String> unknown =
                report.names().stream().filter(name -> !known.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new MetricRefused(List.of(new MetricProblem.UnknownNames(unknown)));
        }
        Checked before = checked(pool, month, List.of());
        if (before.metric().isEmpty()) {
            throw new MetricRefused(before.now().problems());
        }
        Map<Integer, BigDecimal> numbers = new TreeMap<>();
        teams.keySet().forEach(team -> numbers.put(team, BigDecimal.ZERO));
        chosen.orElseThrow().byName().forEach((name, number) -> {
            int team = known.getOrDefault(name, 0);
            if (team != 0) {
                numbers.merge(team, number, BigDecimal::add);
            }
        });
        Set<Integer> leftOut = metric(pool, month).orElseThrow().leftOut();
        boolean some = numbers.entrySet().stream()
                .anyMatch(
                        one -> !leftOut.contains(one.getKey()) && one.getValue().signum() > 0);
        var now = new MetricNumbers(numbers, some ? List.of() : List.of(new MetricProblem.AllZero()));
        var source = new ReportSource(
                fileName(file),
                column,
                report.missing(Today.of(clock)),
                report.hours(),
                known.entrySet().stream()
                        .filter(name -> name.getValue() == 0)
                        .map(Map.Entry::getKey)
                        .toList());
        replace(pool, version, Map.of(month, new Checked(before.metric(), before.before(), now)), Optional.of(source));
        Map<String, Integer> tell = new TreeMap<>(told);
        tell.keySet().retainAll(report.names());
        reports.tell(tell);
    }

    private static String fileName(String file) {
        String plain = file.codePoints()
                .filter(one -> !Character.isISOControl(one))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return plain.isEmpty() ? "report" : plain.substring(0, Math.min(plain.length(), LONGEST_FILE_NAME));
    }

    /**
     * Replaces the numbers of each month that a file names, all or none; returns the months.
     *
     * @param version of the pool, as it was shown
     * @param file a team, a month and a number in each line
     * @throws MetricRefused when they can't be so; nothing is stored then
     * @throws StaleEdit when somebody else changed the pool meanwhile
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public List<YearMonth> upload(int pool, int version, byte[] file) {
        store.lock();
        MetricFile read = MetricFile.read(file);
        var problems = new ArrayList<>(read.problems());
        Set<YearMonth> charged = cuts.all().stream().map(Cut::month).collect(Collectors.toSet());
        SortedMap<YearMonth, Checked> months = new TreeMap<>();
        read.months().forEach((month, lines) -> {
            Checked checked = charged.contains(month)
                    ? checked(pool, month, lines)
                    : new Checked("", Map.of(), new MetricNumbers(Map.of(), List.of(new NoCharges(month))));
            checked.now().problems().forEach(problem -> problems.add(ofFile(month, problem)));
            months.put(month, checked);
        });
        if (!problems.isEmpty()) {
            throw new MetricRefused(problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        }
        replace(pool, version, months, Optional.empty());
        return List.copyOf(months.keySet());
    }

    /** Lines of a file have a number of their own, and some problems name their month. */
    private static MetricProblem ofFile(YearMonth month, MetricProblem problem) {
        return problem instanceof MetricProblem.Missing || problem instanceof MetricProblem.AllZero
                ? new MetricProblem.InMonth(month, problem)
                : problem;
    }

    /**
     * A month's numbers before they are stored.
     *
     * @param before those that they replace
     */
    private record Checked(String metric, Map<Integer, BigDecimal> before, MetricNumbers now) {}

    private Checked checked(int pool, YearMonth month, List<NumberLine> lines) {
        Optional<PoolSplit.Metric> split = metric(pool, month);
        boolean closed = ledger.next().filter(month::isBefore).isPresent();
        if (closed || split.isEmpty()) {
            return new Checked(
                    "",
                    Map.of(),
                    new MetricNumbers(
                            Map.of(),
                            List.of(closed ? new MetricProblem.Closed(month) : new MetricProblem.NotSplitSo(month))));
        }
        return new Checked(
                split.get().name(),
                split.get().of(month),
                MetricNumbers.read(lines, teams(month), split.get().leftOut()));
    }

    private void replace(int pool, int version, Map<YearMonth, Checked> months, Optional<ReportSource> source) {
        for (Checked one : months.values()) {
            if (!one.now().problems().isEmpty()) {
                throw new MetricRefused(one.now().problems());
            }
        }
        store.changed(pool, version);
        months.forEach((month, checked) -> {
            store.numbers(pool, month, checked.now().byTeam());
            reports.source(pool, month, source);
            journal.record(
                    ChargebackAction.POOL_CHANGED,
                    "pool:" + pool,
                    recorded(checked.metric(), month, checked.before()),
                    recorded(checked.metric(), month, checked.now().byTeam(), source));
        });
    }

    private static Map<String, Object> recorded(
            String metric, YearMonth month, Map<Integer, BigDecimal> numbers, Optional<ReportSource> source) {
        Map<String, Object> recorded = new TreeMap<>(recorded(metric, month, numbers));
        source.ifPresent(report -> {
            recorded.put("file", report.file());
            recorded.put("column", report.column());
            recorded.put(
                    "without_days",
                    report.missing().stream().map(LocalDate::toString).toList());
            recorded.put("left_out", report.leftOut());
        });
        return recorded;
    }

    private static Map<String, Object> recorded(String metric, YearMonth month, Map<Integer, BigDecimal> numbers) {
        Map<String, BigDecimal> byTeam = new TreeMap<>();
        numbers.forEach((team, number) -> byTeam.put("team:" + team, number));
        return Map.of("metric", metric, "month", month.toString(), "numbers", byTeam);
    }

    /**
     * A file of numbers of several months: a team, a month and a number in each line, parted as pasted ones are.
     *
     * @param months lines as they are pasted for one month, by month; empty where something is wrong
     */
    record MetricFile(SortedMap<YearMonth, List<NumberLine>> months, List<MetricProblem> problems) {
        static final int MOST_BYTES = 1_000_000;
        private static final int MOST_LINES = 20_000;
        private static final String MONTH = "[12]\\d{3}-(0[1-9]|1[0-2])(-01)?";
        private static final String BYTE_ORDER_MARK = "\uFEFF";

        MetricFile {
            problems = List.copyOf(problems);
        }

        private static MetricFile refused(MetricProblem problem) {
            return new MetricFile(new TreeMap<>(), List.of(problem));
        }

        /** Reads it; a first line without digits is taken for a head. */
        static MetricFile read(byte[] file) {
            if (file.length > MOST_BYTES) {
                return refused(new MetricProblem.TooLarge(MOST_BYTES));
            }
            Optional<String> text = text(file);
            if (text.isEmpty()) {
                return refused(new MetricProblem.NotText());
            }
            List<NumberLine> lines = NumberLine.of(text.get());
            if (lines.size() > MOST_LINES) {
                return refused(new MetricProblem.TooManyLines(MOST_LINES));
            }
            SortedMap<YearMonth, List<NumberLine>> months = new TreeMap<>();
            var problems = new ArrayList<MetricProblem>();
            for (NumberLine line : lines) {
                boolean head = line.at() == 1 && !line.hasDigits();
                if (!line.isEmpty() && !head) {
                    line(line, months, problems);
                }
            }
            if (months.isEmpty() && problems.isEmpty()) {
                return refused(new MetricProblem.NoLines());
            }
            return new MetricFile(problems.isEmpty() ? months : new TreeMap<>(), problems);
        }

        /** Empty where it isn't UTF-8. */
        static Optional<String> text(byte[] file) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(file))
                        .toString();
                return text.indexOf('\0') >= 0
                        ? Optional.empty()
                        : Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }

        private static void line(
                NumberLine line, SortedMap<YearMonth, List<NumberLine>> months, List<MetricProblem> problems) {
            NumberLine teamAndMonth = line.withoutLast();
            String month = teamAndMonth.last();
            if (!line.isParted() || !teamAndMonth.isParted()) {
                problems.add(new InLine(line.at(), Wrong.NOT_PARTED_BY_MONTH, line.text()));
            } else if (!month.matches(MONTH)) {
                problems.add(new InLine(line.at(), Wrong.NOT_A_MONTH, month));
            } else {
                months.computeIfAbsent(YearMonth.parse(month.substring(0, 7)), any -> new ArrayList<>())
                        .add(line.withoutSecondLast());
            }
        }
    }

    /**
     * A month's numbers as people paste them: a team and a number in each line, parted by a tab, a semicolon or a comma.
     *
     * @param byTeam empty where something is wrong
     */
    record MetricNumbers(Map<Integer, BigDecimal> byTeam, List<MetricProblem> problems) {
        private static final int MOST_LINES = 1_000;
        private static final int MOST_PROBLEMS = 10;

        MetricNumbers {
            byTeam = Map.copyOf(byTeam);
            problems = List.copyOf(problems);
        }

        /**
         * Reads them; a first line without digits is taken for a head.
         *
         * @param teams of the month, names by number
         * @param leftOut teams that need no number
         */
        static MetricNumbers read(String text, Map<Integer, String> teams, Set<Integer> leftOut) {
            return read(NumberLine.of(text), teams, leftOut);
        }

        /** The same of a file's lines of one month. */
        static MetricNumbers read(List<NumberLine> lines, Map<Integer, String> teams, Set<Integer> leftOut) {
            if (lines.size() > MOST_LINES) {
                return new MetricNumbers(Map.of(), List.of(new MetricProblem.TooManyLines(MOST_LINES)));
            }
            Map<String, Integer> byName = new HashMap<>();
            teams.forEach((team, name) -> byName.put(key(name), team));
            Map<Integer, BigDecimal> numbers = new TreeMap<>();
            var problems = new ArrayList<MetricProblem>();
            for (NumberLine line : lines) {
                boolean head = line.at() == 1 && !byName.containsKey(key(line.first())) && !line.hasDigits();
                if (!line.isEmpty() && !head) {
                    line(line, byName, numbers, problems);
                }
            }
            if (problems.isEmpty()) {
                List<String> missing = teams.entrySet().stream()
                        .filter(team -> !leftOut.contains(team.getKey()) && !numbers.containsKey(team.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList();
                if (!missing.isEmpty()) {
                    problems.add(new MetricProblem.Missing(missing));
                } else if (numbers.entrySet().stream()
                        .noneMatch(one -> !leftOut.contains(one.getKey())
                                && one.getValue().signum() > 0)) {
                    problems.add(new MetricProblem.AllZero());
                }
            }
            return problems.isEmpty()
                    ? new MetricNumbers(numbers, List.of())
                    : new MetricNumbers(Map.of(), problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        }

        private static void line(
                NumberLine line,
                Map<String, Integer> byName,
                Map<Integer, BigDecimal> numbers,
                List<MetricProblem> problems) {
            int at = line.at();
            if (!line.isParted()) {
                problems.add(new InLine(at, Wrong.NOT_PARTED, line.text()));
                return;
            }
            String name = line.first();
            String typed = line.last().replace('\u2212', '-');
            Integer team = byName.get(key(name));
            if (team == null) {
                problems.add(new InLine(at, Wrong.UNKNOWN_TEAM, name));
            } else if (typed.matches("-[0-9,.]+")) {
                problems.add(new InLine(at, Wrong.NEGATIVE, typed));
            } else if (!typed.matches("[0-9]{1,15}(\\.[0-9]{1,9})?|[0-9]{1,3}(,[0-9]{3}){1,4}(\\.[0-9]{1,9})?")) {
                problems.add(new InLine(at, Wrong.NOT_A_NUMBER, typed));
            } else if (numbers.putIfAbsent(team, new BigDecimal(typed.replace(",", ""))) != null) {
                problems.add(new InLine(at, Wrong.TWICE, name));
            }
        }

        private static String key(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }
}
