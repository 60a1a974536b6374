package dev.bursar.efficiency.workload;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import org.springframework.stereotype.Component;

/** Reads what AWS itself finds of a place's workloads: what idles, drifts and was measured. What it refuses of that fails no run. */
@Component
class AwsChecks {
    private final AwsFindings idle;
    private final Violations drift;
    private final RecommenderJobs measured;

    AwsChecks(AwsFindings idle, Violations drift, RecommenderJobs measured) {
        this.idle = idle;
        this.drift = drift;
        this.measured = measured;
    }

    /** @param endpoints whether the place has any: only they drift or are measured */
    void read(Run run, Place place, boolean endpoints) {
        idle.read(run, place);
        if (endpoints) {
            drift.read(run, place);
            measured.read(run, place);
        }
    }
}
