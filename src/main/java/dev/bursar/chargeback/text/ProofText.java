package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ledger.proof.LedgerFlaw;
import dev.bursar.chargeback.ledger.proof.LedgerProof;
import dev.bursar.chargeback.ledger.proof.LedgerProof.Part;
import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.journal.Verification;
import dev.bursar.ui.Formats;
import module java.base;

/** What was proved of the ledger, one line a part, each with what is wrong below it. */
public final class ProofText {
    private ProofText() {}

    /** One line a part, each with what is wrong of it below, and what it comes to. */
    public static List<String> lines(LedgerVerification verification) {
        var lines = new ArrayList<String>();
        for (Compared compared : compared(verification)) {
            lines.add(compared.words());
            compared.flaws().forEach(flaw -> lines.add("  " + flaw));
        }
        lines.add(conclusion(verification));
        return lines;
    }

    /**
     * What was compared.
     *
     * @param words with how many
     * @param flaws a sentence each
     */
    public record Compared(String words, List<String> flaws) {
        public Compared {
            flaws = List.copyOf(flaws);
        }
    }

    /** The activity log first, on whose word the rest relies. */
    public static List<Compared> compared(LedgerVerification verification) {
        var compared = new ArrayList<Compared>();
        compared.add(
                switch (verification.log()) {
                    case Verification.Intact intact -> new Compared(intact.words(), List.of());
                    case Verification.Broken broken ->
                        new Compared(
                                "The activity log, on which all of this relies, has 1 difference:",
                                List.of(broken(broken, verification.lastEntry()), broken.whatToDo()));
                });
        for (Part part : verification.proof().parts()) {
            compared.add(new Compared(
                    line(part), part.flaws().stream().map(ProofText::words).toList()));
        }
        return compared;
    }

    private static String broken(Verification.Broken broken, Optional<Instant> lastEntry) {
        if (broken.flaw() == Verification.Flaw.REMADE) {
            return broken.words()
                    + " A database that was restored from an older backup and went on looks the same: entries that came after"
                    + " the backup are missing.";
        }
        if (broken.flaw() != Verification.Flaw.CUT) {
            return broken.words();
        }
        return "Entries after number " + Formats.count(broken.position() - 1)
                + lastEntry
                        .map(at -> ", the last one of " + Formats.momentWithYear(at) + ",")
                        .orElse("")
                + " are missing: a head that was kept elsewhere has a later one. What the ledger had since is missing, too.";
    }

    /** What it comes to, only of what was compared. */
    public static String conclusion(LedgerVerification verification) {
        LedgerProof proof = verification.proof();
        long flaws = proof.flaws() + (verification.log() instanceof Verification.Broken ? 1 : 0);
        if (flaws > 0) {
            return "The ledger is not as it was posted: " + Formats.count(flaws, "difference.", "differences.")
                    + " Someone changed the database directly, or it was restored from an older backup. Find out"
                    + " who had access to it, keep a copy of its current state, and compare it with an earlier"
                    + " backup.";
        }
        if (proof.looked() == 0) {
            return "The ledger has no transactions yet.";
        }
        return proof.since()
                .map(since -> "What is sealed in the activity log is intact. Sealed from " + Formats.date(day(since))
                        + " on; " + Formats.count(proof.unsealed(), "thing", "things")
                        + " from before that day were compared with each other, but have no seals.")
                .orElseGet(
                        () -> verification.log() instanceof Verification.Intact(long entries, int heads, long waiting)
                                        && heads == 0
                                ? "The ledger agrees with the activity log. No head that was kept elsewhere shows whether the log's last"
                                        + " entries are missing."
                                : "The ledger is intact.");
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static String line(Part part) {
        int flaws = part.flaws().size();
        return what(part) + " checked, "
                + (flaws == 0 ? "no difference." : Formats.count(flaws, "difference:", "differences:"));
    }

    private static String what(Part part) {
        long looked = part.looked();
        String transactions = Formats.count(looked, "transaction", "transactions");
        String statements = Formats.count(looked, "issued statement", "issued statements");
        return switch (part.about()) {
            case ZERO -> "Sums of transactions, zero in each currency: " + transactions;
            case CONTENT -> "Postings against the hashes of transactions: " + transactions;
            case LOG -> "Transactions against the activity log: " + transactions;
            case STATEMENTS -> "Statements against their hashes and the activity log: " + statements;
            case TOTALS -> "Totals of statements against postings: " + statements;
            case CLOSED_MONTHS ->
                "AWS account of closed months, zero: " + Formats.count(looked, "closed month", "closed months");
            case CORRECTIONS ->
                "Corrections of closed months against postings, by month and team: "
                        + Formats.count(looked, "correction", "corrections");
            case CUTS ->
                "Charges that statements were issued from, kept: "
                        + Formats.count(looked, "issue of statements", "issues of statements");
            case ALLOCATIONS ->
                "Kept charges against allocations, figures and postings: "
                        + Formats.count(looked, "issue of statements", "issues of statements");
            case SEALS -> "Seals in the activity log: " + Formats.count(looked, "seal", "seals");
        };
    }

    static String words(LedgerFlaw flaw) {
        return switch (flaw) {
            case LedgerFlaw.Unbalanced(long id) -> "Transaction " + id + " does not add up to zero.";
            case LedgerFlaw.Changed(long id) ->
                "Transaction " + id + " or one of its postings was changed after it was posted.";
            case LedgerFlaw.NotInLog(long id) -> "Transaction " + id + " is not in the activity log.";
            case LedgerFlaw.Gone(long id) -> "Transaction " + id + " is in the activity log, but not in the ledger.";
            case LedgerFlaw.OtherInLog(long id) -> "Transaction " + id + " has another hash in the activity log.";
            case LedgerFlaw.StatementChanged(String number, int version) ->
                statement(number, version) + " was changed after it was issued.";
            case LedgerFlaw.StatementNotInLog(String number, int version) ->
                statement(number, version) + " is not in the activity log with this content.";
            case LedgerFlaw.StatementGone(String number) ->
                "A version of statement " + number + " is in the activity log, but not among the statements.";
            case LedgerFlaw.NotZero(var month, var amount) ->
                Formats.month(month) + " is closed, but its AWS account comes to " + Formats.money(amount) + ".";
            case LedgerFlaw.OtherTotal(var month, int team, var total, var posted) ->
                "The statement of " + payer(team) + " for " + Formats.month(month) + " asks for " + Formats.money(total)
                        + ", but " + Formats.money(posted) + " is posted.";
            case LedgerFlaw.CutGone(var month, int issue) ->
                "Charges are missing that the statements of " + Formats.month(month) + " were issued from (issue "
                        + issue + ").";
            case LedgerFlaw.OtherAllocation(var month, int issue) ->
                "The charges, the allocation and the figures kept with the statements of " + Formats.month(month)
                        + " differ from each other (issue " + issue + ").";
            case LedgerFlaw.OtherShare(var month, int team, var allocated, var posted) ->
                "The kept allocation of " + Formats.month(month) + " gives " + payer(team) + " "
                        + Formats.money(allocated) + ", but " + Formats.money(posted) + " is posted.";
            case LedgerFlaw.OtherCorrection(var month, var of, int team, var kept, var posted) ->
                "Corrections of " + Formats.month(of) + " on the statement of " + payer(team) + " for "
                        + Formats.month(month) + " come to " + Formats.money(kept) + ", but " + Formats.money(posted)
                        + " is posted.";
            case LedgerFlaw.Unsealed unsealed -> SealText.words(unsealed);
        };
    }

    private static String payer(int team) {
        return team == 0 ? "Unallocated" : "team " + team;
    }

    private static String statement(String number, int version) {
        return "Version " + version + " of statement " + number;
    }
}
