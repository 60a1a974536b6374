package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ledger.proof.LedgerFlaw.Unsealed;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.ui.Formats;

/** What isn't as the activity log sealed it: which thing, of which month, and what of it the seal covers. */
final class SealText {
    private SealText() {}

    static String words(Unsealed flaw) {
        String where = flaw.month().map(month -> " of " + Formats.month(month)).orElse("");
        String thing = thing(flaw.kind(), flaw.called(), where);
        String entry = flaw.entry() == 0 ? "" : " (entry " + flaw.entry() + ")";
        return switch (flaw.how()) {
            case CHANGED ->
                thing + " differs from its seal in the activity log" + entry + ": " + covered(flaw.kind()) + ".";
            case ADDED -> thing + " is not in the activity log. It was added to the database directly.";
            case GONE ->
                flaw.kind() == Sealed.CLOSING
                        ? "The activity log tells that the month" + where.replace(" of ", " ") + " was closed" + entry
                                + ", but the ledger doesn't have it as closed."
                        : thing + " is missing. "
                                + (entry.isEmpty()
                                        ? "It was there when sealing began."
                                        : "The activity log tells of it" + entry + ".");
            case SEALED_AGAIN -> thing + " has two different seals in the activity log" + entry + ".";
        };
    }

    private static String thing(Sealed kind, String called, String where) {
        return switch (kind) {
            case FIRST_MONTH -> "The first month of the ledger";
            case TRANSACTION -> "Transaction " + called + where;
            case ISSUE -> "Issue " + called + " of the statements" + where;
            case ALLOCATION -> "The allocation kept with issue " + called + " of the statements" + where;
            case CUT -> "The list of charges that the statements" + where + " were issued from";
            case CORRECTIONS -> "The list of corrections kept with issue " + called + " of the statements" + where;
            case STATEMENT -> "Statement " + called + where;
            case ANSWER -> "What was answered to statement " + called + where;
            case DISPUTE -> "A dispute of statement " + called + where;
            case DISPUTE_ANSWER -> "The answer to a dispute of statement " + called + where;
            case ADJUSTMENT -> "Adjustment " + called + where;
            case DECISION -> "The decision on adjustment " + called + where;
            case DIFFERENCE -> "The accepted difference in " + called + where;
            case DOCUMENT -> "AWS document " + called + where;
            case CLOSING -> "The closing" + where;
            case POOLS -> "The list of shared pools" + where;
        };
    }

    /** What of it is sealed, in the words of the pages. */
    private static String covered(Sealed kind) {
        return switch (kind) {
            case FIRST_MONTH -> "the month, who chose it or when";
            case TRANSACTION -> "who posted it, when, or for which reason";
            case ISSUE -> "who issued it, when, the reason or the answer day";
            case ALLOCATION -> "pools, weights, shares or sums";
            case CUT -> "amounts, owners or rows of it";
            case CORRECTIONS -> "a row was changed, added or removed";
            case STATEMENT -> "its team, version, totals or transaction";
            case ANSWER -> "accepted, withdrawn or missing, by whom or when";
            case DISPUTE -> "its line, amount, reason, who disputed it or when";
            case DISPUTE_ANSWER -> "what was answered, why, by whom or when";
            case ADJUSTMENT -> "its accounts, amount, reason, who proposed it or when";
            case DECISION -> "its transaction, reason, who decided it or when";
            case DIFFERENCE -> "its amount, reason, bound, who accepted it or when";
            case DOCUMENT -> "its total, month or another field, or whether it counts";
            case CLOSING -> "its figures, who closed it or when";
            case POOLS -> "a pool's name, charges, split or numbers";
        };
    }
}
