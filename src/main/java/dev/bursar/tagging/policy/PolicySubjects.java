package dev.bursar.tagging.policy;

import dev.bursar.journal.SubjectNames;
import dev.bursar.tagging.TagLinks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal which tag policy is meant. */
@Component
class PolicySubjects implements SubjectNames {
    private static final String KIND = "tag-policy";

    private final PolicyStore store;

    PolicySubjects(PolicyStore store) {
        this.store = store;
    }

    static String subject(int policy) {
        return KIND + ":" + policy;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        var names = new HashMap<String, String>();
        store.names().forEach((id, name) -> {
            if (ids.contains(String.valueOf(id))) {
                names.put(String.valueOf(id), "Tag policy " + name);
            }
        });
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(TagLinks.POLICIES);
    }
}
