package dev.bursar.overview;

import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.chargeback.month.CalendarService;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.efficiency.query.IdleCost;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.notify.MailService;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.control.SyncService;
import dev.bursar.tagging.violations.UntaggedCost;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the features for what a person should look at, whatever month is shown. */
@Component
class NeedsLoad {
    private final SyncService runs;
    private final Readings readings;
    private final ObjectProvider<MailService> mails;
    private final ObjectProvider<AnomalyService> anomalies;
    private final ObjectProvider<UntaggedCost> untagged;
    private final ObjectProvider<IdleCost> idle;
    private final ObjectProvider<ChargebackService> chargeback;
    private final ObjectProvider<CalendarService> calendar;
    private final Scope scope;

    NeedsLoad(
            SyncService runs,
            Readings readings,
            ObjectProvider<MailService> mails,
            ObjectProvider<AnomalyService> anomalies,
            ObjectProvider<UntaggedCost> untagged,
            ObjectProvider<IdleCost> idle,
            ObjectProvider<ChargebackService> chargeback,
            ObjectProvider<CalendarService> calendar,
            Scope scope) {
        this.runs = runs;
        this.readings = readings;
        this.mails = mails;
        this.anomalies = anomalies;
        this.untagged = untagged;
        this.idle = idle;
        this.chargeback = chargeback;
        this.calendar = calendar;
        this.scope = scope;
    }

    /** @param lookedAt in words; without what is not set up or has not been read */
    record Found(List<Need> needs, List<String> lookedAt) {
        Found {
            needs = List.copyOf(needs);
            lookedAt = List.copyOf(lookedAt);
        }
    }

    /** @param budgets of the present periods */
    Found with(List<BudgetRow> budgets) {
        // failed jobs wait for those who may run them
        boolean tellsOfJobs = seesSync() && !isAdmin();
        var needs = new ArrayList<Need>(tellsOfJobs ? Needs.ofSync(runs.failingAtRest()) : List.of());
        var lookedAt = new ArrayList<String>();
        if (isAdmin()) {
            mails.ifAvailable(service -> Needs.ofMails(service.troubles()).ifPresent(needs::add));
        }
        // alerts wait for those who may acknowledge them
        boolean alerted = scope.has(Role.LEAD) || scope.has(Role.FINANCE);
        Map<Boolean, List<BudgetRow>> waiting = budgets.stream()
                .collect(Collectors.partitioningBy(
                        row -> alerted && !row.waiting().isEmpty()));
        needs.addAll(Needs.ofBudgets(waiting.getOrDefault(false, List.of()), waiting.getOrDefault(true, List.of())));
        if (!budgets.isEmpty()) {
            lookedAt.add(Formats.count(budgets.size(), "budget", "budgets"));
        }
        anomalies.ifAvailable(service -> {
            AnomalyPage page = service.page();
            Needs.ofAnomalies(page).ifPresent(needs::add);
            if (page.lookedUntil() != null) {
                lookedAt.add("anomalies");
            }
        });
        untagged.ifAvailable(service -> {
            service.untagged().map(Needs::ofUntagged).ifPresent(needs::add);
            service.checked()
                    .flatMap(in -> lookedAt("tag violations", in.read(), in.accounts()))
                    .ifPresent(lookedAt::add);
        });
        idle.ifAvailable(service -> {
            service.idle().map(Needs::ofIdle).ifPresent(needs::add);
            service.judged()
                    .flatMap(in -> lookedAt("idle workloads", in.read(), in.accounts()))
                    .ifPresent(lookedAt::add);
        });
        if (scope.has(Role.FINANCE)) {
            calendar.ifAvailable(
                    service -> service.next().flatMap(Needs::ofClosing).ifPresent(needs::add));
            chargeback.ifAvailable(service -> service.newestPage().ifPresent(page -> {
                Needs.ofChecks(page.month().month(), page.checks()).ifPresent(needs::add);
                lookedAt.add("the checks of " + Formats.month(page.month().month()));
            }));
        }
        if (tellsOfJobs) {
            lookedAt.add("sync jobs");
        }
        return new Found(needs, lookedAt);
    }

    /** With how much was read where that isn't all; empty where nothing was. */
    static Optional<String> lookedAt(String what, int read, int accounts) {
        if (read == 0) {
            return Optional.empty();
        }
        return Optional.of(read == accounts ? what : what + " in " + AccountsText.some(read, accounts));
    }

    FirstRead firstRead() {
        return readings.first();
    }

    boolean seesSync() {
        return isAdmin() || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
    }

    Visibility visibility() {
        return scope.visibility();
    }

    boolean isAdmin() {
        return scope.has(Role.ADMIN);
    }
}
