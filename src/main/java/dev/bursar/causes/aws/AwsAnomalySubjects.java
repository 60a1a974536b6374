package dev.bursar.causes.aws;

import dev.bursar.causes.CauseLinks;
import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Names AWS's own anomalies in the journal. */
@Component
class AwsAnomalySubjects implements SubjectNames {
    static final String SUBJECT = "aws-anomalies:cost-explorer";

    @Override
    public String kind() {
        return "aws-anomalies";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.contains("cost-explorer") ? Map.of("cost-explorer", "AWS\u2019s own anomalies") : Map.of();
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(CauseLinks.ANOMALIES);
    }
}
