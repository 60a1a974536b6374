package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.DayGenerator.UsageCurve;
import dev.bursar.simulator.organisation.Snapshot.DayLines;
import module java.base;

/** A simulated AWS organisation: made from a seed and a clock, a day at a time, and open to edits. */
public final class Organisation {
    /** The activated tag key that names the team. */
    public static final String TEAM_TAG = "team";

    /** Another activated tag key. */
    public static final String ENVIRONMENT_TAG = "environment";

    /** What the keys of a caller's tags begin with. */
    public static final String CALLER = "iamPrincipal/";

    /** A tag key in use that is not activated as a cost allocation tag. */
    public static final String PROJECT_TAG = "project";

    /** The cost category of the organisation; accounts that it doesn't name are uncategorised. */
    public static final String COST_CATEGORY = "BusinessUnit";

    /** The account that pays, and that owns the Savings Plans. */
    public static final String PAYER = OrganisationModel.PAYER;

    /** The tag values of the nine teams in their usual form; see the variants in {@link OrganisationModel}. */
    public static final List<String> TEAM_VALUES = OrganisationModel.TEAM_VALUES;

    /** The account that is suspended; it has no costs and is none of {@link #accounts}. */
    public static final Account SUSPENDED = OrganisationModel.SUSPENDED;

    public static final Set<String> ACTIVE_TAGS = Set.of(TEAM_TAG, ENVIRONMENT_TAG);

    private static final long DEMO_SEED = 20_261_124L;
    private static final int FULL_MONTHS = 13;

    /** At least so many accounts, services and team tag values; fewer than the usual ones are not made. */
    public record Size(int accounts, int services, int tags) {
        public static final Size USUAL = new Size(12, 1, 9);

        public Size {
            if (accounts < 1 || services < 1 || tags < 1) {
                throw new IllegalArgumentException("An organisation needs accounts, services and tags");
            }
        }
    }

    private final Clock clock;
    private final List<Account> accounts;
    private final List<Workload> workloads;
    private final DayGenerator maker;
    private final UsageCurve demand;
    private final Split split;
    private final LocalDate story;
    private final List<Edit> edits = new ArrayList<>();
    /** Each edit, and each that was undone once more: what months were delivered anew for. */
    private final List<Edit> touched = new ArrayList<>();

    private final Map<LocalDate, DayLines> made = new TreeMap<>();
    private final Map<Cell, Integer> numbers = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private final LocalDate opened;
    private final boolean demo;
    private LocalDate through;
    private final CarriedTags carriedTags = new CarriedTags(ACTIVE_TAGS);
    private long revision;

    private Organisation(long seed, Clock clock, Size size, LocalDate story, LocalDate opened, boolean demo) {
        this.clock = clock;
        this.opened = opened;
        var landscape = OrganisationModel.of(size, story, demo);
        this.accounts = landscape.listed();
        this.workloads = landscape.workloads();
        this.demand = new UsageCurve(seed);
        this.maker = new DayGenerator(workloads, demand);
        this.split = new Split(workloads, story);
        this.story = story;
        this.demo = demo;
        this.through = today().minusDays(1);
    }

    public static Organisation seeded(long seed, Clock clock) {
        return seeded(seed, clock, Size.USUAL);
    }

    /** As above, but nothing was used, billed or delivered before the organisation was opened. */
    public static Organisation seeded(long seed, Clock clock, LocalDate opened) {
        return new Organisation(seed, clock, Size.USUAL, today(clock), opened, false);
    }

    public static Organisation seeded(long seed, Clock clock, Size size) {
        return new Organisation(seed, clock, size, today(clock), LocalDate.MIN, false);
    }

    /** That of the demo, with stories of its own, all in the days before its first day. */
    public static Organisation demo(Clock clock, LocalDate first) {
        return new Organisation(DEMO_SEED, clock, Size.USUAL, first, LocalDate.MIN, true);
    }

    public List<Account> accounts() {
        return accounts;
    }

    /** The first day on which something ran. */
    public Instant opened() {
        return opened.isAfter(LocalDate.EPOCH)
                ? opened.atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.EPOCH;
    }

    /** All lines from the first of the month thirteen months ago up to and including yesterday. */
    public List<Line> lines() {
        return lines(firstDay(), today());
    }

    /** The lines of some days, end exclusive. */
    public List<Line> lines(LocalDate from, LocalDate to) {
        return snapshot(from, to).days().stream()
                .flatMap(day -> List.of(day.lines()).stream())
                .toList();
    }

    /** Which tags Cost Explorer's costs carry. */
    public CarriedTags carriedTags() {
        return carriedTags;
    }

    public void add(Line line) {
        edit(line.day(), line.day().plusDays(1), lines -> {
            var more = new ArrayList<>(lines);
            more.add(line);
            return more;
        });
    }

    /** Takes away the lines of some days (end exclusive) that the test holds for. */
    public void remove(LocalDate from, LocalDate to, Predicate<Line> test) {
        edit(from, to, lines -> lines.stream().filter(test.negate()).toList());
    }

    /** Changes the lines of some days, end exclusive; the change must be a function of its argument. */
    public synchronized Edit edit(LocalDate from, LocalDate to, UnaryOperator<List<Line>> change) {
        var edit = new Edit(from, to, change, clock.instant());
        edits.add(edit);
        touched(edit);
        return edit;
    }

    /** Has the lines be as if an edit had never been; what is delivered of its months is another delivery. */
    public synchronized void undo(Edit edit) {
        if (edits.remove(edit)) {
            touched(new Edit(edit.from(), edit.to(), edit.change(), clock.instant()));
        }
    }

    private void touched(Edit edit) {
        touched.add(edit);
        made.keySet().removeIf(edit::touches);
        revision++;
    }

    /**
     * Restates a closed month as AWS does: one account's endpoints cost 1.3 % more, and a credit comes on its last day.
     */
    public void restate(YearMonth month) {
        restate(month, OrganisationModel.RECOMMENDATIONS, "Amazon SageMaker", new BigDecimal("0.013"));
        add(new Line(
                month.atEndOfMonth(),
                Cell.charge(OrganisationModel.RESEARCH, "Amazon SageMaker", "Credit"),
                Costs.same(new BigDecimal("-2143.17")),
                BigDecimal.ZERO));
    }

    /** Raises an account's on-demand usage of a service in a month by a ratio of its unblended cost. */
    public void restate(YearMonth month, String account, String service, BigDecimal ratio) {
        edit(
                month.atDay(1),
                month.plusMonths(1).atDay(1),
                lines -> lines.stream()
                        .map(line -> matches(line.cell(), account, service, "Usage") ? raised(line, ratio) : line)
                        .toList());
    }

    private static Line raised(Line line, BigDecimal ratio) {
        var more = line.costs().unblended().multiply(ratio).setScale(DayGenerator.DECIMALS, RoundingMode.HALF_UP);
        return line.with(line.costs().plus(more));
    }

    /**
     * On each of some days (end exclusive) moves an amount of an account's usage of a service from one team value to
     * another, an empty value meaning untagged; all sums but the tag's stay what they were. Days without a line of the
     * first value stay as they are.
     */
    public void moveTag(
            LocalDate from,
            LocalDate to,
            String account,
            String service,
            String fromValue,
            String toValue,
            BigDecimal amount) {
        edit(from, to, lines -> {
            var source = lines.stream()
                    .filter(line -> matches(line.cell(), account, service, "Usage"))
                    .filter(line ->
                            line.cell().tags().getOrDefault(TEAM_TAG, "").equals(fromValue))
                    .findFirst();
            if (source.isEmpty()) {
                return lines;
            }
            var line = source.get();
            var cell = line.cell();
            var target = toValue.isEmpty() ? cell.withoutTag(TEAM_TAG) : cell.withTag(TEAM_TAG, toValue);
            var moved = new ArrayList<>(lines);
            moved.set(moved.indexOf(line), line.with(line.costs().plus(amount.negate())));
            moved.add(new Line(line.day(), target, Costs.same(amount), BigDecimal.ZERO));
            return moved;
        });
    }

    /**
     * Tags the role by which an account calls models, and activates the key: from that day on its calls carry {@code iamPrincipal/<key>}
     * in Cost Explorer.
     */
    public void tagCaller(String account, String key, String value, LocalDate from) {
        var name = CALLER + key;
        edit(
                from,
                from.plusYears(10),
                lines -> lines.stream()
                        .map(line -> line.cell().account().equals(account)
                                        && line.cell().recordType().equals("Usage")
                                        && Product.isOfModels(line.cell().service())
                                ? line.with(line.cell().retagged(name, value))
                                : line)
                        .toList());
        carriedTags.from(name, from, true);
    }

    private static boolean matches(Cell cell, String account, String service, String recordType) {
        return cell.account().equals(account)
                && cell.service().equals(service)
                && cell.recordType().equals(recordType);
    }

    public LocalDate today() {
        return today(clock);
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** The first day of the fourteen months that Cost Explorer keeps. */
    public LocalDate firstDay() {
        return YearMonth.from(today()).minusMonths(FULL_MONTHS).atDay(1);
    }

    /** A number that changes whenever answers may. */
    public synchronized long revision() {
        refresh();
        return (revision + carriedTags.revision()) * 100_000 + through.toEpochDay();
    }

    /** The months that have lines, oldest first. */
    public synchronized List<YearMonth> months() {
        refresh();
        var first = opened.isAfter(firstDay()) ? opened : firstDay();
        return first.withDayOfMonth(1)
                .datesUntil(through.plusDays(1), java.time.Period.ofMonths(1))
                .map(YearMonth::from)
                .toList();
    }

    /** What a month's lines follow from. */
    public synchronized MonthState state(YearMonth month) {
        refresh();
        var end = month.atEndOfMonth();
        var last = through.isBefore(end) ? through : end;
        var since = last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var count = 0;
        for (var edit : touched) {
            if (edit.from().isBefore(end.plusDays(1)) && edit.to().isAfter(month.atDay(1))) {
                since = edit.at().isAfter(since) ? edit.at() : since;
                count++;
            }
        }
        return new MonthState(month, last, count, since.truncatedTo(ChronoUnit.SECONDS));
    }

    public synchronized Snapshot snapshot(LocalDate from, LocalDate to) {
        refresh();
        var days = new ArrayList<DayLines>();
        for (var day = from; day.isBefore(to); day = day.plusDays(1)) {
            days.add(made.computeIfAbsent(day, this::make));
        }
        return new Snapshot(List.copyOf(cells), days);
    }

    /** The lines of some days, end exclusive, as they were at a moment: what was changed later is not in them. */
    public synchronized List<Line> linesAsOf(LocalDate from, LocalDate to, Instant moment) {
        refresh();
        var all = new ArrayList<Line>();
        for (var day = from; day.isBefore(to); day = day.plusDays(1)) {
            all.addAll(lines(day, edit -> !edit.at().isAfter(moment)));
        }
        return all;
    }

    public String accountName(String id) {
        return accounts.stream()
                .filter(account -> account.id().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse(id);
    }

    /** Each resource that lines of exports carry, once for each workload that it is of. */
    public List<UsedResource> resources() {
        return workloads.stream().flatMap(split::resources).toList();
    }

    /** The lines of exports that days' lines are cut into. */
    public List<ExportLine> parts(List<Line> lines) {
        return LineParts.of(lines, split);
    }

    /** What resources of a service use on a whole day, by the rule of the day's bill; nothing before the organisation opened. */
    public List<ResourceUse> uses(String service, LocalDate day) {
        if (day.isBefore(opened)) {
            return List.of();
        }
        var uses = new ArrayList<ResourceUse>();
        for (var workload : workloads) {
            if (workload.cell().service().equals(service) && workload.runsOn(day)) {
                var quantity = DayGenerator.quantity(workload, demand.cost(workload, day));
                uses.addAll(split.uses(workload.cell(), day, quantity));
            }
        }
        return uses;
    }

    /** Whether the demo's stories are told too. */
    public boolean isDemo() {
        return demo;
    }

    /** The day around which it is told when endpoints began, moved or were made anew. */
    public LocalDate toldOn() {
        return story;
    }

    /** The day on which the fraud team's large endpoint first runs, around which the other stories happen. */
    public LocalDate storyDay() {
        return workloads.stream()
                .filter(workload -> workload.kind().is("endpoint-large"))
                .map(Workload::starts)
                .findFirst()
                .orElseThrow();
    }

    /** Whether anything was used on that day or before it. */
    public boolean hasOpenedBy(LocalDate day) {
        return !day.isBefore(opened);
    }

    /** The Savings Plans, whose fees exports carry as of these. */
    public static List<String> planArns() {
        return Stream.of(Plan.values()).map(Plan::arn).toList();
    }

    public Map<String, String> category(String name) {
        return name.equals(COST_CATEGORY) ? OrganisationModel.BUSINESS_UNITS : Map.of();
    }

    /** When a day has passed, what is booked on the first of its month has grown. */
    private void refresh() {
        var yesterday = today().minusDays(1);
        if (yesterday.isAfter(through)) {
            var stale = YearMonth.from(through);
            made.keySet().removeIf(day -> day.isAfter(through) || day.equals(stale.atDay(1)));
            through = yesterday;
        }
    }

    private List<Line> lines(LocalDate day, Predicate<Edit> known) {
        var none = day.isAfter(through) || day.isBefore(firstDay()) || day.isBefore(opened);
        var lines = none ? List.<Line>of() : maker.lines(day, through);
        for (var edit : edits) {
            if (edit.touches(day) && known.test(edit)) {
                lines = edit.change().apply(lines);
            }
        }
        return lines;
    }

    private DayLines make(LocalDate day) {
        var lines = lines(day, edit -> true);
        var array = lines.toArray(Line[]::new);
        var indexes = new int[array.length];
        for (var i = 0; i < array.length; i++) {
            indexes[i] = numbers.computeIfAbsent(array[i].cell(), this::number);
            array[i] = array[i].with(cells.get(indexes[i]));
        }
        return new DayLines(day, indexes, array);
    }

    private Integer number(Cell cell) {
        cells.add(cell);
        return cells.size() - 1;
    }
}
