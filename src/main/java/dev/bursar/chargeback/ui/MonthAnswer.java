package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import module java.base;

/**
 * Whether a month's charges match AWS's invoice, in words.
 *
 * @param style {@code success}, {@code danger} or {@code quiet}
 */
record MonthAnswer(Icons icon, String style, String title, String body) {
    /** @param finance whether the reader can type in documents */
    static MonthAnswer of(MonthRow row, Figures figures, boolean finance) {
        String month = Formats.month(row.month());
        String charges = money(figures.total(), figures);
        if (figures.difference().isPresent()) {
            return figures.agrees()
                    ? new MonthAnswer(
                            Icons.CIRCLE_CHECK,
                            "success",
                            month + " matches AWS\u2019s invoice"
                                    + (figures.accepted().signum() == 0 ? "" : ", with an accepted difference"),
                            matches(figures, charges))
                    : new MonthAnswer(
                            Icons.TRIANGLE_ALERT,
                            "danger",
                            month + " doesn\u2019t match AWS\u2019s invoice",
                            differs(figures, figures.difference().get()));
        }
        if (!row.over()) {
            return new MonthAnswer(
                    Icons.CIRCLE_DASHED,
                    "quiet",
                    month + " isn\u2019t over",
                    "The charges so far come to " + charges + ". AWS issues its invoice in the first days of "
                            + name(row.month().plusMonths(1)) + ".");
        }
        return row.documentsRead()
                .map(read -> new MonthAnswer(
                        Icons.CIRCLE_DASHED,
                        "quiet",
                        "AWS lists no invoice for " + month + " yet",
                        "The charges come to " + charges + ". AWS\u2019s documents were last read on "
                                + Formats.momentWithYear(read) + typing(finance)))
                .orElseGet(() -> new MonthAnswer(
                        Icons.CIRCLE_DASHED,
                        "quiet",
                        "AWS\u2019s invoice for " + month + " hasn\u2019t been read",
                        "The charges come to " + charges + ". The job Read AWS documents reads invoices every day"
                                + typing(finance)));
    }

    private static String typing(boolean finance) {
        return finance ? "; you can enter it yourself." : "; finance can enter it.";
    }

    /** {@code 3 documents total $559,504.27. The charges total $559,504.32; the $0.05 between them is AWS rounding.} */
    private static String matches(Figures figures, String charges) {
        BigDecimal rounding = figures.rounding().orElse(BigDecimal.ZERO);
        if (figures.accepted().signum() != 0 && figures.receivable().signum() == 0) {
            return asked(figures) + ". The charges total " + charges + ". Of what is between them "
                    + Formats.signed(figures.accepted(), figures.currency()) + " is a difference that finance accepted"
                    + (rounding.signum() == 0
                            ? "."
                            : ", and " + Formats.signed(rounding, figures.currency()) + " is AWS rounding.");
        }
        if (figures.receivable().signum() != 0) {
            return asked(figures) + ". Statements charge " + charges + "; costs changed by "
                    + Formats.signed(figures.receivable(), figures.currency()) + " after they were issued"
                    + (figures.accepted().signum() == 0
                            ? ""
                            : ", " + Formats.signed(figures.accepted(), figures.currency())
                                    + " is a difference that finance accepted")
                    + (rounding.signum() == 0 ? "." : ", and " + money(rounding.abs(), figures) + " is AWS rounding.");
        }
        return asked(figures)
                + (rounding.signum() == 0
                        ? ", exactly as much as the charges."
                        : ". The charges total " + charges + "; the " + money(rounding.abs(), figures)
                                + " between them is AWS rounding.");
    }

    private static String differs(Figures figures, BigDecimal difference) {
        BigDecimal rounding = figures.rounding().orElse(BigDecimal.ZERO);
        return asked(figures) + ". That is " + money(difference.abs(), figures)
                + (difference.signum() > 0 ? " more" : " less") + " than the charges of "
                + money(figures.total(), figures)
                + (rounding.signum() == 0 ? "" : " and AWS rounding of " + money(rounding, figures)) + ".";
    }

    private static String asked(Figures figures) {
        return Formats.count(figures.documentCount(), "document totals", "documents total") + " "
                + money(figures.documents().orElse(BigDecimal.ZERO), figures);
    }

    private static String money(BigDecimal amount, Figures figures) {
        return Formats.money(amount, figures.currency());
    }

    private static String name(YearMonth month) {
        return Formats.month(month).split(" ")[0];
    }
}
