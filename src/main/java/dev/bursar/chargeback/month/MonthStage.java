package dev.bursar.chargeback.month;

import dev.bursar.chargeback.issued.Issue;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.Closed;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import module java.base;

/**
 * How far a month is on its way from drafts to closed.
 *
 * @param issue its last one
 * @param open the earliest month that isn't closed; empty until finance chooses the ledger's first month
 */
public record MonthStage(Stage stage, Optional<Issue> issue, Optional<Closed> closed, Optional<YearMonth> open) {
    public enum Stage {
        /** Nobody has chosen the ledger's first month. */
        NO_LEDGER,
        BEFORE_LEDGER,
        /** An earlier month is open. */
        LATER,
        /** It is the next one to be issued. */
        NEXT,
        ISSUED,
        CLOSED
    }

    /** Tells the stage of any month. */
    record Stages(
            Optional<YearMonth> start,
            Optional<YearMonth> open,
            List<LedgerMonth> months,
            Map<YearMonth, Issue> issues) {
        static Stages of(LedgerMonths ledger, Map<YearMonth, Issue> issues) {
            Optional<YearMonth> start = ledger.start();
            List<LedgerMonth> months = ledger.all();
            return new Stages(start, start.map(first -> LedgerMonths.next(first, months)), months, issues);
        }

        MonthStage of(YearMonth month) {
            Optional<Closed> closed = months.stream()
                    .filter(one -> one.month().equals(month))
                    .findFirst()
                    .flatMap(LedgerMonth::closed);
            Optional<Issue> issue = Optional.ofNullable(issues.get(month));
            return new MonthStage(stage(month, issue.isPresent(), closed.isPresent()), issue, closed, open);
        }

        /** Those of the ledger up to the earliest open one, as far as they are over. */
        List<YearMonth> months(YearMonth now) {
            return start.stream()
                    .flatMap(first -> Stream.iterate(
                            first,
                            month -> month.isBefore(now) && !month.isAfter(open.orElse(month)),
                            month -> month.plusMonths(1)))
                    .toList();
        }

        private Stage stage(YearMonth month, boolean issued, boolean closed) {
            if (closed) {
                return Stage.CLOSED;
            }
            if (issued) {
                return Stage.ISSUED;
            }
            if (start.isEmpty()) {
                return Stage.NO_LEDGER;
            }
            if (month.isBefore(start.get())) {
                return Stage.BEFORE_LEDGER;
            }
            return open.filter(month::equals).isPresent() ? Stage.NEXT : Stage.LATER;
        }
    }
}
