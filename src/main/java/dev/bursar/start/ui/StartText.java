package dev.bursar.start.ui;

import dev.bursar.access.AccessLinks;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.org.OrgLinks;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.start.StartService.Step;
import dev.bursar.tagging.TagLinks;
import dev.bursar.ui.Formats;
import java.util.Optional;

/** What the Getting started page says of each step: how far it is, what it brings, what it costs and who does it. */
final class StartText {
    private StartText() {}

    /** {@code Done}, {@code 11 of 12}, {@code To do}. */
    static String state(Step step) {
        Extent extent = step.extent();
        if (extent.isDone()) {
            return "Done";
        }
        if (step.leftOut()) {
            return "Not needed";
        }
        return extent.done() > 0
                ? Formats.count(extent.done()) + " of " + Formats.count(extent.of())
                : waits(step) ? "Waits for the steps above" : "To do";
    }

    /** Whether there is nothing yet that it could be done with. */
    static boolean waits(Step step) {
        return step.extent().of() == 0;
    }

    static String body(Step step) {
        Extent extent = step.extent();
        int missing = extent.of() - extent.done();
        return switch (step.step()) {
            case CONNECTION ->
                extent.isDone()
                        ? "AWS accepts Bursar\u2019s credentials."
                        : "Bursar reads costs with the payer account\u2019s read-only permissions. Testing them costs"
                                + " nothing.";
            case TEAM_TAG ->
                extent.isDone()
                        ? "Its values name teams."
                        : "The values of one cost allocation tag name the teams that own costs.";
            case COSTS ->
                extent.isDone()
                        ? "Costs are read every 8 hours."
                        : "Until then every page is blank. Set-up shows what the first read costs before it starts.";
            case CHARGE_FILES ->
                extent.isDone()
                        ? "Charges include resources, tags and discounts."
                        : "AWS Data Exports say what each resource costs. Without them Tags and Efficiency show"
                                + " resources without costs. AWS charges only for the S3 storage.";
            case TEAMS ->
                extent.isDone()
                        ? counted(extent, "team is", "teams are") + " confirmed."
                        : waits(step)
                                ? "Teams own costs. Bursar proposes them from the values of the team tag."
                                : counted(missing, "team is", "teams are")
                                        + " new: they have no part of shared pools and no budget until an admin"
                                        + " confirms them.";
            case ACCOUNTS ->
                extent.isDone()
                        ? counted(extent, "account is", "accounts are") + " connected."
                        : (waits(step)
                                        ? "Accounts are listed with the first read."
                                        : (extent.done() == 0
                                                        ? "None is read: "
                                                        : others(
                                                                missing,
                                                                "one isn\u2019t read: its ",
                                                                "ones aren\u2019t read: their "))
                                                + "resources, tags, CloudTrail events and workloads aren\u2019t known.")
                                + " Reading them is free except for CloudWatch metrics, which have a daily cap.";
            case LEADS ->
                extent.isDone()
                        ? "Each team has a lead."
                        : waits(step)
                                ? "Leads see what their team spends."
                                : extent.done() == 0
                                        ? "No team has a lead who sees its costs."
                                        : others(
                                                missing,
                                                "team has no lead who sees its costs.",
                                                "teams have no lead who sees their costs.");
            case MAIL ->
                extent.isDone()
                        ? "Alerts and invitations are sent by e-mail."
                        : "Without a mail server Bursar can\u2019t e-mail alerts, and admins must pass on invitations."
                                + " Set SPRING_MAIL_HOST and restart Bursar.";
            case TAG_POLICY ->
                extent.isDone()
                        ? "Resources that lack a tag appear on Tags."
                        : "A policy says which tags resources must have. Without one nothing is called untagged. You"
                                + " see what it finds before you save it.";
            case BUDGETS ->
                extent.isDone()
                        ? counted(extent, "team has", "teams have") + " a budget."
                        : waits(step)
                                ? "Budgets tell you before it is too late."
                                : (extent.done() == 0
                                                ? "No team has a budget."
                                                : others(missing, "team has no budget.", "teams have no budget."))
                                        + " Limits are suggested from the last six months.";
            case POOLS ->
                extent.isDone()
                        ? "Support, tax and commitments are split over teams."
                        : "Pools split Support, tax, unused commitments and the like over teams. Without them these"
                                + " costs stay Unallocated on statements.";
            case STATEMENTS ->
                extent.isDone() ? "Leads see their statements." : "Leads see no statement until finance shows a month.";
        };
    }

    /** How many are done stands beside it: a number here would have to be found again on the page that does it. */
    private static String others(int missing, String one, String many) {
        return "The other " + (missing == 1 ? one : many);
    }

    private static String counted(Extent extent, String one, String many) {
        return counted(extent.of(), one, many);
    }

    private static String counted(int count, String one, String many) {
        return Formats.count(count, one, many);
    }

    static String who(SetupStep step) {
        return switch (step) {
            case POOLS, STATEMENTS -> "Finance does this.";
            case MAIL -> "Whoever runs Bursar does this.";
            default -> "An admin does this.";
        };
    }

    /** Where it is done; empty where it is done on no page. */
    static Optional<String> address(SetupStep step) {
        return switch (step) {
            case CONNECTION, TEAM_TAG, COSTS -> Optional.of(SetupLinks.SET_UP);
            case CHARGE_FILES -> Optional.of(SpendLinks.IMPORTS);
            case TEAMS -> Optional.of(OrgLinks.TEAMS);
            case ACCOUNTS -> Optional.of(SetupLinks.REACH);
            case LEADS -> Optional.of(AccessLinks.PEOPLE);
            case MAIL -> Optional.empty();
            case TAG_POLICY -> Optional.of(TagLinks.POLICIES);
            case BUDGETS -> Optional.of(BudgetLinks.ALL_TEAMS);
            case POOLS -> Optional.of(ChargebackLinks.USUAL_POOLS);
            case STATEMENTS -> Optional.of(ChargebackLinks.CHARGEBACK);
        };
    }
}
