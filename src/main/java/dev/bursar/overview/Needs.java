package dev.bursar.overview;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.month.CalendarService.Next;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.chargeback.text.CheckText;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.query.IdleCost.Idle;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailTrouble;
import dev.bursar.notify.NotifyLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.Untagged;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Finds what a person should look at, of what is known for certain: nothing is guessed, and nothing shown to fill the card. */
final class Needs {
    /** Costs are read every eight hours; three reads in a row have been missed then. */
    static final Duration OLD = Duration.ofHours(24);
    /** Percent of spend without an owner from which somebody should look. */
    static final BigDecimal MOST_UNALLOCATED = BigDecimal.valueOf(5);

    private static final int MOST_RISES = 3;

    /** Of a mail server that is restarted nobody need know. */
    private static final int TRIES = 4;

    private Needs() {}

    /** Jobs whose last run went wrong. */
    static List<Need> ofSync(Map<String, RunRow> failing) {
        return failing.entrySet().stream()
                .map(job -> new Need(
                        job.getValue().state() == RunState.FAILED ? Kind.DANGER : Kind.WARNING,
                        title(job.getKey(), job.getValue()),
                        ProblemText.what(job.getValue().problem()),
                        Optional.of(new Need.Way("See what to do", SyncLinks.SYNC))))
                .toList();
    }

    private static String title(String job, RunRow run) {
        return switch (run.state()) {
            case FAILED -> job + " failed";
            case STOPPED_AT_CAP -> job + " stopped at the cap";
            case DONE_WITH_FAILURES -> job + " finished with failures";
            case RUNNING, DONE, STOPPED -> job;
        };
    }

    /** Mails that were given up or are tried for some minutes already. */
    static Optional<Need> ofMails(List<MailTrouble> mails) {
        List<MailTrouble> stuck = mails.stream()
                .filter(mail -> mail.givenUpAt() != null || mail.attempts() >= TRIES)
                .toList();
        return stuck.isEmpty()
                ? Optional.empty()
                : Optional.of(new Need(
                        Kind.WARNING,
                        Formats.count(stuck.size(), "e-mail was", "e-mails were") + " not delivered",
                        stuck.getFirst().problem().what(),
                        Optional.of(new Need.Way("See details", NotifyLinks.TROUBLES))));
    }

    /** Teams that spend so much more than in the compared days that somebody should look, the largest rise first. */
    static List<Need> ofRises(Month month, CostMetric cost, Comparison compare, RiseBounds bounds) {
        return month.before().stream()
                .flatMap(before -> month.teams().stream()
                        .filter(team -> !team.unallocated() && bounds.isPassed(team.now(), team.before()))
                        .sorted(Comparator.comparing(
                                (Month.Team team) -> team.before().subtract(team.now())))
                        .limit(MOST_RISES)
                        .map(team -> new Need(
                                Kind.WARNING,
                                PlainText.cut(team.name(), 40) + " is up by "
                                        + Formats.money(team.now().subtract(team.before()), month.currency())
                                        + Formats.changePercent(team.now(), team.before())
                                                .map(percent -> " (" + percent + ")")
                                                .orElse(""),
                                cost.label() + " of " + Formats.shortRange(month.days()) + " against "
                                        + Formats.shortRange(before) + ".",
                                Optional.of(new Need.Way(
                                        "See what changed",
                                        TeamTable.address(month, cost, compare, team.key(), Dimension.SERVICE))))))
                .toList();
    }

    /** Budgets that are over, and those that are projected to be. */
    static List<Need> ofBudgets(List<BudgetRow> budgets) {
        return ofBudgets(budgets, List.of());
    }

    /** @param waiting those that stand among what waits for the person, which are not counted again */
    static List<Need> ofBudgets(List<BudgetRow> budgets, List<BudgetRow> waiting) {
        return Stream.of(BudgetState.OVER, BudgetState.FORECAST_OVER)
                .flatMap(state ->
                        ofBudgets(in(state, budgets), !in(state, waiting).isEmpty(), state).stream())
                .toList();
    }

    private static List<BudgetRow> in(BudgetState state, List<BudgetRow> budgets) {
        return budgets.stream().filter(row -> row.figures().state() == state).toList();
    }

    private static Optional<Need> ofBudgets(List<BudgetRow> rows, boolean further, BudgetState state) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        // a team with two budgets is one team
        boolean teams = rows.stream().allMatch(BudgetRow::isOfTeam)
                && rows.stream().map(BudgetRow::name).distinct().count() == rows.size();
        String more = further ? "more " : "";
        String what = teams
                ? Formats.count(rows.size(), more + "team is", more + "teams are")
                : Formats.count(rows.size(), more + "budget is", more + "budgets are");
        String limit = teams ? "budget" : rows.size() == 1 ? "its limit" : "their limit";
        BudgetRow most = rows.getFirst();
        String currency = most.budget().currency();
        String amount = (state == BudgetState.OVER
                        ? most.figures().overBy().map(by -> Formats.signed(by, currency))
                        : most.figures()
                                .projected()
                                .map(projected -> Formats.forecastDifference(
                                        projected.subtract(most.figures().limit()), projected, currency)))
                .orElse("");
        return Optional.of(new Need(
                state == BudgetState.OVER ? Kind.DANGER : Kind.WARNING,
                what + (state == BudgetState.OVER ? " over " : " projected to be over ") + limit,
                (rows.size() == 1 ? "" : "Most: ") + PlainText.cut(most.name(), 40)
                        + (teams ? "" : ", " + Formats.period(most.period())) + ", " + amount + " against "
                        + Formats.limit(most.figures().limit(), currency),
                Optional.of(new Need.Way("See budgets", BudgetLinks.in(state)))));
    }

    /** Resources without a tag that a policy requires. */
    static Need ofUntagged(Untagged untagged) {
        String resources = Formats.count(untagged.resources(), "untagged resource", "untagged resources");
        String costs = untagged.cost().entrySet().stream()
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(" and "));
        return new Need(
                Kind.WARNING,
                costs.isEmpty() ? resources : resources + (untagged.resources() == 1 ? " costs " : " cost ") + costs,
                costs.isEmpty()
                        ? "A tag that a policy requires is missing. The cost isn\u2019t known."
                        : "A tag that a policy requires is missing. EffectiveCost of the last 30 days.",
                Optional.of(new Need.Way("See violations", TagLinks.UNTAGGED)));
    }

    /** Machine learning workloads that run without requests, and what proposals would save. */
    static Need ofIdle(Idle idle) {
        String costs = idle.cost().entrySet().stream()
                .filter(cost -> cost.getValue().signum() > 0)
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(" and "));
        String idled =
                costs.isEmpty() ? "" : "Idle hours cost " + costs + " in " + Formats.count(idle.days(), "day", "days");
        boolean saves = idle.savingUsd().signum() > 0;
        return new Need(
                Kind.WARNING,
                saves ? "You could save about " + Formats.about(idle.savingUsd(), "USD") + " a month" : idled,
                saves
                        ? "Machine learning workloads cost about " + Formats.about(idle.rateUsd(), "USD")
                                + " a month at this rate." + (idled.isEmpty() ? "" : " " + idled + ".")
                        : "Machine learning workloads ran without requests.",
                Optional.of(new Need.Way("See workloads", EfficiencyLinks.WORKLOADS)));
    }

    /** Costs above what was expected that somebody else should rate; empty where there are none. */
    static Optional<Need> ofAnomalies(AnomalyPage page) {
        List<Anomaly> open = page.waitingForOthers();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Anomaly first = open.getFirst();
        String headline = AnomalyText.headline(first, PlainText.cut(AnomalyText.owner(first, page), 60));
        return Optional.of(
                open.size() == 1
                        ? new Need(
                                Kind.WARNING,
                                headline,
                                AnomalyText.amounts(first) + ".",
                                Optional.of(new Need.Way("See why", CauseLinks.anomaly(first.id()))))
                        : new Need(
                                Kind.WARNING,
                                Formats.count(open.size()) + " costs are higher than usual",
                                headline + ".",
                                Optional.of(new Need.Way("See anomalies", CauseLinks.open(others(page, open))))));
    }

    /** Whose they are, where not all that are open are listed. */
    private static Set<TeamId> others(AnomalyPage page, List<Anomaly> open) {
        return page.open().size() == open.size()
                ? Set.of()
                : open.stream().map(one -> one.series().team()).collect(Collectors.toSet());
    }

    /** What keeps the last month from being final, but what waits for somebody's decision. */
    static Optional<Need> ofChecks(YearMonth month, List<Check> checks) {
        List<Check> open =
                checks.stream().filter(check -> !check.met() && !waits(check)).toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Need(
                        Kind.INFO,
                        Formats.count(open.size(), "check of", "checks of") + " " + Formats.month(month)
                                + (open.size() == 1 ? " is open" : " are open"),
                        CheckText.of(open.getFirst()).finding(),
                        Optional.of(new Need.Way("See the month", ChargebackLinks.month(month)))));
    }

    /** Whether what it asks for is what "Waits for you" lists: issuing, closing an earlier month, disputes, the ledger's first month. */
    private static boolean waits(Check check) {
        return check instanceof Check.NotIssued
                || check instanceof Check.Disputes
                || check instanceof Check.EarlierOpen
                || check instanceof Check.BeforeLedger;
    }

    /** The next step of the earliest open month that others take, where it is late or due within two days. */
    static Optional<Need> ofClosing(Next next) {
        ClosingDue due = next.due();
        boolean others = due.step() == ClosingStep.DOCUMENTS || due.step() == ClosingStep.ANSWERED;
        return others && due.isNear()
                ? Optional.of(new Need(
                        due.isLate() ? Kind.WARNING : Kind.INFO,
                        ClosingText.headline(due),
                        ClosingText.day(due)
                                + next.owner()
                                        .map(name -> " Owner: " + PlainText.cut(name, 60) + ".")
                                        .orElse(""),
                        Optional.of(new Need.Way("See the month", ChargebackLinks.month(due.month())))))
                : Optional.empty();
    }

    /** Costs that have not been read for a day. */
    static Optional<Need> ofAge(Optional<Instant> observedAt, Instant now, boolean seesSync) {
        return observedAt
                .filter(at -> at.plus(OLD).isBefore(now))
                .map(at -> new Need(
                        Kind.WARNING,
                        "Costs were last read on " + Formats.moment(at),
                        seesSync
                                ? "Later changes by AWS are not included yet."
                                : "Later changes by AWS are not included yet. An admin of your organisation can see"
                                        + " why.",
                        seesSync ? Optional.of(new Need.Way("See what to do", SyncLinks.SYNC)) : Optional.empty()));
    }

    /** More costs without an owner than an organisation should bear. */
    static Optional<Need> ofUnallocated(Month month, CostMetric cost) {
        return month.unallocated()
                .filter(row -> month.now().signum() > 0)
                .filter(row -> row.now()
                                .multiply(BigDecimal.valueOf(100))
                                .compareTo(month.now().multiply(MOST_UNALLOCATED))
                        > 0)
                .flatMap(row -> Formats.share(row.now(), month.now())
                        .map(share -> new Need(
                                Kind.WARNING,
                                share + " of spend is Unallocated",
                                Formats.money(row.now(), month.currency()) + " has no owner. Bursar warns above "
                                        + MOST_UNALLOCATED + "%.",
                                Optional.of(new Need.Way(
                                        "See which accounts",
                                        SpendLinks.view(
                                                month.days().getStart(),
                                                month.days().getEnd(),
                                                cost,
                                                Dimension.ACCOUNT,
                                                new CostFilter(
                                                        Dimension.TEAM,
                                                        CostFilter.Operator.IS,
                                                        List.of(row.key()))))))));
    }

    /** A month that is over, and whose costs AWS may still change. */
    static Optional<Need> ofEstimates(LocalDateRange days, List<LocalDateRange> estimated, LocalDate today) {
        YearMonth month = YearMonth.from(days.getStart());
        return estimated.isEmpty() || !month.isBefore(YearMonth.from(today))
                ? Optional.empty()
                : Optional.of(new Need(
                        Kind.INFO,
                        Formats.month(month) + " is not final",
                        "AWS may still change its costs until the invoice is out.",
                        Optional.empty()));
    }
}
