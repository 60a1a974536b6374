package dev.bursar.tagging.policy;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether there is a tag policy. */
@Component
class PolicyProgress implements SetupProgress {
    private final PolicyStore policies;

    PolicyProgress(PolicyStore policies) {
        this.policies = policies;
    }

    @Override
    public SetupStep step() {
        return SetupStep.TAG_POLICY;
    }

    @Override
    public Extent extent() {
        return Extent.of(!policies.names().isEmpty());
    }
}
