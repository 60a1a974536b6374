package dev.bursar.budgets.aws;

import dev.bursar.sync.daily.DailyReadings.Refusal;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * AWS's budgets as they were read last.
 *
 * @param readAt null while they have not been read
 * @param refusal why the last run could not read them; null where it did
 * @param rows as AWS lists them
 */
public record AwsBudgetList(
        @Nullable Instant readAt, @Nullable Refusal refusal, List<AwsBudgetRow> rows) {
    public AwsBudgetList {
        rows = List.copyOf(rows);
    }
}
