package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.questions.LogRefused.Why.NotRead;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import org.springframework.stereotype.Component;

/** Finds the place in which a workload is asked about. */
@Component
class AskedPlaces {
    private final Reach reach;

    AskedPlaces(Reach reach) {
        this.reach = reach;
    }

    /** @throws LogRefused where it isn't read */
    Place of(MlWorkload workload) {
        return reach.places().stream()
                .filter(place -> place.account().equals(workload.account())
                        && place.region().equals(workload.region()))
                .findFirst()
                .orElseThrow(() -> new LogRefused(new NotRead(workload.region(), workload.account())));
    }
}
