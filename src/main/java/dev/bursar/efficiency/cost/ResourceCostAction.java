package dev.bursar.efficiency.cost;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of costs by resource from Cost Explorer. */
public enum ResourceCostAction implements JournalAction {
    TURNED_ON("resource-costs-turned-on", "Costs by resource turned on"),
    TURNED_OFF("resource-costs-turned-off", "Costs by resource turned off");

    private final Called called;

    ResourceCostAction(String code, String label) {
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
