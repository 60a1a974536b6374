package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.org.OrgLinks;
import dev.bursar.ui.Formats;
import module java.base;

/**
 * A check of a month in words.
 *
 * @param name what is: another one where it isn't met
 * @param finding a sentence, or a few words where it is met
 * @param link where to see or change it
 */
public record CheckText(String name, String finding, Optional<Link> link) {
    /** @param words what the link says */
    public record Link(String words, String address) {}

    private CheckText(String name, String finding) {
        this(name, finding, Optional.empty());
    }

    private CheckText(String name, String finding, String words, String address) {
        this(name, finding, Optional.of(new Link(words, address)));
    }

    public static CheckText of(Check check) {
        boolean met = check.met();
        return switch (check) {
            case Check.NotUpToDate(var problem) -> new CheckText("Statements aren\u2019t up to date", problem);
            case Check.BeingAddedUp(var months) -> new CheckText("Charges are being added up", beingAddedUp(months));
            case Check.Over(var month, var over) -> {
                String last = Formats.date(month.atEndOfMonth());
                yield over
                        ? new CheckText("Month is over", "Ended on " + last)
                        : new CheckText("Month isn\u2019t over", "Ends on " + last + ".");
            }
            case Check.Final(var estimated, var invoiced) ->
                estimated
                        .map(days -> new CheckText(
                                "Costs aren\u2019t final",
                                "AWS still estimates the costs of " + Formats.shortRange(days) + "."
                                        + (invoiced ? " Its invoice matches them." : "")))
                        .orElseGet(() -> new CheckText("Costs are final", "No day is estimated"));
            case Check.Accounts(var before, var missing) ->
                met
                        ? new CheckText(
                                "All accounts have costs", "None is missing compared with " + Formats.month(before))
                        : new CheckText(
                                Formats.count(missing.size(), "account has no costs", "accounts have no costs"),
                                others(Formats.account(missing.getFirst()), missing, "other", "others")
                                        + " had costs in " + Formats.month(before) + ".");
            case Check.Arrived(var kind, var before, var then, var now) -> {
                String name = kind == ChargeKind.TAX ? "Tax" : "Support";
                yield met
                        ? new CheckText(name + " is charged", amounts(now))
                        : new CheckText(
                                name + " isn\u2019t charged yet",
                                "It was " + amounts(then) + " in " + Formats.month(before) + ".");
            }
            case Check.Invoiced(var month, var documents, var read) ->
                new CheckText(
                        met ? "AWS\u2019s invoice is known" : "AWS\u2019s invoice isn\u2019t known",
                        met
                                ? Formats.count(documents, "document", "documents")
                                : read
                                        ? "AWS issues it in the first days of the next month. Finance can enter it."
                                        : "AWS\u2019s documents haven\u2019t been read yet. Finance can enter them.",
                        "See documents",
                        DocumentLinks.month(month));
            case Check.NoCharges(var month, var none) ->
                none
                        ? new CheckText("No charges", "It needs no statements")
                        : new CheckText(
                                "Charges aren\u2019t added up yet",
                                "The month has charges that no draft has. That takes about a minute.");
            case Check.Agrees(var month, var currency, var difference, var accepted, var acceptable, var agrees) ->
                agrees
                        ? new CheckText(
                                "Charges match the invoice",
                                "Difference " + Formats.money(BigDecimal.ZERO, currency)
                                        + (accepted.signum() == 0
                                                ? ""
                                                : ", with " + Formats.signed(accepted, currency) + " accepted"))
                        : new CheckText(
                                "Charges don\u2019t match the invoice",
                                "The documents add up to " + Formats.money(difference.abs(), currency)
                                        + (difference.signum() > 0 ? " more" : " less")
                                        + " than the charges, after rounding. "
                                        + (acceptable
                                                ? "Finance can accept that with a reason."
                                                : "Compare them with AWS\u2019s bill."),
                                "See documents",
                                DocumentLinks.month(month));
            case Check.Allocated() -> new CheckText("Every charge has a team", "Nothing is unallocated");
            case Check.Unallocated(var month, var currency, var amount) ->
                new CheckText(
                        "Some charges have no team",
                        Formats.money(amount, currency) + " is unallocated.",
                        "See charges",
                        ChargeLinks.charges(month, Section.UNALLOCATED, currency));
            case Check.NotSplit(var pool, var why) ->
                new CheckText(
                        "Pool isn\u2019t split",
                        PoolText.unsplit(pool, why),
                        "Edit pool",
                        ChargebackLinks.pool(pool.id()));
            case Check.Unconfirmed(var teams) -> {
                boolean one = teams.size() == 1;
                yield new CheckText(
                        one ? "New team isn\u2019t confirmed" : "New teams aren\u2019t confirmed",
                        named(teams) + (one ? " comes from a tag value." : " come from tag values.")
                                + " An admin decides what to do with " + (one ? "it." : "them."),
                        "See teams",
                        OrgLinks.TEAMS);
            }
            case Check.BeforeLedger(var first) ->
                new CheckText(
                        "Month isn\u2019t in the ledger",
                        first.map(start -> "The ledger begins with " + Formats.month(start) + ". Earlier months stay"
                                        + " drafts.")
                                .orElse("Finance chooses the first month of the ledger once."),
                        "See ledger",
                        ChargebackLinks.LEDGER);
            case Check.EarlierOpen(var open) ->
                new CheckText(
                        Formats.month(open) + " is open",
                        "Months are issued and closed in order. Close " + Formats.month(open) + " first.",
                        "See month",
                        ChargebackLinks.month(open));
            case Check.NotIssued(var teams, var none) ->
                new CheckText(
                        "Statements aren\u2019t issued",
                        none
                                ? "No statement of this month is issued."
                                : named(teams) + (teams.size() == 1 ? " has" : " have")
                                        + " costs and no issued statement. Issue again.");
            case Check.ChangedSince(var teams) ->
                new CheckText(
                        "Statements don\u2019t show all adjustments",
                        named(teams) + (teams.size() == 1 ? " has one" : " have some")
                                + " that came after issuing. Issue new versions.");
            case Check.Disputes(var month, var teams) ->
                met
                        ? new CheckText("Disputes are answered", "No dispute is open")
                        : new CheckText(
                                "Disputes are open",
                                named(teams.stream().map(Check.Disputed::name).toList())
                                        + (teams.size() == 1 ? " waits" : " wait")
                                        + " for answers. Reject them, re-allocate, or issue new versions.",
                                "See statement",
                                ChargebackLinks.statement(
                                        month, teams.getFirst().team()));
        };
    }

    /**
     * Why something can't be done yet and what to do instead, of the first of what stands in the way: {@code October 2026 can't be
     * closed yet. Month isn't over: Ends on 31 Oct 2026.} Its link leads on.
     *
     * @param what {@code October 2026 can't be closed}
     */
    public static String blocked(String what, List<Check> blocks) {
        CheckText first = of(blocks.getFirst());
        String instead = switch (blocks.getFirst()) {
            case Check.Over any -> " There is nothing to do until then.";
            case Check.Final any -> " Wait for AWS\u2019s invoice, or enter it.";
            default -> "";
        };
        int others = blocks.size() - 1;
        return what + " yet. " + first.name() + ": " + first.finding() + instead
                + (others == 0 ? "" : " " + Formats.count(others, "other check is", "other checks are") + " open.");
    }

    /** {@code Charges of October 2026 changed. Bursar is adding them up again. That takes about a minute after the last change.} */
    public static String beingAddedUp(List<YearMonth> months) {
        return "Charges of " + months.stream().map(Formats::month).collect(Collectors.joining(", "))
                + " changed. Bursar is adding them up again. That takes about a minute after the last change.";
    }

    private static String amounts(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(one -> Formats.money(one.getValue(), one.getKey()))
                .collect(Collectors.joining(" and "));
    }

    /** {@code Vision and 2 other teams}. */
    public static String named(List<String> teams) {
        return others(teams.getFirst(), teams, "other team", "other teams");
    }

    private static String others(String first, List<String> all, String one, String many) {
        return all.size() == 1 ? first : first + " and " + Formats.count(all.size() - 1, one, many);
    }
}
