package dev.bursar.chargeback.month;

import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.corrections.CorrectionStore;
import dev.bursar.chargeback.corrections.Corrections;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.issued.Issue;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Successors;
import module java.base;
import org.springframework.stereotype.Component;

/** What AWS changed of closed months, as far as no closed month's statements have it: it stands in the earliest open month. */
@Component
class OpenCorrections {
    private final Allocations allocations;
    private final CutStore cuts;
    private final CorrectionStore posted;
    private final IssueStore issues;
    private final LedgerMonths ledger;
    private final Successors successors;

    OpenCorrections(
            Allocations allocations,
            CutStore cuts,
            CorrectionStore posted,
            IssueStore issues,
            LedgerMonths ledger,
            Successors successors) {
        this.allocations = allocations;
        this.cuts = cuts;
        this.posted = posted;
        this.issues = issues;
        this.ledger = ledger;
        this.successors = successors;
    }

    /** Those that stand in a month; none where it isn't the earliest open one. */
    List<CorrectionLine> of(YearMonth month) {
        if (ledger.next().filter(month::equals).isEmpty()) {
            return List.of();
        }
        var cumulative = new ArrayList<CorrectionLine>();
        Set<YearMonth> changed = new HashSet<>();
        Map<YearMonth, Cut> newest = cuts.newest();
        for (LedgerMonth one : ledger.all()) {
            if (one.closed().isEmpty()) {
                continue;
            }
            Optional<Cut> kept = issues.last(one.month()).flatMap(issue -> cuts.kept(issue.cut()));
            Optional<Cut> now = Optional.ofNullable(newest.get(one.month()));
            if (kept.isEmpty() && now.isPresent()) {
                // it was closed without charges
                changed.add(one.month());
                cumulative.addAll(Corrections.of(
                        one.month(), List.of(), cuts.lines(now.get().id()), List.of(), false));
            }
            if (kept.isPresent()
                    && now.isPresent()
                    && kept.get().id() != now.get().id()) {
                changed.add(one.month());
                cumulative.addAll(corrections(kept.get(), now.get()));
            }
        }
        List<CorrectionLine> before = posted.before(month).stream()
                .filter(line -> changed.contains(line.ofMonth()))
                .toList();
        return Corrections.post(cumulative, before, payer(month));
    }

    private List<CorrectionLine> corrections(Cut kept, Cut now) {
        List<CutLine> before = cuts.lines(kept.id());
        List<CutLine> after = cuts.lines(now.id());
        boolean otherSource =
                kept.fromExports() != now.fromExports() || kept.fromCostExplorer() != now.fromCostExplorer();
        return Corrections.of(kept.month(), before, after, allocations.of(kept), otherSource);
    }

    /** What changed of a month since it was issued, whether or not it is closed; none where nothing was issued. */
    List<CorrectionLine> since(YearMonth month) {
        return issues.last(month)
                .flatMap(issue -> cuts.kept(issue.cut()))
                .flatMap(kept ->
                        cuts.newest(month).filter(now -> now.id() != kept.id()).map(now -> corrections(kept, now)))
                .orElse(List.of());
    }

    /** Who pays for a team in a month: itself while it is there, then whoever took it over; else nobody. */
    IntUnaryOperator payer(YearMonth month) {
        Set<Integer> there = allocations.teams(month);
        Map<TeamId, TeamId> after = successors.of(month);
        return team -> there.contains(team)
                ? team
                : Optional.ofNullable(after.get(new TeamId(team)))
                        .map(TeamId::value)
                        .filter(there::contains)
                        .orElse(0);
    }

    /** The same as statements say them, by who pays. */
    Map<TeamCurrency, List<OfClosed>> lines(List<CorrectionLine> corrections) {
        Map<YearMonth, Map<Integer, IssuedStatement>> statements = new HashMap<>();
        Map<YearMonth, Map<Integer, String>> pools = new HashMap<>();
        return corrections.stream()
                .collect(Collectors.groupingBy(
                        line -> new TeamCurrency(line.team(), line.currency()),
                        Collectors.mapping(
                                line -> line(
                                        line,
                                        statements.computeIfAbsent(line.ofMonth(), this::statements),
                                        pools.computeIfAbsent(line.ofMonth(), this::pools)),
                                Collectors.toList())));
    }

    private static OfClosed line(
            CorrectionLine line, Map<Integer, IssuedStatement> statements, Map<Integer, String> pools) {
        Optional<IssuedStatement> statement = Optional.ofNullable(statements.get(line.originTeam()));
        return new OfClosed(
                line.ofMonth(),
                statement.map(IssuedStatement::number).orElse(""),
                line.team() == line.originTeam() || line.originTeam() == 0
                        ? ""
                        : statement.map(IssuedStatement::name).orElse(""),
                pools.getOrDefault(line.pool(), ""),
                line.service(),
                line.account(),
                line.category(),
                line.amount());
    }

    private Map<Integer, IssuedStatement> statements(YearMonth month) {
        return issues.statements(month).stream().collect(Collectors.toMap(IssuedStatement::team, one -> one));
    }

    private Map<Integer, String> pools(YearMonth month) {
        Map<Integer, String> names = new HashMap<>();
        issues.last(month)
                .map(Issue::cut)
                .flatMap(cuts::kept)
                .map(allocations::of)
                .orElse(List.<Allocation>of())
                .forEach(allocation -> names.putAll(Pool.names(
                        allocation.pools().stream().map(PoolResult::pool).toList())));
        return names;
    }
}
