package dev.bursar.notify;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.stereotype.Component;

/** Whether a mail server is configured. */
@Component
class MailProgress implements SetupProgress {
    private final Outbox outbox;

    MailProgress(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public SetupStep step() {
        return SetupStep.MAIL;
    }

    @Override
    public Extent extent() {
        return Extent.of(outbox.ready());
    }
}
