package dev.bursar.chargeback.month;

import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.Issue;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementAdjustments;
import dev.bursar.chargeback.statement.StatementMaker;
import dev.bursar.chargeback.statement.StatementMaker.Source;
import module java.base;
import org.springframework.stereotype.Component;

/** Works out what would be issued of a month now. */
@Component
class Drafts {
    private final CutStore cuts;
    private final Allocations allocations;
    private final ChargebackService pages;
    private final StatementMaker maker;
    private final OpenCorrections corrections;
    private final IssueStore issues;
    private final StatementAdjustments adjustments;

    Drafts(
            CutStore cuts,
            Allocations allocations,
            ChargebackService pages,
            StatementMaker maker,
            OpenCorrections corrections,
            IssueStore issues,
            StatementAdjustments adjustments) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.pages = pages;
        this.maker = maker;
        this.corrections = corrections;
        this.issues = issues;
        this.adjustments = adjustments;
    }

    /** Empty where the month has no cut. */
    Optional<Draft> of(YearMonth month) {
        return cuts.newest(month).map(this::of);
    }

    private Draft of(Cut cut) {
        List<Allocation> allocations = this.allocations.now(cut);
        MonthPage page = pages.page(cut, allocations);
        List<CorrectionLine> corrected = corrections.of(cut.month());
        Source source = maker.source(
                cut, allocations, adjustments.beside(cut.month(), corrections.lines(corrected)), any -> true);
        List<IssuedStatement> before = issues.statements(cut.month());
        Map<Integer, IssuedStatement> byTeam =
                before.stream().collect(Collectors.toMap(IssuedStatement::team, Function.identity()));
        // whoever has nothing left of what was issued gets a version that says so
        List<Statement> changed = Stream.concat(source.teams().stream(), byTeam.keySet().stream())
                .distinct()
                .map(team -> source.statement(team, currencies(Optional.ofNullable(byTeam.get(team)))))
                .filter(one -> differs(one, Optional.ofNullable(byTeam.get(one.team()))))
                .sorted(Comparator.comparing((Statement one) -> one.team() == 0)
                        .thenComparing(one -> one.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Statement::team))
                .toList();
        int number = issues.last(cut.month()).map(Issue::number).orElse(0) + 1;
        return new Draft(cut, number, allocations, page.checks(), corrected, before, changed);
    }

    private static Set<String> currencies(Optional<IssuedStatement> before) {
        return before.stream()
                .flatMap(one -> one.totals().stream())
                .map(total -> total.getCurrencyUnit().getCode())
                .collect(Collectors.toSet());
    }

    private boolean differs(Statement now, Optional<IssuedStatement> before) {
        return before.map(one -> Statement.read(issues.content(one.id())))
                .filter(last -> Fingerprint.of(last).equals(Fingerprint.of(now)))
                .isEmpty();
    }
}
