package dev.bursar.spend.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.Granularity;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.DayRange;
import dev.bursar.spend.SpendAnswer.Part;
import dev.bursar.spend.SpendAnswer.Row;
import dev.bursar.ui.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table and its chart as a file: one line a row and currency, with a second dimension one a part, all digits, no sums that
 * would be added up again. What is compared follows the sum; then come the periods, which daily parts have none of. UTF-8,
 * RFC 4180. Texts that a spreadsheet would run as a formula begin with an apostrophe; amounts never do.
 */
final class SpendCsv {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private SpendCsv() {}

    /** {@code spend-by-team-effectivecost-2026-11-01-to-2026-11-23.csv}, the last day included. */
    static String fileName(SpendUrl url, LocalDate from, LocalDate to) {
        Dimension then = url.thenBy();
        return "spend-by-%s-%s%s-%s-to-%s.csv"
                .formatted(
                        SpendUrl.word(url.by()) + (then == null ? "" : "-and-" + SpendUrl.word(then)),
                        url.cost().label().toLowerCase(Locale.ROOT),
                        url.view() == SpendUrl.View.CUMULATIVE ? "-cumulative" : "",
                        from,
                        to.minusDays(1));
    }

    static void write(OutputStream out, SpendAnswer answer, SpendUrl.View view) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        Dimension by = answer.question().groupBy();
        Dimension then = answer.question().thenBy();
        csv.writeRecord(head(answer, view));
        for (CurrencySpend spend : answer.currencies()) {
            for (Row row : spend.rows()) {
                List<String> names = named(by, row.key(), row.label());
                if (then == null) {
                    csv.writeRecord(
                            line(answer, spend.currency(), names, row.total(), row.before(), row.perPeriod(), view));
                }
                for (Part part : row.parts()) {
                    var both = new ArrayList<>(names);
                    both.addAll(named(java.util.Objects.requireNonNull(then), part.key(), part.label()));
                    csv.writeRecord(
                            line(answer, spend.currency(), both, part.total(), part.before(), part.perPeriod(), view));
                }
            }
        }
        csv.flush();
    }

    private static List<String> head(SpendAnswer answer, SpendUrl.View view) {
        String cost = answer.question().cost().label()
                + SpendWords.without(answer.question().without())
                        .map(words -> " " + words)
                        .orElse("");
        boolean running = view == SpendUrl.View.CUMULATIVE;
        Dimension then = answer.question().thenBy();
        var head = new ArrayList<>(names(answer.question().groupBy()));
        if (then != null) {
            head.addAll(names(then));
        }
        head.add("Currency");
        head.add(cost
                + days(new DayRange(answer.question().from(), answer.question().to())));
        DayRange before = answer.question().before();
        if (before != null) {
            head.add(cost + days(before));
            head.add("Change");
            head.add("Change %");
        }
        if (hasPeriods(answer)) {
            for (LocalDate period : answer.periods()) {
                head.add(cost
                        + (running ? " up to " : " ")
                        + (answer.question().granularity() == Granularity.DAILY ? period : YearMonth.from(period)));
            }
        }
        return head;
    }

    private static String days(DayRange days) {
        return " " + days.from() + " to " + days.to().minusDays(1);
    }

    private static boolean hasPeriods(SpendAnswer answer) {
        return answer.question().thenBy() == null || answer.question().granularity() == Granularity.MONTHLY;
    }

    private static List<String> names(Dimension by) {
        return switch (by) {
            case TEAM -> List.of("Team", "Team number");
            case ACCOUNT -> List.of("Account", "SubAccountId");
            case TAG_VALUE -> List.of("Tag value", "Tagged");
            case SERVICE, RECORD_TYPE, CHARGE_CATEGORY -> List.of(by.label());
        };
    }

    private static List<String> named(Dimension by, String key, String label) {
        return switch (by) {
            case TEAM, ACCOUNT -> List.of(CsvText.guarded(label), CsvText.guarded(key));
            case TAG_VALUE -> List.of(CsvText.guarded(label), key.isEmpty() ? "no" : "yes");
            case SERVICE, RECORD_TYPE, CHARGE_CATEGORY -> List.of(CsvText.guarded(label));
        };
    }

    private static List<String> line(
            SpendAnswer answer,
            String currency,
            List<String> names,
            BigDecimal total,
            BigDecimal before,
            List<BigDecimal> perPeriod,
            SpendUrl.View view) {
        var line = new ArrayList<>(names);
        line.add(currency);
        line.add(total.toPlainString());
        if (answer.question().before() != null) {
            line.add(before.toPlainString());
            line.add(total.subtract(before).toPlainString());
            line.add(percent(total, before));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : perPeriod) {
            sum = sum.add(amount);
            line.add((view == SpendUrl.View.CUMULATIVE ? sum : amount).toPlainString());
        }
        return line;
    }

    /** Four decimals of a percent of what was; empty where that was nothing or less. */
    private static String percent(BigDecimal total, BigDecimal before) {
        return before.signum() <= 0
                ? ""
                : total.subtract(before)
                        .multiply(HUNDRED)
                        .divide(before, 4, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
