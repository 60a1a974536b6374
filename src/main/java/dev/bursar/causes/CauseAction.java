package dev.bursar.causes;

import dev.bursar.causes.watch.AnomalyStore;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of anomalies. */
@Component
public final class CauseAction extends JournalActions {
    public static final JournalAction ANOMALIES_DECIDED = action("anomalies-decided", "Anomalies found");
    public static final JournalAction ANOMALY_BOUNDS_CHANGED =
            action("anomaly-bounds-changed", "Bounds of anomalies changed");
    public static final JournalAction ANOMALY_RATED = action("anomaly-rated", "Anomaly rated");
    public static final JournalAction AWS_ANOMALIES_TURNED_OFF =
            action("aws-anomalies-turned-off", "Anomalies of AWS turned off");
    public static final JournalAction AWS_ANOMALIES_TURNED_ON =
            action("aws-anomalies-turned-on", "Anomalies of AWS turned on");

    static String subject(long anomaly) {
        return "anomaly:" + anomaly;
    }

    /** Anomalies by team, service and first day: who may read the journal may see all of them. */
    @Bean
    static SubjectNames anomalyNames(AnomalyStore store, Organisation organisation) {
        return SubjectNames.of(
                "anomaly",
                ids -> {
                    Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
                    Map<String, String> names = new HashMap<>();
                    ids.stream()
                            .filter(CauseAction::isNumber)
                            .forEach(id -> store.find(Long.parseLong(id)).ifPresent(one -> {
                                var series = one.series();
                                String whose = teams.getOrDefault(series.team(), series.account());
                                names.put(
                                        id,
                                        whose + ", " + series.service() + ", "
                                                + one.days().from());
                            }));
                    return names;
                },
                id -> isNumber(id) ? Optional.of(CauseLinks.anomaly(Long.parseLong(id))) : Optional.empty());
    }

    private static boolean isNumber(String id) {
        return id.matches("[1-9]\\d{0,17}");
    }

    public static final String AWS_ANOMALIES = "aws-anomalies:cost-explorer";

    @Bean
    static SubjectNames awsAnomalyNames() {
        return SubjectNames.each(
                "aws-anomalies",
                id -> Optional.of("AWS\u2019s own anomalies").filter(name -> id.equals("cost-explorer")),
                id -> Optional.of(CauseLinks.ANOMALIES));
    }
}
