package dev.bursar.overview;

import dev.bursar.budgets.BudgetRow;
import dev.bursar.efficiency.IdleCost;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.notify.MailService;
import dev.bursar.sync.SyncService;
import dev.bursar.sync.SyncService.JobRow;
import dev.bursar.tagging.UntaggedCost;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the features for what a person should look at, whatever month is shown. */
@Component
class NeedsLoad {
    private final SyncService sync;
    private final ObjectProvider<MailService> mails;
    private final ObjectProvider<UntaggedCost> untagged;
    private final ObjectProvider<IdleCost> idle;
    private final Scope scope;

    NeedsLoad(
            SyncService sync,
            ObjectProvider<MailService> mails,
            ObjectProvider<UntaggedCost> untagged,
            ObjectProvider<IdleCost> idle,
            Scope scope) {
        this.sync = sync;
        this.mails = mails;
        this.untagged = untagged;
        this.idle = idle;
        this.scope = scope;
    }

    /** @param budgets of the present periods */
    List<Need> with(List<BudgetRow> budgets) {
        var needs = new ArrayList<Need>(Needs.ofSync(jobs()));
        if (isAdmin()) {
            mails.ifAvailable(service -> Needs.ofMails(service.troubles()).ifPresent(needs::add));
        }
        needs.addAll(Needs.ofBudgets(budgets));
        untagged.ifAvailable(
                service -> service.untagged().map(Needs::ofUntagged).ifPresent(needs::add));
        idle.ifAvailable(service -> service.idle().map(Needs::ofIdle).ifPresent(needs::add));
        return needs;
    }

    /** Empty for who doesn't see the Sync page. */
    List<JobRow> jobs() {
        return seesSync() ? sync.jobs() : List.of();
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
