package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.proposals.EfficiencyAction;
import dev.bursar.efficiency.questions.AskedQuestions.Outcome;
import dev.bursar.efficiency.questions.LogRefused.Why.DayIsSpent;
import dev.bursar.efficiency.questions.LogRefused.Why.TooDear;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a question be asked while the day's limit holds, and says afterwards what it cost. Each step is a transaction of its own. */
@Component
class PaidQuestions {
    private final AskedQuestions asked;
    private final TransactionTemplate transaction;

    PaidQuestions(AskedQuestions asked, TransactionTemplate transaction) {
        this.asked = asked;
        this.transaction = transaction;
    }

    /**
     * Returns the question's number.
     *
     * @throws LogRefused where it would pass a limit
     */
    long reserveLogs(long workload, LogQuestion question, int hours, LogEstimate estimate) {
        return reserve(new AskedQuestions.Asked(
                EfficiencyAction.LOGS_ASKED,
                workload,
                question.code(),
                question.title(),
                hours,
                estimate.usd(),
                estimate.mostUsd()));
    }

    /**
     * Returns the question's number.
     *
     * @throws LogRefused where it would pass a limit
     */
    long reserveTraces(long workload, int hours, TracePath path) {
        return reserve(new AskedQuestions.Asked(
                EfficiencyAction.TRACES_ASKED,
                workload,
                AskedQuestion.TRACES,
                AskedQuestion.TRACES_TITLE,
                hours,
                path.usd(),
                path.mostUsd()));
    }

    private long reserve(AskedQuestions.Asked question) {
        if (question.mostUsd().compareTo(LogService.MOST_USD_A_QUESTION) > 0) {
            throw new LogRefused(new TooDear(question.usd(), LogService.MOST_USD_A_QUESTION));
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            BigDecimal spent = asked.spentToday();
            if (spent.add(question.mostUsd()).compareTo(LogService.MOST_USD_A_DAY) > 0) {
                throw new LogRefused(new DayIsSpent(spent, LogService.MOST_USD_A_DAY));
            }
            return asked.add(question);
        }));
    }

    void answered(long id, LogAnswer answer) {
        settle(
                id,
                new Outcome(
                        answer.usd(),
                        answer.answer().bytesScanned(),
                        null,
                        answer.answer().recordsMatched(),
                        answer.answer().complete()));
    }

    void answered(long id, TraceAnswer answer) {
        settle(id, new Outcome(answer.usd(), null, answer.processed(), answer.found(), answer.complete()));
    }

    private void settle(long id, Outcome outcome) {
        transaction.executeWithoutResult(status -> asked.settle(id, outcome));
    }

    /** It costs nothing. */
    void notSent(long id) {
        transaction.executeWithoutResult(status -> asked.free(id));
    }

    /** The answered questions of a workload, the newest first, 20 at most. */
    List<AskedQuestion> answered(long workload) {
        return Objects.requireNonNull(transaction.execute(status -> asked.answered(workload)));
    }
}
