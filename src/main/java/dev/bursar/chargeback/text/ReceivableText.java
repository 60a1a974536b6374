package dev.bursar.chargeback.text;

import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.chargeback.corrections.Receivable.Charges;
import dev.bursar.ui.Formats;

/** What documents and statements of a month differ by, in words. */
public final class ReceivableText {
    private ReceivableText() {}

    /** {@code AWS's documents have $1.50 more than statements, because only one side has each change yet}. */
    public static String total(Receivable receivable) {
        return "AWS\u2019s documents have "
                + Formats.money(receivable.amount().abs(), receivable.currency())
                + (receivable.amount().signum() > 0 ? " more" : " less")
                + " than statements, because only one side has each change yet";
    }

    /** {@code Amazon EC2 in 1111-1111-1111}, {@code Document 4711}. */
    public static String name(Receivable.Line line) {
        return switch (line) {
            case Receivable.NotCharged(var charges, var amount) -> charges(charges);
            case Receivable.NotDocumented(var charges, var amount) -> charges(charges);
            case Receivable.LateDocument(var number, var amount) -> "Document " + number;
            case Receivable.BeforeClose(var amount) -> "Costs that changed between issue and close";
        };
    }

    /** Which side has it. */
    public static String side(Receivable.Line line) {
        return switch (line) {
            case Receivable.NotCharged any -> "changed after issue, on no statement yet";
            case Receivable.NotDocumented any -> "on statements, on no document yet";
            case Receivable.LateDocument any -> "came after the month was closed";
            case Receivable.BeforeClose any -> "on documents when the month was closed";
        };
    }

    private static String charges(Charges charges) {
        return charges.pool().isEmpty()
                ? charges.service() + " in " + Formats.account(charges.account())
                : "Shared pool " + charges.pool();
    }
}
