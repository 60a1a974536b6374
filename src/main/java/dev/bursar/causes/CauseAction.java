package dev.bursar.causes;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of anomalies. */
public enum CauseAction implements JournalAction {
    ANOMALIES_DECIDED("anomalies-decided", "Anomalies found"),
    ANOMALY_BOUNDS_CHANGED("anomaly-bounds-changed", "Bounds of anomalies changed"),
    ANOMALY_RATED("anomaly-rated", "Anomaly rated"),
    AWS_ANOMALIES_TURNED_OFF("aws-anomalies-turned-off", "Anomalies of AWS turned off"),
    AWS_ANOMALIES_TURNED_ON("aws-anomalies-turned-on", "Anomalies of AWS turned on");

    private final Called called;

    CauseAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
