package dev.bursar.efficiency.workload;

import dev.bursar.setup.spi.PlacesChanged;
import dev.bursar.sync.JobRequests;
import org.springframework.stereotype.Component;

/** Has workloads read as soon as more or other places can be read. */
@Component
class ReadWorkloadsOnChange implements PlacesChanged {
    private final JobRequests jobs;

    ReadWorkloadsOnChange(JobRequests jobs) {
        this.jobs = jobs;
    }

    @Override
    public void changed() {
        jobs.add(WorkloadSync.NAME);
    }
}
