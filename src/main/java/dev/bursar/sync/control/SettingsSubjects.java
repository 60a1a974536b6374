package dev.bursar.sync.control;

import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.sync.SyncLinks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Names the settings in the journal, with a link for whoever may open them. */
@Component
class SettingsSubjects implements SubjectNames {
    private final Scope scope;

    SettingsSubjects(Scope scope) {
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "settings";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.contains("sync") ? Map.of("sync", "for reading AWS") : Map.of();
    }

    @Override
    public Optional<String> address(String id) {
        return scope.has(Role.ADMIN) ? Optional.of(SyncLinks.SETTINGS) : Optional.empty();
    }
}
