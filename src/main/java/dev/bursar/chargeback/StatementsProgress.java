package dev.bursar.chargeback;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether leads see the statements of a month. */
@Component
class StatementsProgress implements SetupProgress {
    private final ChargebackMonths months;

    StatementsProgress(ChargebackMonths months) {
        this.months = months;
    }

    @Override
    public SetupStep step() {
        return SetupStep.STATEMENTS;
    }

    @Override
    public Extent extent() {
        return Extent.of(!months.shown().isEmpty());
    }
}
