package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.delivery.DeliveryProblem.OfLines;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Key;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Known;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Origin;
import dev.bursar.files.ObjectCache;
import dev.bursar.files.ObjectPlace;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The deliveries that charges were read from, as they lie there now; requests are metered as a person's. */
@Component
@Conditional(DeliveryLocations.Named.class)
class LineDeliveries {
    private final DeliveryLocations places;
    private final ImportedDeliveries taken;
    private final DeliveredCosts costs;
    private final ManualRequests requests;
    private final Clock clock;
    private final long most;

    LineDeliveries(
            DeliveryLocations places,
            ImportedDeliveries taken,
            DeliveredCosts costs,
            ManualRequests requests,
            Clock clock,
            Environment environment) {
        this.places = places;
        this.taken = taken;
        this.costs = costs;
        this.requests = requests;
        this.clock = clock;
        most = DeliverySettings.of(environment).megabytes() << 20;
    }

    DeliveredCosts costs() {
        return costs;
    }

    RequestMeter meter() {
        return requests.meter();
    }

    /** Bytes that copies may take. */
    long most() {
        return most;
    }

    /**
     * Fetches files to below a folder.
     *
     * @param there whether they are read where they lie
     */
    DeliveryFiles files(Path folder, boolean there) {
        return new DeliveryFiles(new ObjectCache(folder.resolve("copies"), most), meter(), clock, there);
    }

    /** The deliveries as they lie there, if they are those whose charges are stored. */
    List<DeliveryLocation> of(Set<Origin> origins, boolean there) {
        RequestMeter meter = requests.meter();
        Map<Key, Known> known = taken.all();
        var found = new ArrayList<DeliveryLocation>();
        for (ObjectPlace place : places.places()) {
            if (origins.stream().anyMatch(origin -> origin.export().startsWith(place.name()))) {
                ManifestSearch.of(place, meter, there).stream()
                        .filter(one -> origins.stream().anyMatch(origin -> isOf(origin, one)))
                        .filter(one ->
                                found.stream().noneMatch(other -> Key.of(other).equals(Key.of(one))))
                        .forEach(found::add);
            }
        }
        for (DeliveryLocation one : found) {
            Known last = known.get(Key.of(one));
            if (last == null || !last.tag().equals(one.manifest().tag())) {
                throw new SourceProblem(Kind.UNAVAILABLE, new OfLines.DeliveredAgain(one.period()), null);
            }
        }
        origins.stream()
                .filter(origin -> found.stream().noneMatch(one -> isOf(origin, one)))
                .findFirst()
                .ifPresent(origin -> {
                    throw new SourceProblem(
                            Kind.UNAVAILABLE,
                            new OfLines.DeliveryGone(origin.billingPeriod().toString(), origin.export()),
                            null);
                });
        return found;
    }

    private static boolean isOf(Origin origin, DeliveryLocation one) {
        return origin.export().equals(one.export()) && origin.billingPeriod().equals(one.month());
    }
}
