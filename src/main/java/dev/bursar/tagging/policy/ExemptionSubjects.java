package dev.bursar.tagging.policy;

import dev.bursar.journal.SubjectNames;
import dev.bursar.tagging.TagLinks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names exemptions from all policies in the journal. */
@Component
class ExemptionSubjects implements SubjectNames {
    @Override
    public String kind() {
        return "tag-exemption";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> "Exemption " + id + " from all tag policies"));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(TagLinks.EXEMPTIONS);
    }
}
