package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.reduction.DeliverySamples;
import dev.bursar.files.ObjectCache;
import dev.bursar.files.ObjectPlace;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** The newest delivery of the places that the environment names. */
@Component
@Conditional(DeliveryLocations.Named.class)
class NewestDelivery implements DeliverySamples {
    private static final long MOST_COPIED = 64L << 20;

    private final DeliveryLocations places;
    private final Clock clock;

    NewestDelivery(DeliveryLocations places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public Optional<Found> newest(RequestMeter meter, Path work) throws IOException {
        Optional<DeliveryLocation> newest = found(meter).stream()
                .max(Comparator.comparing(DeliveryLocation::period)
                        .thenComparing(place -> place.manifest().modified())
                        .thenComparing(DeliveryLocation::export));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        DeliveryLocation place = newest.get();
        var files = new DeliveryFiles(new ObjectCache(work.resolve("manifest"), MOST_COPIED), meter, clock, true);
        Manifest manifest = files.manifest(place);
        return Optional.of(new Found(
                place.period(), place.store(), files.chunks(place, manifest), () -> files.chunks(place, manifest)));
    }

    /** A place that is empty, or can't be listed, leaves the others; where none has a delivery, it says why. */
    private List<DeliveryLocation> found(RequestMeter meter) {
        var found = new ArrayList<DeliveryLocation>();
        var problems = new ArrayList<SourceProblem>();
        for (ObjectPlace place : places.places()) {
            try {
                found.addAll(ManifestSearch.of(place, meter, true));
            } catch (SourceProblem e) {
                problems.add(e);
            }
        }
        if (found.isEmpty() && !problems.isEmpty()) {
            throw problems.getFirst();
        }
        return found;
    }
}
