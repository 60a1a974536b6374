package dev.bursar.tagging.values;

import dev.bursar.journal.SubjectNames;
import dev.bursar.tagging.TagLinks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the journal which tag's values are meant. */
@Component
class ValueSubjects implements SubjectNames {
    private static final String KIND = "tag-values";

    static String subject(String key) {
        return KIND + ":" + key;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> "of tag " + id));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(TagLinks.VALUES);
    }
}
