package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.mails.ViewMails.Words;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What a mail says of a view: its figures as the page's table has them, for who reads text and for who reads HTML. */
final class ViewMailText {
    private static final int MOST_ROWS = 30;
    private static final String CELL = "padding:4px 12px 4px 0;border-bottom:1px solid #d9dce3;";

    private ViewMailText() {}

    /**
     * One currency's figures.
     *
     * @param head first of what, then of figures
     * @param foot sums, the same columns
     */
    record Table(String title, List<String> head, List<List<String>> rows, List<String> foot) {
        Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
            foot = List.copyOf(foot);
        }
    }

    static Table table(
            Dimension by, LocalDateRange days, @Nullable DayRange before, CurrencySpend spend, boolean manyCurrencies) {
        var head = new ArrayList<>(List.of(by.label(), Formats.shortRange(days)));
        if (before != null) {
            head.add(SpendText.compared(before));
            head.add("Change");
        }
        head.add("Share");
        var rows = new ArrayList<List<String>>();
        spend.rows().stream()
                .limit(MOST_ROWS)
                .forEach(row ->
                        rows.add(line(PlainText.cut(row.label(), 60), row.total(), row.before(), before, spend)));
        List<Row> more = spend.rows().stream().skip(MOST_ROWS).toList();
        if (!more.isEmpty()) {
            rows.add(line(more.size() + " more", sum(more, Row::total), sum(more, Row::before), before, spend));
        }
        return new Table(
                SpendText.by(by) + (manyCurrencies ? ", " + spend.currency() : ""),
                head,
                rows,
                line("Total", spend.total(), spend.before(), before, spend));
    }

    static Table table(Outlook outlook) {
        String currency = outlook.currency();
        boolean ranges = OutlookSection.hasRange(outlook);
        return new Table(
                "Forecast, " + currency,
                ranges ? List.of("Month", "Expected", "80% range") : List.of("Month", "Expected"),
                outlook.months().stream()
                        .map(month -> line(
                                Formats.month(month.month()),
                                Formats.forecast(month.expected(), currency),
                                month.forecast().flatMap(Forecast::range),
                                currency,
                                ranges))
                        .toList(),
                line("Total", Formats.forecast(outlook.expected(), currency), outlook.range(), currency, ranges));
    }

    private static List<String> line(
            String name, String expected, Optional<Forecast.Range> range, String currency, boolean ranges) {
        return ranges ? List.of(name, expected, range(range, currency)) : List.of(name, expected);
    }

    private static String range(Optional<Forecast.Range> range, String currency) {
        return range.map(one -> ForecastText.range(one, currency)).orElse("");
    }

    private static BigDecimal sum(List<Row> rows, Function<Row, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> line(
            String name, BigDecimal total, BigDecimal was, @Nullable DayRange before, CurrencySpend spend) {
        var line = new ArrayList<>(List.of(name, Formats.money(total, spend.currency())));
        if (before != null) {
            line.add(Formats.money(was, spend.currency()));
            line.add(Formats.signed(total.subtract(was), spend.currency()));
        }
        line.add(Formats.share(total, spend.total()).orElse(""));
        return line;
    }

    /**
     * @param name of the view, or the page's
     * @param period its days
     * @param facts what the figures are and how final
     * @param link to the page with the same days
     */
    static Words words(String name, String period, List<String> facts, List<Table> tables, String link) {
        String title = PlainText.cut(name, 100) + ", " + period;
        var text = new StringBuilder(title).append('\n');
        var html = new StringBuilder(
                "<!DOCTYPE html><html lang=\"en\"><body style=\"font-family:sans-serif;font-size:14px;"
                        + "line-height:20px;color:#1d2129\"><h1 style=\"font-size:20px;line-height:26px;margin:0\">");
        html.append(escaped(title)).append("</h1>");
        facts.forEach(fact -> {
            text.append(fact).append('\n');
            html.append("<p style=\"margin:4px 0;color:#5d5d5e\">")
                    .append(escaped(fact))
                    .append("</p>");
        });
        html.append("<p><img src=\"cid:picture\" alt=\"Chart: ")
                .append(escaped(title))
                .append(". The table has the same figures.\" style=\"max-width:100%;height:auto\"></p>");
        tables.forEach(table -> {
            text.append('\n').append(table.title()).append('\n');
            plain(table, text);
            shown(table, html);
        });
        text.append("\nOpen it in Bursar: ")
                .append(link)
                .append("\n\n")
                .append(END)
                .append('\n');
        html.append("<p><a href=\"")
                .append(escaped(link))
                .append("\">Open it in Bursar</a></p><p style=\"font-size:12px;color:#5d5d5e\">")
                .append(END)
                .append("</p></body></html>");
        return new Words(title, text.toString(), html.toString());
    }

    private static final String END = "You sent this to yourself. It shows what you may see in Bursar.";

    private static void plain(Table table, StringBuilder text) {
        Stream.of(Stream.of(table.head()), table.rows().stream(), Stream.of(table.foot()))
                .flatMap(lines -> lines)
                .forEach(line -> text.append(
                                line.stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining("  ")))
                        .append('\n'));
    }

    private static void shown(Table table, StringBuilder html) {
        html.append("<h2 style=\"font-size:15px;margin:16px 0 4px\">")
                .append(escaped(table.title()))
                .append("</h2><table style=\"border-collapse:collapse;font-size:13px\"><thead>");
        row(table.head(), "th", "color:#5d5d5e;font-weight:500;", html);
        html.append("</thead><tbody>");
        table.rows().forEach(row -> row(row, "td", "", html));
        html.append("</tbody><tfoot>");
        row(table.foot(), "td", "font-weight:600;", html);
        html.append("</tfoot></table>");
    }

    private static void row(List<String> cells, String tag, String style, StringBuilder html) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            html.append('<')
                    .append(tag)
                    .append(tag.equals("th") ? " scope=\"col\"" : "")
                    .append(" style=\"")
                    .append(CELL)
                    .append(style)
                    .append(i == 0 ? "text-align:left" : "text-align:right;white-space:nowrap")
                    .append("\">")
                    .append(escaped(cells.get(i)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>");
    }

    /** Names of things may be anything, markup too. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
