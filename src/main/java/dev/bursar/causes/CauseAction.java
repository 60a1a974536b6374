package dev.bursar.causes;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
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
}
