package dev.bursar.spend.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.Granularity;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table and its chart as a file: one line a row and currency, all digits, no sums that would be added up again. UTF-8,
 * RFC 4180. Texts that a spreadsheet would run as a formula begin with an apostrophe; amounts never do.
 */
final class SpendCsv {
    private SpendCsv() {}

    /** {@code spend-by-team-effectivecost-2026-11-01-to-2026-11-23.csv}, the last day included. */
    static String fileName(SpendUrl url, LocalDate from, LocalDate to) {
        return "spend-by-%s-%s%s-%s-to-%s.csv"
                .formatted(
                        SpendUrl.word(url.by()),
                        url.cost().label().toLowerCase(Locale.ROOT),
                        url.view() == SpendUrl.View.CUMULATIVE ? "-cumulative" : "",
                        from,
                        to.minusDays(1));
    }

    static void write(OutputStream out, SpendAnswer answer, SpendUrl.View view) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        Dimension by = answer.question().groupBy();
        csv.writeRecord(head(answer, view));
        for (CurrencySpend spend : answer.currencies()) {
            for (Row row : spend.rows()) {
                csv.writeRecord(line(by, spend, row, view));
            }
        }
        csv.flush();
    }

    private static List<String> head(SpendAnswer answer, SpendUrl.View view) {
        String cost = answer.question().cost().label();
        boolean running = view == SpendUrl.View.CUMULATIVE;
        var head = new ArrayList<>(names(answer.question().groupBy()));
        head.add("Currency");
        head.add(cost + " " + answer.question().from() + " to "
                + answer.question().to().minusDays(1));
        for (LocalDate period : answer.periods()) {
            head.add(cost
                    + (running ? " up to " : " ")
                    + (answer.question().granularity() == Granularity.DAILY ? period : YearMonth.from(period)));
        }
        return head;
    }

    private static List<String> names(Dimension by) {
        return switch (by) {
            case TEAM -> List.of("Team", "Team number");
            case ACCOUNT -> List.of("Account", "SubAccountId");
            case TAG_VALUE -> List.of("Tag value", "Tagged");
            case SERVICE, RECORD_TYPE, CHARGE_CATEGORY -> List.of(by.label());
        };
    }

    private static List<String> line(Dimension by, CurrencySpend spend, Row row, SpendUrl.View view) {
        var line = new ArrayList<String>();
        line.add(guarded(row.label()));
        switch (by) {
            case TEAM, ACCOUNT -> line.add(guarded(row.key()));
            case TAG_VALUE -> line.add(row.key().isEmpty() ? "no" : "yes");
            case SERVICE, RECORD_TYPE, CHARGE_CATEGORY -> {}
        }
        line.add(spend.currency());
        line.add(row.total().toPlainString());
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : row.perPeriod()) {
            sum = sum.add(amount);
            line.add((view == SpendUrl.View.CUMULATIVE ? sum : amount).toPlainString());
        }
        return line;
    }

    /** As OWASP has it: what begins like a formula begins with an apostrophe instead. */
    static String guarded(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
