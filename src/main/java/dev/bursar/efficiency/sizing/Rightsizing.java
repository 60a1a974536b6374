package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.sizing.Candidate.Need;
import dev.bursar.efficiency.sizing.Sizing.Cheaper;
import dev.bursar.efficiency.sizing.Sizing.Confidence;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import dev.bursar.efficiency.sizing.Sizing.None;
import module java.base;

/** Finds the cheapest instances that are enough for a load, among all that AWS offers for its component in its Region. */
public final class Rightsizing {
    private static final int LEAST_HOURS = 30;
    private static final Duration ENOUGH = Duration.ofDays(14);
    private static final int ALTERNATIVES = 4;

    /** Counts that are whole but for an error of arithmetic are not rounded up. */
    private static final double ROUNDING = 1e-9;

    /** More instances than anyone runs of a type; a load that needs them is not proposed to be moved. */
    private static final int MOST_INSTANCES = 100_000;

    private Rightsizing() {}

    /** @param offers of any component and Region; those of others are left out */
    public static Sizing propose(Workload load, Collection<Offer> offers) {
        Sizing proposal = byOffers(load, offers);
        return load.current().architecture() == null
                        && proposal instanceof None(Ground ground)
                        && Set.of(Ground.LOAD_OUTGROWS_ALL, Ground.ALREADY_CHEAPEST, Ground.NONE_CHEAPER)
                                .contains(ground)
                ? new None(Ground.ARCHITECTURE_NOT_KNOWN)
                : proposal;
    }

    private static Sizing byOffers(Workload load, Collection<Offer> offers) {
        if (load.demand().hours() < LEAST_HOURS) {
            return new None(Ground.TOO_FEW_HOURS);
        }
        if (!load.demand().cpu().isKnown()) {
            return new None(Ground.CPU_NOT_KNOWN);
        }
        Optional<Offer> present = offers.stream()
                .filter(offer -> offered(load, offer))
                .filter(offer -> offer.type().equals(load.current().type()))
                .findFirst();
        if (present.isEmpty()) {
            return new None(Ground.NO_PRICE);
        }
        BigDecimal usdPerHour = present.get().usdPerHour().multiply(BigDecimal.valueOf(load.instances()));
        List<Candidate> candidates = candidates(load, offers);
        if (candidates.isEmpty()) {
            return new None(
                    load.serviceLevel() != null
                                    && !candidates(withoutServiceLevel(load), offers)
                                            .isEmpty()
                            ? Ground.RATE_NOT_KNOWN
                            : Ground.LOAD_OUTGROWS_ALL);
        }
        List<Candidate> cheaper = candidates.stream()
                .filter(candidate -> candidate.usdPerHour().compareTo(usdPerHour) < 0)
                .toList();
        if (cheaper.isEmpty()) {
            boolean enough = candidates.stream()
                    .anyMatch(candidate ->
                            candidate.offer().type().equals(load.current().type())
                                    && candidate.instances() <= load.instances());
            return new None(enough ? Ground.ALREADY_CHEAPEST : Ground.NONE_CHEAPER);
        }
        return new Cheaper(
                cheaper.getFirst(),
                cheaper.subList(1, Math.min(cheaper.size(), 1 + ALTERNATIVES)),
                usdPerHour,
                load.demand().span().compareTo(ENOUGH) < 0 ? Confidence.LOW : Confidence.NORMAL);
    }

    /** For each type that can be enough the fewest instances of it, cheapest first. */
    public static List<Candidate> candidates(Workload load, Collection<Offer> offers) {
        return offers.stream()
                .filter(offer -> offered(load, offer))
                .filter(offer -> compatible(load, offer.spec()))
                .flatMap(offer -> candidate(load, offer).stream())
                .sorted(Candidate.ORDER)
                .toList();
    }

    /** What would cost less than a proposal if the load also ran on the other architecture; empty where nothing would. */
    public static Optional<Candidate> onOtherArchitecture(Workload load, Sizing proposal, Collection<Offer> offers) {
        if (load.anyArchitecture()) {
            return Optional.empty();
        }
        BigDecimal limit = proposal instanceof Cheaper cheaper
                ? cheaper.best().usdPerHour()
                : offers.stream()
                        .filter(offer -> offered(load, offer))
                        .filter(offer -> offer.type().equals(load.current().type()))
                        .findFirst()
                        .map(offer -> offer.usdPerHour().multiply(BigDecimal.valueOf(load.instances())))
                        .orElse(BigDecimal.ZERO);
        return candidates(load.onAnyArchitecture(), offers).stream()
                .filter(one -> one.offer().spec().otherArchitecture(load.current()))
                .filter(one -> one.usdPerHour().compareTo(limit) < 0)
                .findFirst();
    }

    private static boolean offered(Workload load, Offer offer) {
        return offer.component().equals(load.component()) && offer.region().equals(load.region());
    }

    private static boolean compatible(Workload load, Spec type) {
        Spec current = load.current();
        boolean runs = type.sameArchitecture(current) || load.anyArchitecture() && type.otherArchitecture(current);
        if (!runs || type.burstable() && type.baselineVcpus() == null) {
            return false;
        }
        if (!load.demand().memory().isKnown() && type.memoryGib() < current.memoryGib()) {
            return false;
        }
        if (current.vendor() == Spec.Vendor.NONE) {
            return true;
        }
        return accelerationKnown(load)
                ? type.sameVendor(current)
                : type.sameAccelerator(current) && type.gpus() == current.gpus();
    }

    private static boolean accelerationKnown(Workload load) {
        return load.demand().gpu().isKnown() && load.demand().gpuMemory().isKnown();
    }

    /** Empty where no number of instances is enough, or where it isn't known which is. */
    private static Optional<Candidate> candidate(Workload load, Offer offer) {
        Spec type = offer.spec();
        var needs = new EnumMap<Hardware, Double>(Hardware.class);
        double instances = load.least();
        if (load.current().vendor() != Spec.Vendor.NONE && !accelerationKnown(load)) {
            // nothing says that fewer accelerators are enough
            instances = Math.max(instances, load.instances());
        }
        for (Hardware resource : Hardware.values()) {
            if (load.demand().of(resource) instanceof Measure.Known(double demand)) {
                double need = demand * (1 + load.headroom().of(resource));
                double capacity = type.lastingCapacity(resource);
                needs.put(resource, need);
                if (Demand.shared(resource)) {
                    instances = Math.max(instances, whole(need / capacity));
                } else if (need > capacity + ROUNDING) {
                    return Optional.empty();
                }
            }
        }
        var fill = new EnumMap<Need, Double>(Need.class);
        Evidence evidence = null;
        if (load.serviceLevel() != null) {
            ServiceLevel.Rate rate = load.serviceLevel().rate(type);
            if (!(rate.perSecond() instanceof Measure.Known(double each))
                    || each <= 0
                    || !(load.demand().peakRate() instanceof Measure.Known(double peak))) {
                return Optional.empty();
            }
            double need = peak * (1 + load.headroom().rate());
            instances = Math.max(instances, whole(need / each));
            evidence = rate.evidence();
            fill.put(Need.REQUESTS, need / (instances * each));
        }
        int most = load.mostInstances() == null ? MOST_INSTANCES : load.mostInstances();
        if (!(instances <= most)) {
            return Optional.empty();
        }
        double count = instances;
        needs.forEach((resource, need) -> {
            double capacity = type.lastingCapacity(resource) * (Demand.shared(resource) ? count : 1);
            fill.put(Need.valueOf(resource.name()), capacity > 0 ? need / capacity : 0);
        });
        return Optional.of(new Candidate(offer, (int) instances, fill, evidence));
    }

    /** Rounds up. Nothing needed of a type that has nothing is no number, and asks for no instance. */
    private static double whole(double count) {
        return Double.isNaN(count) ? 0 : Math.ceil(count - ROUNDING);
    }

    private static Workload withoutServiceLevel(Workload load) {
        return new Workload(
                load.current(),
                load.component(),
                load.region(),
                load.instances(),
                load.leastInstances(),
                load.mostInstances(),
                load.demand(),
                load.headroom(),
                load.anyArchitecture(),
                null);
    }
}
