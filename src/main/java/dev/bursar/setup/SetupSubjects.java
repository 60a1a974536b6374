package dev.bursar.setup;

import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return Stream.of("aws", "reach").filter(ids::contains).collect(Collectors.toMap(id -> id, SetupSubjects::name));
    }

    private static String name(String id) {
        return id.equals("aws") ? "of AWS" : "of member accounts";
    }

    @Override
    public Optional<String> address(String id) {
        if (id.equals("reach")) {
            return scope.has(Role.ADMIN) || scope.has(Role.AUDITOR) ? Optional.of(SetupLinks.REACH) : Optional.empty();
        }
        return scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty();
    }
}
