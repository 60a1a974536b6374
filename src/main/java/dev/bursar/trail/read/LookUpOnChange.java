package dev.bursar.trail.read;

import dev.bursar.setup.spi.PlacesChanged;
import dev.bursar.sync.JobRequests;
import org.springframework.stereotype.Component;

/** Has events read as soon as more or other places can be read. */
@Component
class LookUpOnChange implements PlacesChanged {
    private final JobRequests jobs;

    LookUpOnChange(JobRequests jobs) {
        this.jobs = jobs;
    }

    @Override
    public void changed() {
        jobs.add(EventLookupSync.NAME);
    }
}
