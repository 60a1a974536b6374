package dev.bursar.setup;

import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Names what was set up in the journal, with a link for whoever may open its page. */
@Component
class SetupSubjects implements SubjectNames {
    private final Scope scope;

    SetupSubjects(Scope scope) {
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "set-up";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.contains("aws") ? Map.of("aws", "of AWS") : Map.of();
    }

    @Override
    public Optional<String> address(String id) {
        return scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty();
    }
}
