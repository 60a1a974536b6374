package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import org.springframework.stereotype.Component;

/** Says whose traces a person may see: X-Ray names SageMaker and not the endpoint, so those of an account that they see whole. */
@Component
class TracedAccounts {
    private final ResourceVisibility visibility;

    TracedAccounts(ResourceVisibility visibility) {
        this.visibility = visibility;
    }

    boolean seen(MlWorkload workload) {
        Visible visible = visibility.now();
        return visible.everything() || visible.accounts().contains(workload.account());
    }
}
