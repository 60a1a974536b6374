package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfPages.Foot;
import dev.bursar.chargeback.files.PdfTable.Rule;
import dev.bursar.chargeback.files.PdfType.Style;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NumberStyles;
import dev.bursar.ui.PlainText;
import java.util.List;

/** A statement as a document on A4. For one thread. */
final class StatementPdf {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_IN_FOOT = 30;
    private static final float RIGHT = 190;
    private static final float SPACE = 13;

    private final PdfType type = new PdfType();

    byte[] document(Statement statement) {
        return NumberStyles.usual(() -> {
            // drawn twice: only then the number of pages is known
            int pages = drawn(statement, 0).count();
            return drawn(statement, pages).finish();
        });
    }

    private PdfPages drawn(Statement statement, int count) {
        String month = Formats.month(statement.month());
        var pages = new PdfPages(
                type,
                PlainText.cut(StatementWords.title(statement), LONGEST_NAME) + ", " + month,
                StatementWords.at(statement),
                new Foot(foot(statement), count));
        pages.add(header(statement), totals(statement));
        pages.space(4);
        pages.add(facts(statement));
        pages.space(SPACE);
        List<InCurrency> currencies = statement.currencies();
        if (currencies.isEmpty()) {
            pages.add(new PdfTable(type, PdfPages.WIDTH)
                    .row(Rule.NONE)
                    .text("No charges in " + month + ", directly or as a part of a pool.", Style.BODY));
            pages.space(SPACE);
        }
        for (InCurrency in : currencies) {
            if (currencies.size() > 1) {
                pages.need(140);
                pages.add(new PdfTable(type, PdfPages.WIDTH)
                        .row(Rule.NONE)
                        .text("Charges in " + in.currency(), Style.HEADING));
                pages.space(6);
            }
            var tables = new StatementTables(type, statement, in);
            List<PdfTable> lines = tables.lines();
            for (PdfTable table : lines) {
                if (table == lines.getLast()) {
                    pages.addWith(table, SPACE, tables.total());
                } else {
                    pages.add(table);
                }
                pages.space(SPACE);
            }
            if (lines.isEmpty()) {
                pages.add(tables.total());
                pages.space(SPACE);
            }
            pages.add(tables.bridge());
            pages.space(SPACE);
        }
        if (statement.issued().isEmpty()) {
            pages.add(mayChange(statement));
        } else if (!StatementText.why(statement).isEmpty()) {
            pages.add(why(statement));
        }
        return pages;
    }

    private static String foot(Statement statement) {
        return String.join(
                " \u00B7 ",
                PlainText.cut(StatementWords.name(statement), LONGEST_IN_FOOT),
                Formats.month(statement.month()),
                StatementWords.called(statement),
                StatementWords.cost(statement.currencies()).replace(" \u00B7 ", ", "),
                "Costs as of " + Formats.momentWithYear(statement.cut().observedAt()));
    }

    private PdfTable header(Statement statement) {
        var table = new PdfTable(type, PdfPages.WIDTH - RIGHT);
        table.row(Rule.NONE).text(PlainText.cut(StatementWords.title(statement), LONGEST_NAME), Style.TITLE);
        table.row(Rule.NONE)
                .text(
                        Formats.month(statement.month())
                                + (statement.team() == 0
                                        ? ""
                                        : ", " + PlainText.cut(StatementWords.costCentre(statement), LONGEST_NAME)),
                        Style.HEADING);
        return table;
    }

    private PdfTable facts(Statement statement) {
        var table = new PdfTable(type, PdfPages.WIDTH);
        table.row(Rule.NONE).text(StatementWords.finality(statement), Style.BODY);
        table.row(Rule.NONE).text(StatementWords.cost(statement.currencies()), Style.BODY);
        statement
                .ended()
                .ifPresent(end -> table.row(Rule.NONE)
                        .text("The team ended on " + Formats.date(end.minusDays(1)) + ".", Style.BODY));
        if (statement.agrees()) {
            table.row(Rule.NONE)
                    .text(
                            "All charges of " + Formats.month(statement.month()) + " match AWS\u2019s invoice.",
                            Style.BODY);
        }
        return table;
    }

    private PdfTable totals(Statement statement) {
        var table = new PdfTable(type, RIGHT);
        if (!statement.currencies().isEmpty()) {
            table.row(Rule.NONE).figure(statement.team() == 0 ? "Belongs to no team" : "To be charged", Style.NOTE);
        }
        String last = Formats.month(statement.month().minusMonths(1));
        for (InCurrency in : statement.currencies()) {
            table.row(Rule.NONE).figure(Formats.money(in.total(), in.currency()), Style.FIGURE);
            table.row(Rule.NONE)
                    .figure(
                            in.comparedWith()
                                    .map(before -> Formats.change(in.total(), before, in.currency())
                                                    .text() + " vs " + last)
                                    .orElseGet(() -> in.notCompared(last)),
                            Style.NOTE);
        }
        return table;
    }

    private PdfTable why(Statement statement) {
        var table = new PdfTable(type, PdfPages.WIDTH);
        table.row(Rule.NONE).text(StatementText.why(statement), Style.BODY);
        return table;
    }

    private PdfTable mayChange(Statement statement) {
        var table = new PdfTable(type, 10, PdfPages.WIDTH - 10);
        table.row(Rule.NONE).wide("What may still change this statement", Style.STRONG);
        for (String sentence : StatementText.mayChange(statement)) {
            table.keptRow(Rule.NONE).text("\u2022", Style.BODY).text(sentence, Style.BODY);
        }
        return table;
    }
}
