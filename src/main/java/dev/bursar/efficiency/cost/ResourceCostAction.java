package dev.bursar.efficiency.cost;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of costs by resource from Cost Explorer. */
@Component
public final class ResourceCostAction extends JournalActions {
    public static final JournalAction TURNED_ON = action("resource-costs-turned-on", "Costs by resource turned on");
    public static final JournalAction TURNED_OFF = action("resource-costs-turned-off", "Costs by resource turned off");
}
