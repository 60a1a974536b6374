package dev.bursar.chargeback.documents.ui;

import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.documents.DocumentRefused;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Problem;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/** What the page of AWS's documents says of one. */
public final class DocumentText {
    private DocumentText() {}

    /** Types that are new are said in AWS's words. */
    static String type(AwsDocument document) {
        return type(document.type());
    }

    static String type(String type) {
        String words = PlainText.cut(type.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT), 40);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String original(AwsDocument document) {
        return document.original() == null ? "" : "For " + document.original();
    }

    static String issued(AwsDocument document) {
        return document.issuedOn() == null ? "Not given" : Formats.date(document.issuedOn());
    }

    /**
     * When an invoice is to be paid, or that it is; empty for what asks for nothing.
     *
     * @param all documents, the receipts among them
     */
    static String due(AwsDocument document, Collection<AwsDocument> all) {
        if (!document.type().equals(AwsDocument.INVOICE) || !document.counts()) {
            return "";
        }
        return all.stream()
                .filter(other -> other.isReceiptOf(document))
                .findFirst()
                .map(receipt ->
                        receipt.issuedOn() == null ? "Paid" : "Paid, receipt of " + Formats.date(receipt.issuedOn()))
                .orElseGet(() -> document.dueOn() == null ? "" : "Due " + Formats.date(document.dueOn()));
    }

    /** Credit memos are negative, as they count. */
    static String amount(AwsDocument document) {
        return Formats.money(
                document.type().equals(AwsDocument.CREDIT_MEMO)
                        ? document.total().abs().negated()
                        : document.total());
    }

    /** Empty where it is paid in the currency of the services. */
    static String paid(AwsDocument document) {
        BigMoney paid = document.paid();
        return paid == null || paid.getCurrencyUnit().equals(document.total().getCurrencyUnit())
                ? ""
                : "Paid in " + Formats.money(paid);
    }

    static String source(AwsDocument document) {
        return document.typed() == null
                ? "Read from AWS"
                : "Typed in by " + PlainText.cut(document.typed(), 60) + ", " + day(document.firstSeen());
    }

    /** Whether it counts, and why not. */
    static String state(AwsDocument document) {
        return switch (document.state()) {
            case State.Voided(String by, Instant at, String reason) ->
                "Voided by " + PlainText.cut(by, 60) + ", " + day(at) + ": " + reason;
            case State.Replaced(Instant at) -> "Not counted: AWS has listed it itself since " + day(at);
            case State.Gone(Instant since) -> "Not counted: AWS stopped listing it on " + day(since);
            case State.Current current ->
                document.counts() ? "Counted" : "Not counted: " + type(document).toLowerCase(Locale.ROOT);
        };
    }

    /** What is wrong of a field, and what to do. */
    public static String refused(Field field, @Nullable Problem problem) {
        return switch (problem) {
            case null -> "";
            case DocumentRefused.TooLong(var longest) -> "Enter at most " + longest + " characters.";
            case DocumentRefused.NotAnAmount(var words) -> words;
            case DocumentRefused.NoDecimals(var currency) -> currency + " has no decimals. Enter a whole amount.";
            case DocumentRefused.ReadFromAws(var month) ->
                "Bursar has read this document from AWS, billed for " + Formats.month(month)
                        + ". You don\u2019t need to type it in.";
            case DocumentRefused.TypedInAlready(var by, var at) ->
                by + " typed in this document on " + day(at) + ". If it is wrong, void that one first.";
            case DocumentRefused.Plain plain ->
                switch (plain) {
                    case MISSING -> missing(field);
                    case CONTROL_CHARACTERS -> "Remove line breaks and control characters.";
                    case IN_THE_FUTURE ->
                        field == Field.BILLING_MONTH
                                ? "Choose a month that is not in the future."
                                : "Enter a date that is not in the future.";
                    case TOO_EARLY ->
                        field == Field.BILLING_MONTH
                                ? "Choose a month from January 2006 on."
                                : "Enter a date from 1 Jan 2006 on.";
                    case NOT_A_CURRENCY -> "Enter a currency code, such as USD.";
                    case TOO_LARGE -> "Enter an amount below 1,000,000,000,000.";
                    case CHANGED_MEANWHILE -> "Someone changed this document just now. Try again.";
                };
        };
    }

    private static String missing(Field field) {
        return switch (field) {
            case TYPE -> "Choose invoice or credit memo.";
            case NUMBER -> "Enter the document\u2019s number.";
            case SELLER -> "Enter who issued the document.";
            case BILLING_MONTH -> "Choose the month that the document bills.";
            case ISSUED_ON -> "Enter the issue date, such as 3 Nov 2026.";
            case CURRENCY -> "Enter a currency code, such as USD.";
            case TOTAL -> "Enter an amount above 0.";
            case REASON -> "Enter why the document is voided.";
        };
    }

    private static String day(Instant moment) {
        return Formats.date(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }
}
