package dev.bursar.causes;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import module java.base;
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

    public static String subject(long anomaly) {
        return "anomaly:" + anomaly;
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
