package dev.bursar.changes.write;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the journal which change to AWS is meant. */
@Component
class ChangeSubjects implements SubjectNames {
    private static final String KIND = "aws-change";

    static String subject(long change) {
        return KIND + ":" + change;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream()
                .filter(id -> id.matches("[0-9]{1,18}"))
                .collect(Collectors.toMap(Function.identity(), id -> "Change " + id));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(ChangeLinks.CHANGES + "/" + id);
    }
}
