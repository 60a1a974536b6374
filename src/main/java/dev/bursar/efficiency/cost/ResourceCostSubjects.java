package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Names costs by resource in the journal. */
@Component
class ResourceCostSubjects implements SubjectNames {
    static final String SUBJECT = "resource-costs:cost-explorer";

    @Override
    public String kind() {
        return "resource-costs";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.contains("cost-explorer")
                ? Map.of("cost-explorer", "Costs by resource from Cost Explorer")
                : Map.of();
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(EfficiencyLinks.WORKLOADS);
    }
}
