package dev.bursar.admin.setup;

import dev.bursar.billingdata.reduction.ReductionService;
import dev.bursar.setup.SetupQuestions;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.SetupState;
import dev.bursar.setup.reach.ReachService;
import dev.bursar.sync.control.SyncService;
import org.springframework.stereotype.Component;

/** Reads what the Set-up page shows. Everything is stored: nothing is asked of AWS. */
@Component
class SetupLoad {
    private final SetupService setup;
    private final SetupQuestions questions;
    private final SetupChanges changes;
    private final SyncService sync;
    private final ReachService reach;
    private final ReductionService reduction;

    SetupLoad(
            SetupService setup,
            SetupQuestions questions,
            SetupChanges changes,
            SyncService sync,
            ReachService reach,
            ReductionService reduction) {
        this.setup = setup;
        this.questions = questions;
        this.changes = changes;
        this.sync = sync;
        this.reach = reach;
        this.reduction = reduction;
    }

    SetupData read() {
        SetupState state = setup.state();
        return new SetupData(
                state,
                state.spendOfTeamKey().map(changes::proposed).orElseGet(java.util.List::of),
                changes.hasCosts(),
                questions.month(),
                setup.missed(questions.month()),
                sync.jobs().stream()
                        .filter(job -> job.name().equals(SetupChanges.COSTS))
                        .findFirst()
                        .orElseThrow(),
                sync.estimateAnew(SetupChanges.COSTS),
                sync.meter(),
                reach.summary(),
                reduction.state());
    }
}
