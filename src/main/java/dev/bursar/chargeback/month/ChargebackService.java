package dev.bursar.chargeback.month;

import dev.bursar.chargeback.answers.AnswerCounts;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.documents.DocumentTotals;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.FigureMaker;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.statement.ShownMonths;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Billing months as those see them who see all costs, and which of them leads may see. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ChargebackService {
    private final CutStore cuts;
    private final Allocations allocations;
    private final FigureMaker figures;
    private final IssueStore issues;
    private final AnswerStore answers;
    private final ShownMonths shown;
    private final LedgerMonths ledger;
    private final Checks checks;
    private final DocumentTotals documents;
    private final CalendarStore calendar;
    private final Organisation organisation;
    private final Clock clock;

    ChargebackService(
            CutStore cuts,
            Allocations allocations,
            FigureMaker figures,
            IssueStore issues,
            AnswerStore answers,
            ShownMonths shown,
            LedgerMonths ledger,
            Checks checks,
            DocumentTotals documents,
            CalendarStore calendar,
            Organisation organisation,
            Clock clock) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.figures = figures;
        this.issues = issues;
        this.answers = answers;
        this.shown = shown;
        this.ledger = ledger;
        this.checks = checks;
        this.documents = documents;
        this.calendar = calendar;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * A month in the list.
     *
     * @param cut empty of a month of the ledger that is over and has no charges
     * @param shown whether leads see it
     * @param over whether all its days are over
     * @param documentsRead when AWS's documents were read last, of whatever month; empty before
     * @param stage how far it is on its way to closed
     * @param answers to its statements; none of a draft, and in lists none of a closed month
     */
    public record MonthRow(
            YearMonth month,
            Optional<Cut> cut,
            List<Figures> figures,
            boolean shown,
            boolean over,
            Optional<Instant> documentsRead,
            MonthStage stage,
            AnswerCounts answers) {
        public MonthRow {
            figures = List.copyOf(figures);
        }

        /** Whether AWS's documents ask for what the charges come to. */
        public boolean isInvoiced() {
            return !figures.isEmpty() && figures.stream().allMatch(Figures::agrees);
        }

        /** Whether the month is over, and invoiced or without a day that AWS still estimates. */
        public boolean isFinal() {
            return over && (isInvoiced() || cut.flatMap(Cut::estimated).isEmpty());
        }
    }

    /**
     * A team's row of a month in one currency.
     *
     * @param unconfirmed whether the team is new
     * @param corrections of what AWS charges and of closed months, and adjustments
     * @param total as it was issued, else of the draft
     * @param before the total of the month before; empty where that has no cut
     */
    public record TeamRow(
            int team,
            String name,
            boolean unconfirmed,
            Optional<String> costCentre,
            String currency,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal corrections,
            BigDecimal total,
            Optional<BigDecimal> before,
            Optional<AnswerState> answer) {}

    /** A pool's row of a month in one currency. */
    public record PoolRow(String currency, PoolResult result) {}

    /**
     * Everything about a month.
     *
     * @param hasBefore whether the month before has a cut
     * @param samePools whether that was split by the same pools, so that totals of teams can stand side by side
     */
    public record MonthPage(
            MonthRow month,
            List<TeamRow> teams,
            List<PoolRow> pools,
            List<Check> checks,
            boolean hasBefore,
            boolean samePools,
            ClosingCalendar calendar) {
        public MonthPage {
            teams = List.copyOf(teams);
            pools = List.copyOf(pools);
            checks = List.copyOf(checks);
        }
    }

    /** All months that have charges, and those of the ledger that are over and have none; the newest first. */
    public List<MonthRow> months() {
        List<YearMonth> shown = this.shown.months();
        List<Cut> cuts = this.cuts.all();
        List<List<Figures>> figures = this.figures.all(cuts);
        Optional<Instant> read = documents.readAt();
        MonthStage.Stages stages = MonthStage.Stages.of(ledger, issues.last());
        Set<YearMonth> charged = cuts.stream().map(Cut::month).collect(Collectors.toSet());
        return Stream.concat(
                        IntStream.range(0, cuts.size())
                                .mapToObj(at -> row(
                                        cuts.get(at),
                                        figures.get(at),
                                        shown,
                                        read,
                                        stages.of(cuts.get(at).month()),
                                        answersOfOpen(stages.of(cuts.get(at).month()), cuts.get(at)))),
                        stages.months(YearMonth.now(clock.withZone(ZoneOffset.UTC))).stream()
                                .filter(month -> !charged.contains(month))
                                .map(month -> withoutCharges(month, stages)))
                .sorted(Comparator.comparing(MonthRow::month).reversed())
                .toList();
    }

    /** A month of the ledger that is over and has no charges, with what documents ask for nevertheless. */
    private MonthRow withoutCharges(YearMonth month, MonthStage.Stages stages) {
        return new MonthRow(
                month,
                Optional.empty(),
                figures.withoutCharges(month),
                false,
                true,
                documents.readAt(),
                stages.of(month),
                AnswerCounts.NONE);
    }

    /** The names of teams that go on and have no cost centre today. */
    public List<String> withoutCostCentre() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Set<TeamId> lasting = organisation.lasting();
        var centres = organisation.attributes().costCentres();
        return organisation.teams().stream()
                .filter(team -> lasting.contains(team.id()))
                .filter(team -> Optional.ofNullable(centres.get(team.id()))
                        .flatMap(line -> line.at(today))
                        .isEmpty())
                .map(Team::name)
                .toList();
    }

    /** The newest month that is over. */
    public Optional<MonthRow> newest() {
        return newestCut().map(this::row);
    }

    /** Everything about it. */
    public Optional<MonthPage> newestPage() {
        return newestCut().map(cut -> page(cut, allocations.of(cut)));
    }

    private Optional<Cut> newestCut() {
        return cuts.all().stream().filter(cut -> isOver(cut.month())).findFirst();
    }

    /** The earliest open month of the ledger; empty until its first month is chosen, and where it isn't over and has no charges yet. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')")
    public Optional<MonthRow> open() {
        return MonthStage.Stages.of(ledger, issues.last()).open().flatMap(this::find);
    }

    private Optional<MonthRow> find(YearMonth month) {
        MonthStage.Stages stages = MonthStage.Stages.of(ledger, issues.last());
        return cuts.find(month)
                .map(this::row)
                .or(() -> Optional.of(month)
                        .filter(stages.months(YearMonth.now(clock.withZone(ZoneOffset.UTC)))::contains)
                        .map(found -> withoutCharges(found, stages)));
    }

    private MonthRow row(Cut cut) {
        MonthStage stage = MonthStage.Stages.of(ledger, issues.last()).of(cut.month());
        return row(
                cut,
                figures.of(cut),
                shown.months(),
                documents.readAt(),
                stage,
                stage.issue().isPresent()
                        ? AnswerCounts.of(answers.states(cut.month()).values())
                        : AnswerCounts.NONE);
    }

    /** Lists say nothing of answers to closed months, of which there are ever more. */
    private AnswerCounts answersOfOpen(MonthStage stage, Cut cut) {
        return stage.stage() == MonthStage.Stage.ISSUED
                ? AnswerCounts.of(answers.states(cut.month()).values())
                : AnswerCounts.NONE;
    }

    private MonthRow row(
            Cut cut,
            List<Figures> figures,
            List<YearMonth> shown,
            Optional<Instant> read,
            MonthStage stage,
            AnswerCounts answers) {
        return new MonthRow(
                cut.month(),
                Optional.of(cut),
                figures,
                shown.contains(cut.month()),
                isOver(cut.month()),
                read,
                stage,
                answers);
    }

    private boolean isOver(YearMonth month) {
        return month.isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)));
    }

    /** A month's figures, one a currency; empty where the month has no cut. */
    public List<Figures> figures(YearMonth month) {
        return cuts.find(month).map(figures::of).orElse(List.of());
    }

    /** Empty where the month has no charges, unless it is one of the ledger and over. */
    public Optional<MonthPage> month(YearMonth month) {
        return cuts.find(month)
                .map(cut -> page(cut, allocations.of(cut)))
                .or(() -> find(month)
                        .map(row -> new MonthPage(
                                row,
                                List.of(),
                                List.of(),
                                checks.withoutCharges(row),
                                false,
                                false,
                                calendar.calendar())));
    }

    /** @param allocations of the cut */
    MonthPage page(Cut cut, List<Allocation> allocations) {
        Optional<Cut> before = cuts.find(cut.month().minusMonths(1));
        MonthRow row = row(cut);
        List<TeamRow> teams = teams(cut, allocations, before);
        List<PoolRow> pools = pools(allocations);
        ClosingCalendar due = calendar.calendar();
        return new MonthPage(
                row,
                teams,
                pools,
                checks.of(row, cut, before, teams, pools, due.disputesBlock()),
                before.isPresent(),
                before.filter(last -> poolIds(this.allocations.of(last)).equals(poolIds(allocations)))
                        .isPresent(),
                due);
    }

    private List<TeamRow> teams(Cut cut, List<Allocation> allocations, Optional<Cut> before) {
        Map<TeamId, String> names = new HashMap<>(DimensionLabels.teamNames(organisation));
        names.putAll(issues.names(cut.id(), cut.month()));
        Set<TeamId> unconfirmed = organisation.unconfirmed();
        var costCentres = organisation.attributes().costCentres();
        Map<TeamCurrency, BigDecimal> issued = issuedTotals(cut);
        Map<String, Allocation> beforeBy = new HashMap<>();
        before.ifPresent(one -> this.allocations.of(one).forEach(all -> beforeBy.put(all.currency(), all)));
        Map<Integer, AnswerState> said = issuedAnswers(cut);
        var rows = new ArrayList<TeamRow>();
        for (Allocation allocation : allocations) {
            Allocation last = beforeBy.get(allocation.currency());
            allocation.lines().stream()
                    .map(StatementLine::team)
                    .filter(team -> team != 0)
                    .distinct()
                    .forEach(team -> {
                        BigDecimal direct = allocation.of(team, Section.DIRECT);
                        BigDecimal shared = allocation.of(team, Section.SHARED);
                        BigDecimal total =
                                issued.getOrDefault(new TeamCurrency(team, allocation.currency()), allocation.of(team));
                        rows.add(new TeamRow(
                                team,
                                names.getOrDefault(new TeamId(team), "Team " + team),
                                unconfirmed.contains(new TeamId(team)),
                                Optional.ofNullable(costCentres.get(new TeamId(team)))
                                        .flatMap(line -> line.at(cut.month().atEndOfMonth())),
                                allocation.currency(),
                                direct,
                                shared,
                                total.subtract(direct).subtract(shared),
                                total,
                                before.map(any -> last == null ? BigDecimal.ZERO : last.of(team)),
                                Optional.ofNullable(said.get(team))));
                    });
        }
        rows.sort(Comparator.comparing(TeamRow::currency)
                .thenComparing(TeamRow::total, Comparator.reverseOrder())
                .thenComparing(row -> row.name().toLowerCase(Locale.ROOT))
                .thenComparing(TeamRow::team));
        return rows;
    }

    /** What was said of a cut's statements, by team; nothing of a draft. */
    private Map<Integer, AnswerState> issuedAnswers(Cut cut) {
        List<IssuedStatement> statements =
                issues.figures(cut.id()).isEmpty() ? List.of() : issues.statements(cut.month());
        Map<Long, AnswerState> states = answers.states(statements);
        return statements.stream()
                .filter(one -> states.containsKey(one.id()))
                .collect(Collectors.toMap(IssuedStatement::team, one -> states.get(one.id())));
    }

    /** What a cut's statements were issued with; nothing of a draft. */
    private Map<TeamCurrency, BigDecimal> issuedTotals(Cut cut) {
        return issues.figures(cut.id()).isEmpty()
                ? Map.of()
                : issues.statements(cut.month()).stream()
                        .flatMap(one -> one.totals().stream()
                                .map(total -> Map.entry(
                                        new TeamCurrency(
                                                one.team(),
                                                total.getCurrencyUnit().getCode()),
                                        total.getAmount())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<Integer> poolIds(List<Allocation> allocations) {
        return allocations.stream()
                .flatMap(allocation -> allocation.pools().stream())
                .map(result -> result.pool().id())
                .collect(Collectors.toSet());
    }

    private static List<PoolRow> pools(List<Allocation> allocations) {
        return allocations.stream()
                .flatMap(allocation ->
                        allocation.pools().stream().map(result -> new PoolRow(allocation.currency(), result)))
                .toList();
    }

    /** Lets leads see their teams' statements of a month; returns whether they could not before. */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.ANY_ORDER)
    public boolean show(YearMonth month) {
        return cuts.find(month).isPresent() && shown.show(month);
    }

    /** Takes a month's statements back from leads; returns whether they could see them before. */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.ANY_ORDER)
    public boolean hide(YearMonth month) {
        return shown.hide(month);
    }
}
