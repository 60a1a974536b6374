package dev.bursar.org;

import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the journal which team is meant, by its present name, with a link: who may read the journal may see teams. */
@Component
class TeamSubjects implements SubjectNames {
    private final Organisation organisation;

    TeamSubjects(Organisation organisation) {
        this.organisation = organisation;
    }

    @Override
    public String kind() {
        return "team";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return organisation.teams().stream()
                .filter(team -> ids.contains(String.valueOf(team.id().value())))
                .collect(Collectors.toMap(team -> String.valueOf(team.id().value()), Team::name));
    }

    @Override
    public Optional<String> address(String id) {
        return id.matches("[1-9]\\d{0,8}") ? Optional.of(OrgLinks.team(Integer.parseInt(id))) : Optional.empty();
    }
}
