package dev.bursar.efficiency.cost;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of costs by resource from Cost Explorer. */
public enum ResourceCostAction implements JournalAction {
    TURNED_ON("resource-costs-turned-on", "Costs by resource turned on"),
    TURNED_OFF("resource-costs-turned-off", "Costs by resource turned off");

    private final String code;
    private final String label;

    ResourceCostAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<ResourceCostAction> actions() {
            return List.of(values());
        }
    }
}
