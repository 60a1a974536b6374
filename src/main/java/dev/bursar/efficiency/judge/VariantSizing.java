package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Resource;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.proposal.Target;
import dev.bursar.efficiency.sizing.Candidate;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.sizing.Demand;
import dev.bursar.efficiency.sizing.Evidence;
import dev.bursar.efficiency.sizing.Headroom;
import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.sizing.Proposal;
import dev.bursar.efficiency.sizing.Proposal.Cheaper;
import dev.bursar.efficiency.sizing.Proposal.Ground;
import dev.bursar.efficiency.sizing.Proposal.None;
import dev.bursar.efficiency.sizing.Rightsizing;
import dev.bursar.efficiency.sizing.ServiceLevel;
import dev.bursar.efficiency.sizing.Workload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for instances that are enough for a variant, and says what speaks for them. */
public final class VariantSizing {
    private final WorkloadMeasures measures;
    private final Variant variant;
    private final Target target;
    private final int count;

    /** @param count instances that run now */
    public VariantSizing(WorkloadMeasures measures, Variant variant, Target target, int count) {
        this.measures = measures;
        this.variant = variant;
        this.target = target;
        this.count = count;
    }

    sealed interface Result permits Unknown, Found {}

    /** @param why a sentence */
    record Unknown(String why) implements Result {}

    record Found(Proposal proposal) implements Result {}

    Result propose() {
        if (variant.serverless()) {
            return new Unknown("Serverless endpoints publish no utilisation.");
        }
        Optional<Workload> load = load();
        if (load.isEmpty()) {
            return new Unknown(
                    variant.instanceType() == null
                            ? "AWS doesn\u2019t say which instance type runs."
                            : "The vCPUs and memory of " + variant.instanceType() + " are not known.");
        }
        Proposal proposal = Rightsizing.propose(load.get(), offers());
        if (proposal instanceof Cheaper cheaper && monthlySaving(cheaper).signum() <= 0) {
            return new Found(new None(Ground.NONE_CHEAPER));
        }
        return new Found(proposal);
    }

    private List<Offer> offers() {
        return measures.prices().offers(measures.component());
    }

    /** The load by the hours in which the present type ran; empty where the type or what it has isn't known. */
    private Optional<Workload> load() {
        return measures.prices()
                .spec(variant.instanceType())
                .map(spec -> new Workload(
                        spec,
                        measures.component(),
                        measures.workload().region(),
                        count,
                        variant.leastInstances() == null ? 1 : Math.max(1, variant.leastInstances()),
                        null,
                        Demand.of(hours(), spec, measures.scale()),
                        headroom(),
                        target.anyArchitecture(),
                        serviceLevel(spec)));
    }

    private MeasuredHours hours() {
        return new MeasuredHours(
                measures.in(variant).points().stream()
                        .filter(point -> String.valueOf(variant.instanceType())
                                .equals(measures.typeAt(variant, point.hour(), point.day())))
                        .toList(),
                measures.workload().publishSeconds());
    }

    private Headroom headroom() {
        return new Headroom(
                target.cpuHeadroom(),
                target.memoryHeadroom(),
                target.gpuHeadroom(),
                target.gpuHeadroom(),
                target.rateHeadroom());
    }

    private @Nullable ServiceLevel serviceLevel(Spec spec) {
        return target.latencyMs() == null
                ? null
                : ServiceLevel.of(target.latencyMs(), hours(), spec, measures.scale(), variant.rates());
    }

    /**
     * Months cost against requests a second within the latency; empty where no latency is asked, or it isn't known what is enough for
     * how many requests.
     */
    public Optional<CostPerformance> plot() {
        return load().filter(load -> load.serviceLevel() != null).flatMap(load -> {
            ServiceLevel level = load.serviceLevel();
            if (level == null || !(load.demand().peakRate() instanceof Measure.Known(double peak)) || peak <= 0) {
                return Optional.empty();
            }
            List<Offer> enough = Rightsizing.candidates(load, offers()).stream()
                    .map(Candidate::offer)
                    .toList();
            return enough.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CostPerformance.of(
                            enough, level::rate, peak * (1 + target.rateHeadroom()), target.budgetUsd()));
        });
    }

    /** At list price, for 730 hours. Where instances are scaled, what ran on average is compared. */
    BigDecimal monthlySaving(Cheaper cheaper) {
        MeasuredHours hours = measures.in(variant);
        double present = variant.leastInstances() != null && hours.measured() > 0
                ? Math.min(count, hours.instanceHours() / hours.measured())
                : count;
        BigDecimal each =
                measures.offer(variant.instanceType()).map(Offer::usdPerHour).orElse(BigDecimal.ZERO);
        return each.multiply(BigDecimal.valueOf(present))
                .subtract(cheaper.best().usdPerHour())
                .multiply(CostPerformance.HOURS)
                .setScale(2, RoundingMode.HALF_UP);
    }

    List<String> evidence(Cheaper cheaper) {
        List<String> lines = new ArrayList<>();
        load().ifPresent(load -> {
            Spec now = load.current();
            Spec then = cheaper.best().offer().spec();
            for (Resource resource : Resource.values()) {
                if (load.demand().of(resource) instanceof Measure.Known(double demand)) {
                    boolean shared = resource == Resource.CPU || resource == Resource.GPU;
                    double headroom = load.headroom().of(resource);
                    lines.add(word(resource) + ": " + number(demand) + " of "
                            + number(now.capacity(resource) * (shared ? count : 1)) + " " + units(resource)
                            + (shared ? "" : " an instance") + " were enough in 99.5% of the hours. With "
                            + percent(headroom)
                            + " headroom, " + number(demand * (1 + headroom))
                            + " are needed; the proposed instances have "
                            + number(then.lastingCapacity(resource)
                                    * (shared ? cheaper.best().instances() : 1))
                            + (shared ? "." : " each."));
                } else if (resource == Resource.MEMORY) {
                    lines.add("Memory was not measured, so only types with as much or more are considered.");
                }
            }
            lines.add(load.demand().hours() + " hours of " + now.type() + " were measured.");
        });
        measured(cheaper).ifPresent(rate -> lines.add(measuredWords(rate)));
        lines.add("List price: " + count + " \u00d7 " + variant.instanceType() + " at "
                + Formats.exactPrice(
                        measures.offer(variant.instanceType())
                                .map(Offer::usdPerHour)
                                .orElse(BigDecimal.ZERO),
                        "USD")
                + ", " + cheaper.best().instances() + " \u00d7 "
                + cheaper.best().offer().type() + " at "
                + Formats.exactPrice(cheaper.best().offer().usdPerHour(), "USD") + " an hour, 730 hours a month.");
        return lines;
    }

    /** What a job measured of the proposed type; empty where the proposal rests on something else. */
    private Optional<MeasuredRate> measured(Cheaper cheaper) {
        return target.latencyMs() == null || cheaper.best().evidence() != Evidence.MEASURED
                ? Optional.empty()
                : Optional.ofNullable(MeasuredRate.within(target.latencyMs(), variant.rates())
                        .get(cheaper.best().offer().type()));
    }

    private static String measuredWords(MeasuredRate rate) {
        return "Inference Recommender job " + rate.job().replaceAll("\\s+", " ") + " of "
                + Formats.date(LocalDate.ofInstant(rate.completed(), ZoneOffset.UTC)) + " measured "
                + number(rate.perSecond() * 60) + " requests a minute on one " + rate.type() + ", at "
                + number(rate.latencyMs()) + " ms.";
    }

    List<String> assumptions(Cheaper cheaper) {
        List<String> lines = new ArrayList<>();
        lines.add("Every instance is as busy as the busiest one, and the load stays as it is.");
        if (target.latencyMs() == null) {
            lines.add("This workload has no latency requirement, so latency is not checked. Set one to check it.");
        } else if (cheaper.best().evidence() == Evidence.ESTIMATED) {
            lines.add("That it answers within " + number(target.latencyMs())
                    + " ms is estimated from how its use grows with requests. Test it before you rely on it.");
        }
        measured(cheaper).ifPresent(rate -> {
            lines.add(
                    "The job\u2019s sample requests are like the real ones. Its latency is the model\u2019s alone, and"
                            + " AWS doesn\u2019t say which share of the answers it is of.");
            if (rate.tuned()) {
                lines.add("The job set environment parameters of the container. Set the same ones.");
            }
        });
        load().ifPresent(load -> architecture(load, cheaper).ifPresent(lines::add));
        lines.add(
                "The discount from list price stays as it is now. A Savings Plan that covers it may go partly unused.");
        return lines;
    }

    /** What a change of architecture takes, or what one would save that nobody has allowed. */
    private Optional<String> architecture(Workload load, Cheaper cheaper) {
        Spec now = load.current();
        Spec then = cheaper.best().offer().spec();
        if (then.otherArchitecture(now)) {
            return Optional.of("It changes the processor architecture from " + now.architecture() + " to "
                    + then.architecture()
                    + ": container and model are built for both, as its requirements say, and a vCPU of"
                    + " one does as much as a vCPU of the other.");
        }
        return Rightsizing.onOtherArchitecture(load, cheaper, offers())
                .map(one -> "It stays on " + now.architecture() + ". If container and model are also built for "
                        + one.offer().spec().architecture() + ", set that in its requirements: " + one.instances()
                        + " \u00d7 "
                        + one.offer().type() + " at "
                        + Formats.exactPrice(one.offer().usdPerHour(), "USD")
                        + " an hour would be enough.");
    }

    private static String units(Resource resource) {
        return switch (resource) {
            case CPU -> "vCPUs";
            case GPU -> "GPUs";
            case MEMORY, GPU_MEMORY -> "GiB";
        };
    }

    private static String word(Resource resource) {
        return switch (resource) {
            case CPU -> "CPU";
            case MEMORY -> "Memory";
            case GPU -> "GPU";
            case GPU_MEMORY -> "GPU memory";
        };
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }
}
