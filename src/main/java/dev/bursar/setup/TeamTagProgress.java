package dev.bursar.setup;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether a tag is chosen whose values name teams. */
@Component
class TeamTagProgress implements SetupProgress {
    private final TeamKey key;

    TeamTagProgress(TeamKey key) {
        this.key = key;
    }

    @Override
    public SetupStep step() {
        return SetupStep.TEAM_TAG;
    }

    @Override
    public Extent extent() {
        return Extent.of(key.key().isPresent());
    }
}
