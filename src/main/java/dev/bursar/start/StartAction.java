package dev.bursar.start;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.SetupStep;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of steps of the set-up. */
@Component
final class StartAction extends JournalActions {
    static final JournalAction STEP_LEFT_OUT = action("setup-step-left-out", "Set-up step left out");
    static final JournalAction STEP_TAKEN_UP = action("setup-step-taken-up", "Set-up step taken up again");

    static String subject(SetupStep step) {
        return "setup-step:" + step;
    }

    @Bean
    static SubjectNames stepNames() {
        return SubjectNames.of(
                "setup-step",
                ids -> Arrays.stream(SetupStep.values())
                        .filter(step -> ids.contains(step.name()))
                        .collect(Collectors.toMap(SetupStep::name, StepText::of)),
                id -> Optional.of(StartLinks.GETTING_STARTED));
    }
}
