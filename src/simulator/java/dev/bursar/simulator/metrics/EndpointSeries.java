package dev.bursar.simulator.metrics;

import dev.bursar.simulator.metrics.Series.Chance;
import dev.bursar.simulator.metrics.Series.Samples;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.InstanceType;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.Rhythm;
import dev.bursar.simulator.ml.Variant;
import dev.bursar.simulator.organisation.ResourceUse.Run;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A metric of a variant. CPU, GPU and GPU memory are sums over what an instance has of them; memory and disk are not. */
final class EndpointSeries implements Series {
    static final Map<String, String> UTILISATION = Series.units("utilisation");
    static final Map<String, String> REQUESTS = Series.units("requests");
    private static final double SPREAD = 0.12;
    private static final int HUNDRED = 100;
    private static final int KEPT_HOURS = 61;
    private static final int NAN_EVERY = 11;

    private final Endpoint endpoint;
    private final Variant variant;
    private final String metric;
    private final boolean utilisation;

    private EndpointSeries(Endpoint endpoint, Variant variant, String metric, boolean utilisation) {
        this.endpoint = endpoint;
        this.variant = variant;
        this.metric = metric;
        this.utilisation = utilisation;
    }

    /** Null where such a variant publishes no such metric. */
    static @Nullable Series utilisation(Endpoint endpoint, Variant variant, String metric) {
        var silent = variant.is(Oddity.NO_METRICS)
                || variant.serverlessMb() > 0
                || variant.is(Oddity.NO_MEMORY) && metric.equals("MemoryUtilization")
                || metric.endsWith("Reservation") && endpoint.components().isEmpty();
        return silent || !UTILISATION.containsKey(metric) ? null : new EndpointSeries(endpoint, variant, metric, true);
    }

    /** Asynchronous endpoints publish none of requests but the model's latency. */
    static @Nullable Series requests(Endpoint endpoint, Variant variant, String metric) {
        var silent = variant.is(Oddity.NO_METRICS) || endpoint.async() && !metric.equals("ModelLatency");
        return silent || !REQUESTS.containsKey(metric) ? null : new EndpointSeries(endpoint, variant, metric, false);
    }

    @Override
    public String unit() {
        return (utilisation ? UTILISATION : REQUESTS).getOrDefault(metric, "None");
    }

    @Override
    public Day on(LocalDate date) {
        var day = new VariantDay(endpoint, variant, date);
        var former = variant.former().isEmpty()
                ? null
                : new VariantDay(endpoint, variant.former().getFirst(), date);
        return minute -> {
            var samples = samples(day, minute);
            return samples == null && former != null ? samples(former, minute) : samples;
        };
    }

    private @Nullable Samples samples(VariantDay day, int minute) {
        var minutes = day.minutes(minute);
        if (minutes == 0 && variant.serverlessMb() == 0) {
            return null;
        }
        var samples = utilisation ? utilisation(day, minute, minutes) : requests(day, minute, minutes);
        return samples != null && variant.is(Oddity.NAN) && day.slot(minute) / 12 % NAN_EVERY == 0
                ? Samples.same(samples.count(), Double.NaN)
                : samples;
    }

    private @Nullable Samples utilisation(VariantDay day, int minute, int minutes) {
        if (variant.is(Oddity.LOST_POINTS) && day.hour(minute) * KEPT_HOURS % HUNDRED >= KEPT_HOURS) {
            return null;
        }
        var count = minutes * 60.0 / Endpoint.PUBLISH_SECONDS;
        var load = variant.load();
        var type = day.type();
        return switch (metric) {
            case "CPUUtilization" -> moving(count, day, minute, day.used(load.cpu(), minute), HUNDRED * type.vcpus());
            case "MemoryUtilization" ->
                moving(count, day, minute, load.memory() * (0.96 + 0.03 * day.level(minute)), HUNDRED);
            case "DiskUtilization" -> Samples.same(count, 14);
            case "GPUUtilization" ->
                type.gpus() == 0
                        ? null
                        : moving(count, day, minute, day.used(load.gpu(), minute), HUNDRED * type.gpus());
            case "GPUMemoryUtilization" ->
                type.gpus() == 0 ? null : moving(count, day, minute, load.gpuMemory(), HUNDRED * type.gpus());
            case "CPUReservation" -> Samples.same(count, reserved(minutes, one -> one.cores() / type.vcpus()));
            case "GPUReservation" ->
                type.gpus() == 0
                        ? null
                        : Samples.same(count, reserved(minutes, one -> (double) one.accelerators() / type.gpus()));
            default -> Samples.same(count, reserved(minutes, one -> one.memoryMb() / 1_024.0 / type.memory()));
        };
    }

    private double reserved(int minutes, ToDoubleFunction<Endpoint.Component> share) {
        var instances = Math.max(1.0, (double) minutes / SLOT_MINUTES);
        return endpoint.components().stream()
                        .mapToDouble(one -> share.applyAsDouble(one) * one.copies())
                        .sum()
                * HUNDRED
                / instances;
    }

    /** A steady load doesn't move at all. */
    private Samples moving(double count, VariantDay day, int minute, double share, double whole) {
        var right = Math.min(1, share) * (variant.is(Oddity.ABOVE_CAPACITY) ? 3 : 1) * whole;
        if (variant.load().rhythm() == Rhythm.STEADY) {
            return Samples.same(count, steady(share) * (variant.is(Oddity.ABOVE_CAPACITY) ? 3 : 1) * whole);
        }
        var mean = right * (1 - SPREAD * day.chance(minute, metric.hashCode()));
        return new Samples(count, mean, mean * (1 - SPREAD), Math.min(Math.max(mean, right), mean * (1 + SPREAD)));
    }

    private double steady(double share) {
        return metric.equals("MemoryUtilization") ? variant.load().memory() : share;
    }

    private @Nullable Samples requests(VariantDay day, int minute, int minutes) {
        var requests = day.requests(minute);
        if (requests == 0) {
            return null;
        }
        return switch (metric) {
            case "Invocations" -> Samples.same(requests, 1);
            case "InvocationsPerInstance" -> Samples.same(SLOT_MINUTES, (double) requests / Math.max(1, minutes));
            case "Invocation4XXErrors" -> part(requests, 0);
            case "Invocation5XXErrors", "InvocationModelErrors" -> part(requests, day.errors(minute));
            case "ModelLatency" -> Samples.skewed(requests, day.latency(minute));
            default -> Samples.skewed(requests, 3_200 + 1_400 * day.chance(minute, 5));
        };
    }

    private static Samples part(long requests, long errors) {
        var some = Math.min(requests, errors);
        return new Samples(requests, (double) some / requests, 0, some > 0 ? 1 : 0);
    }

    /** One day of a variant: how many of its instances ran in which five minutes, and what they had to do. */
    static final class VariantDay {
        private static final int SLOTS_A_DAY = Run.DAY / Series.SLOT_MINUTES;
        private static final double SLOTS_AN_HOUR = 12;
        private static final double MICROSECONDS = 1_000;

        private final Variant variant;
        private final LocalDate day;
        private final List<Run> runs;
        private final InstanceType type;
        private final long seed;

        VariantDay(Endpoint endpoint, Variant variant, LocalDate day) {
            this.variant = variant;
            this.day = day;
            this.runs = variant.running().on(day);
            this.type = InstanceType.named(variant.type());
            this.seed = endpoint.arn().hashCode() * 31L + variant.name().hashCode();
        }

        InstanceType type() {
            return type;
        }

        boolean runs() {
            return !runs.isEmpty();
        }

        /** The minutes of all instances. */
        int minutes(int minute) {
            var minutes = 0;
            for (var run : runs) {
                minutes += run.minutes(minute, minute + Series.SLOT_MINUTES);
            }
            return minutes;
        }

        /** The share of the highest load. */
        double level(int minute) {
            return variant.load().rhythm().at(day, minute, chance(minute, 1));
        }

        double chance(int minute, int what) {
            return Chance.of(seed + what, slot(minute));
        }

        long hour(int minute) {
            return day.toEpochDay() * 24 + minute / 60;
        }

        long slot(int minute) {
            return day.toEpochDay() * SLOTS_A_DAY + minute / Series.SLOT_MINUTES;
        }

        /** Requests, in whole numbers. */
        long requests(int minute) {
            if (minutes(minute) == 0) {
                return 0;
            }
            var requests = variant.load().requests() / SLOTS_AN_HOUR * level(minute);
            return (long) Math.floor(requests + chance(minute, 2));
        }

        long errors(int minute) {
            return (long) Math.floor(requests(minute) * variant.load().errors() + chance(minute, 3) * 0.9);
        }

        /** Microseconds of the model, more of them the more is asked. */
        double latency(int minute) {
            var level = level(minute);
            return variant.load().latency() * MICROSECONDS * (1 + 1.5 * level * level);
        }

        /** A share of what an instance has, of something that is used the more the more is asked. */
        double used(double most, int minute) {
            return most * Math.max(0.02, level(minute));
        }
    }
}
