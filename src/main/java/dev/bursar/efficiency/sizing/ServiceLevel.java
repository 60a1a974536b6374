package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.formula.Utilisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second an instance answers while latency stays within a limit: what the type that ran has proved, and what may be
 * expected of others.
 *
 * @param limitMs of the 99th percentile of latency, in milliseconds
 * @param current the type that ran
 * @param proven requests a second and instance of the type that ran
 * @param fit known where usage follows requests: the lowest share of variance that they explain, over CPU and GPU
 * @param measured requests a second and instance by type, from Inference Recommender jobs
 * @param tooFast by type, at how many requests a second and instance such a job measured more latency than the limit
 */
public record ServiceLevel(
        double limitMs,
        Spec current,
        Measure proven,
        Measure fit,
        Map<String, Double> measured,
        Map<String, Double> tooFast) {
    private static final int BUCKETS = 20;
    private static final double WITHIN = 0.95;
    private static final int LEAST_HOURS = 6;
    private static final int LEAST_HOURS_TO_FIT = 48;
    private static final double LEAST_R_SQUARED = 0.5;

    /**
     * Requests a second and instance.
     *
     * @param evidence null where the rate is not known
     */
    public record Rate(Measure perSecond, @Nullable Evidence evidence) {}

    private record Load(double rate, double latency) {}

    public ServiceLevel {
        measured = Map.copyOf(measured);
        tooFast = Map.copyOf(tooFast);
    }

    /**
     * Learns from the hours of the type that runs.
     *
     * @param limitMs of the 99th percentile of latency, in milliseconds
     * @param rates what Inference Recommender jobs measured of what runs, at any latency
     */
    public static ServiceLevel of(
            double limitMs, MeasuredHours hours, Spec current, CpuScale scale, List<MeasuredRate> rates) {
        Map<String, Double> measured = new HashMap<>();
        MeasuredRate.within(limitMs, rates).forEach((type, rate) -> measured.put(type, rate.perSecond()));
        return new ServiceLevel(
                limitMs,
                current,
                proven(limitMs * 1000, hours),
                fit(hours, current, scale),
                measured,
                MeasuredRate.above(limitMs, rates));
    }

    /** What an instance of a type may be given, and what that rests on. */
    public Rate rate(Spec type) {
        boolean ran = type.type().equals(current.type());
        if (ran && proven.isKnown()) {
            return new Rate(proven, Evidence.PROVEN);
        }
        Double tried = measured.get(type.type());
        if (tried != null) {
            return new Rate(Measure.of(tried), Evidence.MEASURED);
        }
        Double base = measured.get(current.type());
        Measure known = proven.isKnown() || base == null ? proven : Measure.of(base);
        if (ran || !known.isKnown()) {
            return new Rate(known, null);
        }
        if (fit instanceof NotKnown unknown) {
            return new Rate(unknown, null);
        }
        double ratio = ratio(type);
        if (ratio <= 0) {
            return new Rate(Measure.notKnown(Reason.NO_GPU), null);
        }
        Measure estimate = known.map(rate -> rate * ratio);
        return estimate instanceof Measure.Known(double rate)
                        && rate >= tooFast.getOrDefault(type.type(), Double.POSITIVE_INFINITY)
                ? new Rate(
                        Measure.notKnown(Reason.LATENCY_ABOVE_LIMIT, "an Inference Recommender job measured it"), null)
                : new Rate(estimate, Evidence.ESTIMATED);
    }

    private double ratio(Spec type) {
        double cpu = type.lastingCapacity(Hardware.CPU) / current.lastingCapacity(Hardware.CPU);
        return current.gpus() == 0 ? cpu : Math.min(cpu, (double) type.gpus() / current.gpus());
    }

    /**
     * The rate of the highest bucket of hours such that in it and in every lower one latency stayed within the limit. The lowest rate
     * of the bucket counts: all of its hours had at least that. Hours of the same rate are in the same bucket.
     */
    private static Measure proven(double limit, MeasuredHours hours) {
        var loads = new ArrayList<Load>();
        for (HourPoint point : hours.points()) {
            double instances = hours.instances(point);
            Double latency = latency(point);
            if (instances > 0 && latency != null && point.invocations() != null && point.invocations() > 0) {
                loads.add(new Load(point.invocations() / instances / 3600, latency));
            }
        }
        if (loads.isEmpty()) {
            return Measure.notKnown(Reason.NO_REQUESTS);
        }
        loads.sort(Comparator.comparingDouble(Load::rate));
        Measure best = Measure.notKnown(
                loads.size() < BUCKETS * LEAST_HOURS ? Reason.NO_METRICS : Reason.LATENCY_ABOVE_LIMIT,
                loads.size() + " hours with requests");
        for (List<Load> bucket : buckets(loads)) {
            long within =
                    bucket.stream().filter(load -> load.latency() <= limit).count();
            if (bucket.size() < LEAST_HOURS || within < WITHIN * bucket.size()) {
                break;
            }
            best = Measure.of(bucket.getFirst().rate());
        }
        return best;
    }

    private static List<List<Load>> buckets(List<Load> sorted) {
        var buckets = new ArrayList<List<Load>>();
        int last = -1;
        for (int i = 0; i < sorted.size(); i++) {
            boolean same = i > 0 && sorted.get(i).rate() == sorted.get(i - 1).rate();
            int bucket = (int) ((long) i * BUCKETS / sorted.size());
            if (!same && bucket != last) {
                buckets.add(new ArrayList<>());
                last = bucket;
            }
            buckets.getLast().add(sorted.get(i));
        }
        return buckets;
    }

    /** The 99th percentile of the model and the average of what SageMaker adds, in microseconds. */
    private static @Nullable Double latency(HourPoint point) {
        if (point.latencyP99() == null || !Double.isFinite(point.latencyP99())) {
            return null;
        }
        double overhead = point.overheadAverage() == null ? 0 : point.overheadAverage();
        return point.latencyP99() + (Double.isFinite(overhead) ? overhead : 0);
    }

    private static Measure fit(MeasuredHours hours, Spec spec, CpuScale scale) {
        Measure cpu = fit(Hardware.CPU, hours, spec, scale);
        Measure gpu = spec.gpus() == 0 ? cpu : fit(Hardware.GPU, hours, spec, scale);
        if (cpu instanceof Measure.Known(double one) && gpu instanceof Measure.Known(double other)) {
            return Measure.of(Math.min(one, other));
        }
        return cpu.isKnown() ? gpu : cpu;
    }

    private static Measure fit(Hardware resource, MeasuredHours hours, Spec spec, CpuScale scale) {
        var requests = new ArrayList<Double>();
        var usage = new ArrayList<Double>();
        for (HourPoint point : hours.points()) {
            double instances = hours.instances(point);
            Double percent = point.average(resource);
            if (instances <= 0 || percent == null) {
                continue;
            }
            double units = resource.units(percent, spec, scale);
            if (Utilisation.plausible(units, spec.capacity(resource))) {
                requests.add(point.invocations() == null ? 0 : point.invocations() / instances);
                usage.add(units);
            }
        }
        if (usage.size() < LEAST_HOURS_TO_FIT) {
            return Measure.notKnown(Reason.NO_METRICS, usage.size() + " hours");
        }
        Optional<LinearFit> fit = LinearFit.of(array(requests), array(usage));
        return fit.filter(line -> line.rSquared() >= LEAST_R_SQUARED)
                .map(line -> Measure.of(line.rSquared()))
                .orElse(Measure.notKnown(Reason.NO_FIT));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * A line through points by least squares, of which neither the start nor the slope is below 0: more requests never need less, and none
     * never need less than nothing.
     *
     * @param rSquared the share of the variance that the line explains
     */
    record LinearFit(double start, double slope, double rSquared) {
        /** Empty where the points don't differ, or where the slope would be below 0. */
        static Optional<LinearFit> of(double[] x, double[] y) {
            int n = x.length;
            if (n < 2) {
                return Optional.empty();
            }
            double meanX = mean(x);
            double meanY = mean(y);
            double xx = 0;
            double xy = 0;
            double yy = 0;
            for (int i = 0; i < n; i++) {
                xx += (x[i] - meanX) * (x[i] - meanX);
                xy += (x[i] - meanX) * (y[i] - meanY);
                yy += (y[i] - meanY) * (y[i] - meanY);
            }
            if (xx <= 0 || yy <= 0) {
                return Optional.empty();
            }
            double slope = xy / xx;
            double start = meanY - slope * meanX;
            if (start < 0) {
                start = 0;
                slope = (xy + n * meanX * meanY) / (xx + n * meanX * meanX);
            }
            if (slope < 0) {
                return Optional.empty();
            }
            double errors = 0;
            for (int i = 0; i < n; i++) {
                double error = y[i] - start - slope * x[i];
                errors += error * error;
            }
            return Optional.of(new LinearFit(start, slope, 1 - errors / yy));
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }
    }
}
