package dev.bursar.efficiency.logs;

import dev.bursar.efficiency.proposal.EfficiencyAction;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
                question.name().toLowerCase(Locale.ROOT),
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
                "traces",
                "Slowest traces",
                hours,
                path.usd(),
                path.mostUsd()));
    }

    private long reserve(AskedQuestions.Asked question) {
        if (question.mostUsd().compareTo(LogService.MOST_USD_A_QUESTION) > 0) {
            throw new LogRefused("This would cost about " + usd(question.usd()) + ", and a question may cost "
                    + usd(LogService.MOST_USD_A_QUESTION) + " at most. Choose fewer hours.");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            BigDecimal spent = asked.spentToday();
            if (spent.add(question.mostUsd()).compareTo(LogService.MOST_USD_A_DAY) > 0) {
                throw new LogRefused(
                        "Questions to logs and traces have cost " + usd(spent) + " today, and they may cost "
                                + usd(LogService.MOST_USD_A_DAY)
                                + " a day. Ask again tomorrow (UTC), or choose fewer hours.");
            }
            return asked.add(question);
        }));
    }

    void settle(long id, BigDecimal usd, @Nullable Long bytes, @Nullable Long traces) {
        transaction.executeWithoutResult(status -> asked.settle(id, usd, bytes, traces));
    }

    /** It costs nothing. */
    void notSent(long id) {
        settle(id, BigDecimal.ZERO, null, null);
    }

    private static String usd(BigDecimal amount) {
        return Formats.price(amount, "USD");
    }
}
