package dev.bursar.causes.watch;

import dev.bursar.causes.CauseLinks;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal which anomaly is meant: who may read the journal may see all of them. */
@Component
class AnomalySubjects implements SubjectNames {
    private static final String KIND = "anomaly";

    private final AnomalyStore store;
    private final Organisation organisation;

    AnomalySubjects(AnomalyStore store, Organisation organisation) {
        this.store = store;
        this.organisation = organisation;
    }

    static String subject(long anomaly) {
        return KIND + ":" + anomaly;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
        Map<String, String> names = new HashMap<>();
        ids.stream()
                .filter(AnomalySubjects::isNumber)
                .forEach(id -> store.find(Long.parseLong(id))
                        .ifPresent(one -> names.put(
                                id,
                                teams.getOrDefault(
                                                one.series().team(),
                                                one.series().account()) + ", "
                                        + one.series().service() + ", "
                                        + one.days().from())));
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return isNumber(id) ? Optional.of(CauseLinks.anomaly(Long.parseLong(id))) : Optional.empty();
    }

    private static boolean isNumber(String id) {
        return id.matches("[1-9]\\d{0,17}");
    }
}
