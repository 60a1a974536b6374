package dev.bursar.chargeback.ledger.text;

import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.ui.Formats;
import module java.base;
import org.joda.money.BigMoney;

/** Accounts and transactions of the ledger in words. */
public final class LedgerText {
    /** Why an accepted difference is reversed that doesn't hold any more, as the ledger keeps it. */
    public static final String DIFFERENCE_CHANGED = "The difference has changed since it was accepted.";

    public static final String NOT_VERIFIED = "The ledger could not be verified.";

    private LedgerText() {}

    /** What to do where it could not be verified. */
    public static String verifyAgain(String reference) {
        return "Verify again. If it fails again, give your admin reference " + reference + ".";
    }

    /** @param teams names by number */
    public static String account(LedgerAccount account, Map<Integer, String> teams) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> teams.getOrDefault(team, "Team " + team);
            case Fixed fixed ->
                switch (fixed) {
                    case UNALLOCATED -> "Unallocated";
                    case INTERNAL -> "Internal";
                    case AWS -> "AWS";
                    case AWS_RECEIVABLE -> "AWS receivable";
                    case AWS_ROUNDING -> "AWS rounding";
                    case ACCEPTED_DIFFERENCES -> "Accepted differences";
                    case AWS_PAYABLE -> "AWS payable";
                };
        };
    }

    /** What is on an account that is no team's, as the end of a sentence that begins with its name. */
    public static String holds(Fixed account) {
        return switch (account) {
            case UNALLOCATED -> "holds costs that no team owns";
            case INTERNAL -> "holds what the organisation pays for itself";
            case AWS -> "holds charges not yet matched by documents; it is zero once a month is closed";
            case AWS_RECEIVABLE -> "holds what is still to appear on a document or a statement";
            case AWS_ROUNDING -> "holds the rounding in AWS\u2019s documents";
            case ACCEPTED_DIFFERENCES -> "holds the differences between documents and charges that finance accepted";
            case AWS_PAYABLE -> "holds invoiced amounts, as negatives";
        };
    }

    public static String kind(Kind kind) {
        return switch (kind) {
            case STATEMENT -> "Statement";
            case REVERSAL -> "Reversal";
            case DOCUMENTS -> "AWS documents";
            case ADJUSTMENT -> "Adjustment";
            case DIFFERENCE -> "Accepted difference";
        };
    }

    /** {@code Statement of Research}, {@code Reversal of 12: statement of Research}. */
    public static String what(LedgerRow row, Map<Integer, String> teams) {
        return row.corrects()
                .map(id -> "Reversal of " + id + ": " + lower(itself(row, teams)))
                .orElseGet(() -> itself(row, teams));
    }

    private static String itself(LedgerRow row, Map<Integer, String> teams) {
        return switch (row.of()) {
            case STATEMENT -> {
                List<String> owed = names(row, teams, line -> LedgerRow.isOwed(line.account()));
                yield owed.isEmpty() ? "Statement" : "Statement of " + joined(owed);
            }
            case DOCUMENTS -> "AWS documents";
            case ADJUSTMENT -> {
                boolean back = row.corrects().isPresent();
                yield "Adjustment from "
                        + joined(names(row, teams, line -> line.amount().isNegative() != back))
                        + " to "
                        + joined(names(row, teams, line -> line.amount().isPositive() != back));
            }
            case DIFFERENCE -> "Accepted difference";
            case REVERSAL -> "Reversal";
        };
    }

    private static String lower(String words) {
        return words.startsWith("AWS") ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static List<String> names(LedgerRow row, Map<Integer, String> teams, Predicate<LedgerRow.Line> which) {
        return row.lines().stream()
                .filter(which)
                .map(line -> account(line.account(), teams))
                .distinct()
                .toList();
    }

    private static String joined(List<String> names) {
        return names.size() == 1 ? names.getFirst() : Formats.count(names.size(), "account", "accounts");
    }

    /** {@code $12.50, EUR 3.00}. */
    public static String money(Collection<BigMoney> amounts) {
        return amounts.stream().map(Formats::money).collect(Collectors.joining(", "));
    }
}
