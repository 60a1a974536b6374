package dev.bursar.chargeback.month;

import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.corrections.ChangedSince;
import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.corrections.CorrectionStore;
import dev.bursar.chargeback.corrections.Corrections;
import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.chargeback.corrections.Receivable.Change;
import dev.bursar.chargeback.corrections.Receivable.Charges;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.statement.Adjustments;
import dev.bursar.chargeback.statement.FigureMaker;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** How costs changed after a month's statements were issued, and where that stands. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class MonthChanges {
    private final CutStore cuts;
    private final Allocations allocations;
    private final FigureMaker figures;
    private final LedgerMonths ledger;
    private final OpenCorrections corrections;
    private final ClosingPlans closing;
    private final CorrectionStore posted;
    private final Adjustments adjustments;
    private final IssueStore issues;
    private final Organisation organisation;

    MonthChanges(
            CutStore cuts,
            Allocations allocations,
            FigureMaker figures,
            LedgerMonths ledger,
            OpenCorrections corrections,
            ClosingPlans closing,
            CorrectionStore posted,
            Adjustments adjustments,
            IssueStore issues,
            Organisation organisation) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.figures = figures;
        this.ledger = ledger;
        this.corrections = corrections;
        this.closing = closing;
        this.posted = posted;
        this.adjustments = adjustments;
        this.issues = issues;
        this.organisation = organisation;
    }

    /**
     * @param since of an issued month: what each team would owe now
     * @param corrections of closed months that stand in this open one, and of this closed one that stand in others
     * @param receivable what documents and statements of this issued or closed month differ by, one a currency
     * @param in the open month in which corrections stand
     * @param teams names by number
     */
    public record Page(
            List<Since> since,
            List<Correction> corrections,
            List<Receivable> receivable,
            Optional<YearMonth> in,
            Map<Integer, String> teams) {
        public Page {
            since = List.copyOf(since);
            corrections = List.copyOf(corrections);
            receivable = List.copyOf(receivable);
            teams = Map.copyOf(teams);
        }
    }

    /** @param team its number; 0 for Unallocated */
    public record Since(int team, String name, String currency, BigDecimal issued, BigDecimal now) {
        public BigDecimal difference() {
            return now.subtract(issued);
        }
    }

    /**
     * @param ofMonth the closed month
     * @param in the month on whose statements it stands
     * @param byHand adjustments of the closed month and the team in this currency, which may have corrected the same
     */
    public record Correction(
            YearMonth ofMonth,
            YearMonth in,
            int team,
            String name,
            String currency,
            BigDecimal amount,
            List<Adjustment> byHand) {
        public Correction {
            byHand = List.copyOf(byHand);
        }
    }

    /** What changed of a month, or of closed months where it is the earliest open one. */
    public Page page(YearMonth month) {
        MonthStage stage = MonthStage.Stages.of(ledger, issues.last()).of(month);
        Map<TeamId, String> names = names(month);
        Map<Integer, String> teams = names.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().value(), Map.Entry::getValue));
        Optional<YearMonth> open = stage.open();
        return switch (stage.stage()) {
            case ISSUED ->
                new Page(since(month, names), standing(month, names), receivableOfIssued(month), open, teams);
            case NEXT -> new Page(List.of(), standing(month, names), List.of(), open, teams);
            case CLOSED -> {
                List<CorrectionLine> waiting =
                        open.map(corrections::of).map(lines -> of(lines, month)).orElse(List.of());
                yield new Page(
                        List.of(),
                        ofClosed(month, names, open, waiting),
                        receivableOfClosed(month, open, waiting),
                        open,
                        teams);
            }
            case NO_LEDGER, BEFORE_LEDGER, LATER -> new Page(List.of(), List.of(), List.of(), open, teams);
        };
    }

    /** Documents have what changed since it was issued. */
    private List<Receivable> receivableOfIssued(YearMonth month) {
        List<Figures> differ = cuts.find(month).map(figures::of).orElse(List.of()).stream()
                .filter(figures -> figures.receivable().signum() != 0)
                .toList();
        if (differ.isEmpty()) {
            return List.of();
        }
        Map<String, List<Change>> since = changes(corrections.since(month));
        return differ.stream()
                .map(figures -> Receivable.of(
                        figures.currency(),
                        figures.receivable(),
                        since.getOrDefault(figures.currency(), List.of()),
                        List.of(),
                        List.of()))
                .toList();
    }

    /** @param standing corrections of the month that stand in the open one, whether or not that is issued */
    private List<Receivable> receivableOfClosed(
            YearMonth month, Optional<YearMonth> open, List<CorrectionLine> standing) {
        Map<String, BigDecimal> differ = closing.receivable(month);
        if (differ.isEmpty()) {
            return List.of();
        }
        List<CorrectionLine> issued =
                open.map(posted::in).map(lines -> of(lines, month)).orElse(List.of());
        var charged = new ArrayList<>(issued);
        open.map(posted::before).map(lines -> of(lines, month)).ifPresent(charged::addAll);
        Map<String, List<Change>> waiting = changes(Corrections.post(standing, issued, team -> team));
        Map<String, List<Change>> onStatements = changes(charged);
        return differ.entrySet().stream()
                .map(one -> Receivable.of(
                        one.getKey(),
                        one.getValue(),
                        waiting.getOrDefault(one.getKey(), List.of()),
                        onStatements.getOrDefault(one.getKey(), List.of()),
                        closing.late(month, one.getKey())))
                .toList();
    }

    /** Of all teams together, by currency. */
    private Map<String, List<Change>> changes(List<CorrectionLine> lines) {
        Map<String, Map<Charges, BigDecimal>> sums = new HashMap<>();
        corrections.lines(lines).forEach((key, found) -> {
            for (OfClosed line : found) {
                sums.computeIfAbsent(key.currency(), any -> new HashMap<>())
                        .merge(
                                new Charges(line.pool(), line.service(), line.account()),
                                line.amount(),
                                BigDecimal::add);
            }
        });
        return sums.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        currency -> currency.getValue().entrySet().stream()
                                .filter(one -> one.getValue().signum() != 0)
                                .map(one -> new Change(one.getKey(), one.getValue()))
                                .sorted(Comparator.comparing(Change::charges, Charges.ORDER))
                                .toList()));
    }

    private Map<TeamId, String> names(YearMonth month) {
        Map<TeamId, String> names = new HashMap<>(DimensionLabels.markedTeamNames(organisation));
        for (IssuedStatement one : issues.statements(month)) {
            names.put(new TeamId(one.team()), one.name());
        }
        names.put(TeamId.UNALLOCATED, "Unallocated");
        return names;
    }

    private List<Since> since(YearMonth month, Map<TeamId, String> names) {
        return cuts.find(month)
                .flatMap(kept -> cuts.newest(month)
                        .map(newest -> ChangedSince.of(allocations.of(kept), allocations.now(newest))))
                .map(changed -> changed.totals().stream()
                        .filter(ChangedSince.Total::lines)
                        .map(total -> new Since(
                                total.team(),
                                names.getOrDefault(new TeamId(total.team()), ""),
                                total.currency(),
                                total.issued(),
                                total.now()))
                        .toList())
                .orElse(List.of());
    }

    /** In the open month: as they would be issued now. */
    private List<Correction> standing(YearMonth month, Map<TeamId, String> names) {
        return sums(corrections.of(month), month, names);
    }

    /** Of a closed month: those that were issued, and those that wait in the open month. */
    private List<Correction> ofClosed(
            YearMonth month, Map<TeamId, String> names, Optional<YearMonth> open, List<CorrectionLine> waiting) {
        var all = new ArrayList<Correction>();
        for (YearMonth in : issues.last().keySet()) {
            if (in.isAfter(month) && open.filter(in::equals).isEmpty()) {
                all.addAll(sums(of(posted.in(in), month), in, names));
            }
        }
        open.ifPresent(in -> all.addAll(sums(waiting, in, names)));
        return all;
    }

    private static List<CorrectionLine> of(List<CorrectionLine> lines, YearMonth month) {
        return lines.stream().filter(line -> line.ofMonth().equals(month)).toList();
    }

    private List<Correction> sums(List<CorrectionLine> lines, YearMonth in, Map<TeamId, String> names) {
        record Key(YearMonth ofMonth, String currency, int team) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                return Comparator.comparing(Key::ofMonth)
                        .thenComparing(Key::currency)
                        .thenComparingInt(Key::team)
                        .compare(this, other);
            }
        }
        Map<Key, BigDecimal> sums = new TreeMap<>();
        Map<Key, Set<Integer>> teams = new HashMap<>();
        for (CorrectionLine line : lines) {
            var key = new Key(line.ofMonth(), line.currency(), line.team());
            sums.merge(key, line.amount(), BigDecimal::add);
            teams.computeIfAbsent(key, any -> new HashSet<>(Set.of(line.team())))
                    .add(line.originTeam());
        }
        Map<YearMonth, List<Adjustment>> byHand = sums.keySet().stream()
                .map(Key::ofMonth)
                .distinct()
                .collect(Collectors.toMap(of -> of, adjustments::about));
        return sums.entrySet().stream()
                .flatMap(entry -> entry.getValue().signum() == 0
                        ? Stream.of()
                        : Stream.of(new Correction(
                                entry.getKey().ofMonth(),
                                in,
                                entry.getKey().team(),
                                names.getOrDefault(new TeamId(entry.getKey().team()), ""),
                                entry.getKey().currency(),
                                entry.getValue(),
                                byHand.getOrDefault(entry.getKey().ofMonth(), List.of()).stream()
                                        .filter(one -> one.amount()
                                                .getCurrencyUnit()
                                                .getCode()
                                                .equals(entry.getKey().currency()))
                                        .filter(one -> moves(one, teams.getOrDefault(entry.getKey(), Set.of())))
                                        .toList())))
                .toList();
    }

    private static boolean moves(Adjustment adjustment, Set<Integer> teams) {
        return teams.stream()
                .map(LedgerAccount::of)
                .anyMatch(account -> account.equals(adjustment.from()) || account.equals(adjustment.to()));
    }
}
