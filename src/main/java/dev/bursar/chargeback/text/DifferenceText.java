package dev.bursar.chargeback.text;

import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.DifferenceBound;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.ComparedDocuments;
import dev.bursar.chargeback.month.DifferenceService.Difference;
import dev.bursar.chargeback.month.FirstLook;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** What documents ask for beyond charges and rounding, in words. */
public final class DifferenceText {
    private static final int LONGEST = 60;

    private DifferenceText() {}

    /** Whether it is accepted, or can be, and what to do otherwise. */
    public static String state(Difference difference) {
        Figures figures = difference.figures();
        String amount = signed(figures.unexplained(), figures);
        if (difference.holds()) {
            AcceptedDifference accepted = difference.accepted().orElseThrow();
            return amount + " is accepted by " + by(accepted)
                    + ". It is posted to the account Accepted differences, and no team pays it.";
        }
        String before = difference
                .accepted()
                .map(one -> signed(one.amount(), figures) + " was accepted by " + by(one)
                        + ". That no longer holds, because "
                        + (figures.difference().isEmpty()
                                ? "no document counts any more. "
                                : "the difference is now " + money(figures.unexplained(), figures) + ". "))
                .orElse("");
        if (figures.unexplained().signum() == 0) {
            return before + "Closing the month reverses it in the ledger.";
        }
        if (!difference.over()) {
            return before + Formats.month(difference.month())
                    + " isn\u2019t over. Its charges and documents are not complete yet.";
        }
        if (!figures.isAcceptable()) {
            return before + "It is more than the " + bound(figures)
                    + " that finance can accept in this month. Compare the documents with AWS\u2019s bill.";
        }
        return before + "Finance can accept differences of up to " + bound(figures) + " in this month, with a reason"
                + (difference.next() ? "." : ", once it is the earliest open month of the ledger.");
    }

    /** What of a month's documents finance accepted; empty for nothing. */
    public static Optional<String> accepted(Figures figures) {
        return figures.accepted().signum() == 0
                ? Optional.empty()
                : Optional.of("Finance accepted a difference of " + signed(figures.accepted(), figures)
                        + ". It is posted to the account Accepted differences.");
    }

    private static String by(AcceptedDifference accepted) {
        return PlainText.cut(accepted.by(), LONGEST) + ", " + Formats.momentWithYear(accepted.at());
    }

    /** Of what is between documents and charges what is rounding. */
    public static String gap(Figures figures) {
        BigDecimal rounding = figures.rounding().orElse(BigDecimal.ZERO);
        return "AWS rounding is " + signed(rounding, figures) + ", " + rounding(figures) + "."
                + (figures.guessed()
                        ? " That is a guess: Cost Explorer\u2019s charges don\u2019t tell usage types, so AWS may have"
                                + " rounded more lines."
                        : "")
                + (figures.receivable().signum() == 0
                        ? ""
                        : " Costs changed by " + signed(figures.receivable(), figures)
                                + " after statements were issued.");
    }

    /** {@code up to ±$0.21 on 441 lines}. */
    public static String rounding(Figures figures) {
        return "up to \u00B1" + money(figures.mostRounding(), figures) + " on "
                + Formats.count(figures.lines(), "line", "lines");
    }

    private static String bound(Figures figures) {
        return money(figures.mostAccepted(), figures);
    }

    /** {@code Invoice 4711}, {@code Invoice 4711 with 1 credit memo}, {@code 2 documents}. */
    public static String name(ComparedDocuments compared) {
        AwsDocument first = compared.documents().getFirst();
        int others = compared.documents().size() - 1;
        if (others == 0) {
            return name(first);
        }
        return !isMemo(first) && compared.documents().stream().skip(1).allMatch(DifferenceText::isMemo)
                ? name(first) + " with " + Formats.count(others, "credit memo", "credit memos")
                : Formats.count(others + 1L, "document", "documents");
    }

    private static boolean isMemo(AwsDocument document) {
        return document.type().equals(AwsDocument.CREDIT_MEMO);
    }

    /** {@code Invoice 4711}. */
    public static String name(AwsDocument document) {
        return (isMemo(document) ? "Credit memo " : "Invoice ") + PlainText.cut(document.number(), LONGEST);
    }

    /** Which charges they are for. */
    public static String charges(ComparedDocuments compared) {
        return compared.service().map(service -> "charges of " + service).orElse("all other charges");
    }

    /** {@code Invoice 4711}, {@code AWS Support in 1111-1111-1111}. */
    public static String name(FirstLook look) {
        return switch (look) {
            case FirstLook.SameDocument(var document) -> name(document);
            case FirstLook.TypedDocument(var document) -> name(document);
            case FirstLook.SameCharges(var place, var now, var before) -> name(place);
            case FirstLook.ChangedCharges(var place, var now, var before) -> name(place);
            case FirstLook.LargeCharges(var place, var now) -> name(place);
        };
    }

    private static String name(FirstLook.Place place) {
        return place.service() + " in " + Formats.account(place.account());
    }

    /** Why to look there. */
    public static String why(FirstLook look, Figures figures) {
        return switch (look) {
            case FirstLook.SameDocument any -> "asks for exactly the difference";
            case FirstLook.TypedDocument any -> "was typed in";
            case FirstLook.SameCharges(var place, var now, var before) ->
                now.setScale(2, RoundingMode.HALF_UP)
                                        .abs()
                                        .compareTo(figures.unexplained().abs())
                                == 0
                        ? "comes to exactly the difference"
                        : "changed by exactly the difference since the month before";
            case FirstLook.ChangedCharges(var place, var now, var before) ->
                before.signum() == 0
                        ? "is new"
                        : now.signum() == 0
                                ? "has no charges, and had " + money(before, figures) + " in the month before"
                                : "was " + money(before, figures) + " in the month before";
            case FirstLook.LargeCharges any -> "is among the largest charges; the month before is not known";
        };
    }

    /** What is there now. */
    public static String amount(FirstLook look, Figures figures) {
        return switch (look) {
            case FirstLook.SameDocument(var document) -> amount(document);
            case FirstLook.TypedDocument(var document) -> amount(document);
            case FirstLook.SameCharges(var place, var now, var before) -> money(now, figures);
            case FirstLook.ChangedCharges(var place, var now, var before) -> money(now, figures);
            case FirstLook.LargeCharges(var place, var now) -> money(now, figures);
        };
    }

    private static String amount(AwsDocument document) {
        return document.amount().map(Formats::money).orElse("");
    }

    public static String link(FirstLook look, YearMonth month) {
        return switch (look) {
            case FirstLook.SameDocument any -> DocumentLinks.month(month);
            case FirstLook.TypedDocument any -> DocumentLinks.month(month);
            case FirstLook.SameCharges any -> "";
            case FirstLook.ChangedCharges any -> "";
            case FirstLook.LargeCharges any -> "";
        };
    }

    public static String refused(Why why) {
        return switch (why) {
            case NOT_OPEN ->
                "Differences are accepted in the earliest open month of the ledger, once it is over. Nothing was"
                        + " changed.";
            case CLOSED -> "Someone else closed the month in the meantime. Nothing was changed. Reload the page.";
            case CHANGED -> "The difference changed since you looked. Nothing was accepted. Look again.";
            case ACCEPTED -> "Someone else accepted it in the meantime. Reload the page.";
            case NOT_ACCEPTED -> "Someone else took it back in the meantime. Reload the page.";
            case TOO_LARGE -> "The difference is more than finance can accept. Nothing was changed.";
            case NO_REASON -> "Enter a reason.";
            case REASON_TOO_LONG -> "Enter at most 500 characters.";
            case CONTROL_CHARACTERS -> "Remove characters that can\u2019t be shown.";
            case AMOUNT_OUT_OF_RANGE ->
                "Enter 0 to " + Formats.number(DifferenceBound.HIGHEST_AMOUNT, 2) + ", with at most two decimals.";
            case SHARE_OUT_OF_RANGE ->
                "Enter 0 to "
                        + Formats.number(DifferenceBound.HIGHEST_SHARE.movePointRight(2), 0)
                        + ", with at most four decimals.";
        };
    }

    private static String money(BigDecimal amount, Figures figures) {
        return Formats.money(amount, figures.currency());
    }

    private static String signed(BigDecimal amount, Figures figures) {
        return Formats.signed(amount, figures.currency());
    }
}
