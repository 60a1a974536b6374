package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.sync.daily.DailyReading.Switch;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of costs by resource from Cost Explorer. */
@Component
public final class ResourceCostAction extends JournalActions {
    public static final JournalAction TURNED_ON = action("resource-costs-turned-on", "Costs by resource turned on");
    public static final JournalAction TURNED_OFF = action("resource-costs-turned-off", "Costs by resource turned off");

    static final Switch SWITCH =
            new Switch("resource-costs:cost-explorer", TURNED_ON, TURNED_OFF, "Costs by resource are not turned on");

    @Bean
    static SubjectNames resourceCostNames() {
        return SubjectNames.each(
                "resource-costs",
                id -> Optional.of("Costs by resource from Cost Explorer").filter(name -> id.equals("cost-explorer")),
                id -> Optional.of(EfficiencyLinks.WORKLOADS));
    }
}
