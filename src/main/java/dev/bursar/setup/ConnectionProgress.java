package dev.bursar.setup;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether AWS has said whose credentials Bursar has. */
@Component
class ConnectionProgress implements SetupProgress {
    private final Findings findings;

    ConnectionProgress(Findings findings) {
        this.findings = findings;
    }

    @Override
    public SetupStep step() {
        return SetupStep.CONNECTION;
    }

    @Override
    public Extent extent() {
        return Extent.of(findings.identity().isPresent());
    }
}
