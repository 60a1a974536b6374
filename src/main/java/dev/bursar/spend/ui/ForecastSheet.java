package dev.bursar.spend.ui;

import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.forecast.Forecast;
import dev.bursar.spend.Outlook;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Months to come as a file: one line a currency and month, rounded as the page shows them. */
final class ForecastSheet {
    private ForecastSheet() {}

    static void write(List<Outlook> outlooks, Heading heading, TableFile file, Progress progress) throws IOException {
        progress.all(outlooks.stream().mapToLong(one -> one.months().size()).sum());
        file.head(
                heading,
                List.of(
                        Column.text("Month"),
                        Column.text("Currency"),
                        Column.money("Expected"),
                        Column.money("80% range from"),
                        Column.money("80% range to")));
        for (Outlook outlook : outlooks) {
            for (Outlook.Ahead month : outlook.months()) {
                Optional<Forecast.Range> range = month.forecast().flatMap(Forecast::range);
                file.row(outlook.currency(), new @Nullable Object[] {
                    month.month().toString(),
                    outlook.currency(),
                    AheadBlock.rounded(month.expected()),
                    range.map(one -> AheadBlock.rounded(one.low())).orElse(null),
                    range.map(one -> AheadBlock.rounded(one.high())).orElse(null)
                });
                progress.row();
            }
        }
    }
}
