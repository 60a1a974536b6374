package dev.bursar.start;

import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.SetupStep;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names steps of the set-up in the journal. */
@Component
class StartSubjects implements SubjectNames {
    private static final String KIND = "setup-step";

    static String subject(SetupStep step) {
        return KIND + ":" + step;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return Arrays.stream(SetupStep.values())
                .filter(step -> ids.contains(step.name()))
                .collect(Collectors.toMap(SetupStep::name, StartTitles::of));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(StartLinks.GETTING_STARTED);
    }
}
