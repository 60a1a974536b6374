package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether shared costs are split by a pool. */
@Component
class PoolProgress implements SetupProgress {
    private final PoolStore pools;

    PoolProgress(PoolStore pools) {
        this.pools = pools;
    }

    @Override
    public SetupStep step() {
        return SetupStep.POOLS;
    }

    @Override
    public Extent extent() {
        return Extent.of(pools.all().stream().anyMatch(terms -> !terms.ended()));
    }
}
