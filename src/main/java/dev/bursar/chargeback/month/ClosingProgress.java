package dev.bursar.chargeback.month;

import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.MonthStage.Stage;
import module java.base;

/**
 * Which steps of a month are done.
 *
 * @param answerBy the day by which leads were asked to answer; empty before statements were issued
 */
public record ClosingProgress(YearMonth month, Set<ClosingStep> done, Optional<LocalDate> answerBy) {
    public ClosingProgress {
        done = Set.copyOf(done);
    }

    /** A month without charges has nothing to issue or to answer. Once the answer day is over nobody waits for answers: who said nothing by then has not answered. */
    public static ClosingProgress of(MonthRow row, LocalDate today) {
        boolean closed = row.stage().stage() == Stage.CLOSED;
        Optional<LocalDate> answerBy = row.stage().issue().map(issue -> issue.answerBy());
        boolean charged = row.cut().isPresent();
        Set<ClosingStep> done = EnumSet.noneOf(ClosingStep.class);
        if (closed || row.isInvoiced() || !charged && row.figures().isEmpty()) {
            done.add(ClosingStep.DOCUMENTS);
        }
        if (answerBy.isPresent() || !charged) {
            done.add(ClosingStep.ISSUED);
        }
        if (closed
                || !charged
                || answerBy.isPresent()
                        && (row.answers().awaiting() == 0
                                || answerBy.filter(today::isAfter).isPresent())) {
            done.add(ClosingStep.ANSWERED);
        }
        if (closed) {
            done.add(ClosingStep.CLOSED);
        }
        return new ClosingProgress(row.month(), done, answerBy);
    }
}
