package dev.bursar.billingdata.reduction;

import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.SetupLinks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names what the choice is about in the journal, with a link for whoever may change it. */
@Component
class ReductionSubjects implements SubjectNames {
    private final Scope scope;

    ReductionSubjects(Scope scope) {
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "charge-lines";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream().filter("reduction"::equals).collect(Collectors.toMap(id -> id, id -> "of charge files"));
    }

    @Override
    public Optional<String> address(String id) {
        return scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty();
    }
}
