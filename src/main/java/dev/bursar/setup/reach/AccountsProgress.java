package dev.bursar.setup.reach;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** How many accounts let Bursar in. */
@Component
class AccountsProgress implements SetupProgress {
    private final Reach reach;

    AccountsProgress(Reach reach) {
        this.reach = reach;
    }

    @Override
    public SetupStep step() {
        return SetupStep.ACCOUNTS;
    }

    @Override
    public Extent extent() {
        ReachSummary summary = reach.summary();
        return new Extent(summary.enabled() ? summary.answering() : 0, summary.accounts());
    }
}
