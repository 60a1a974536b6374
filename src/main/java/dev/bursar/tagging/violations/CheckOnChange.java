package dev.bursar.tagging.violations;

import dev.bursar.inventory.spi.ResourcesChanged;
import dev.bursar.sync.JobRequests;
import dev.bursar.tagging.policy.TagCheckRequest;
import org.springframework.stereotype.Component;

/** Has tags checked when resources, their costs or owners have changed. */
@Component
class CheckOnChange implements ResourcesChanged {
    private final JobRequests jobs;

    CheckOnChange(JobRequests jobs) {
        this.jobs = jobs;
    }

    @Override
    public void changed() {
        jobs.add(TagCheckRequest.JOB);
    }
}
