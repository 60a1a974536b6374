package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.cost.WorkloadCosts;
import dev.bursar.efficiency.reading.MetricPlan.Request;
import dev.bursar.efficiency.reading.MetricPlan.Wanted;
import dev.bursar.efficiency.reading.Outstanding.Due;
import dev.bursar.efficiency.reading.PointStore.Hour;
import dev.bursar.efficiency.reading.PointStore.Measured;
import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.WorkloadSync;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.text.StepText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the hourly metrics of variants once a day: what is new and the two days before it, because points come late; a month once more
 * after it has ended; and of what was never read, at once, the latest {@link WorkloadCosts#DAYS} days. AWS bills by metric, not by hour, so a long
 * time costs what a short one does. Each request is one commit, those of the dearest workloads first.
 */
@Component
public class MetricSync implements SyncJob {
    public static final String NAME = EfficiencyJobs.METRICS;

    private static final Duration AGAIN = Duration.ofHours(48);
    /** A little less than a day, so that a run that begins early still counts as the day's. */
    private static final Duration DAY = Duration.ofHours(20);

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final int MONTH_SETTLES_DAYS = 3;

    private final Workloads workloads;
    private final WorkloadCosts costs;
    private final PointStore points;
    private final MetricSource source;
    private final MetricLists lists;
    private final AgentMetrics agent;
    private final Reach reach;
    private final AwsPrerequisite prerequisite;
    private final JobRequests jobs;
    private final Clock clock;

    MetricSync(
            Workloads workloads,
            WorkloadCosts costs,
            PointStore points,
            MetricSource source,
            Reach reach,
            AwsPrerequisite prerequisite,
            JobRequests jobs,
            Clock clock) {
        this.workloads = workloads;
        this.costs = costs;
        this.points = points;
        this.source = source;
        this.lists = new MetricLists(reach);
        this.agent = new AgentMetrics(source, points, lists);
        this.reach = reach;
        this.prerequisite = prerequisite;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read metrics of workloads";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of(EfficiencyJobs.WORKLOADS, EfficiencyJobs.PRICES, EfficiencyJobs.RESOURCE_COSTS);
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public BigDecimal leastCostUsd() {
        return price(metrics());
    }

    @Override
    public Optional<Estimate> estimate() {
        int metrics = metrics();
        return metrics == 0
                ? Optional.empty()
                : Optional.of(
                        new Estimate(
                                metrics,
                                price(metrics),
                                "CloudWatch bills $0.01 for 1,000 metrics, however long the time. Each day costs about as much again."));
    }

    private static BigDecimal price(int metrics) {
        return MetricSource.USD_A_METRIC.multiply(BigDecimal.valueOf(metrics));
    }

    private int metrics() {
        Set<Metric> all = new HashSet<>();
        int count = 0;
        Set<Long> asked = points.latencyAsked();
        Instant now = clock.instant();
        JobMetrics ofJobs = jobMetrics(now);
        for (MlWorkload workload : workloads.all()) {
            all.clear();
            for (Variant variant : workload.variants()) {
                if (WantedMetrics.isMeasured(workload, variant)) {
                    count += ofJobs.count(workload, variant, now.minus(AGAIN), now);
                    count += variant.gpuMetrics() == null ? 0 : variant.gpuMetrics();
                    all.addAll(WantedMetrics.of(workload, variant, asked.contains(workload.id())));
                }
            }
            count += all.size();
        }
        return count;
    }

    /** The metrics of a workload's variants stand together, so that what ends in between leaves few variants with a part of them. */
    private static List<Wanted> wanted(List<Due> due, Map<Long, BigDecimal> cost) {
        Map<Long, List<Due>> byWorkload = due.stream()
                .collect(Collectors.groupingBy(one -> one.workload().id(), TreeMap::new, Collectors.toList()));
        return byWorkload.entrySet().stream()
                .map(one -> new Wanted(
                        one.getValue().getFirst().place(),
                        one.getValue().getFirst().workload().name(),
                        cost.getOrDefault(one.getKey(), BigDecimal.ZERO),
                        one.getValue().stream()
                                .flatMap(each -> each.metrics().stream())
                                .toList()))
                .toList();
    }

    @Override
    public int run(Run run) {
        run.commit(() -> {
            costs.refresh();
            return true;
        });
        Instant to = run.startedAt().minus(LATE).truncatedTo(ChronoUnit.HOURS);
        SortedMap<Instant, List<Due>> due = due(run, to);
        Map<Long, BigDecimal> cost = costs.totals();
        var left = new Left(new HashSet<>(), new HashSet<>());
        due.values()
                .forEach(some ->
                        some.forEach(one -> left.variants().add(one.variant().id())));
        // the latest hours first: a long time of what is new waits where money is short
        var windows = new ArrayList<>(due.keySet());
        int all = 0;
        Map<Instant, MetricPlan> plans = new TreeMap<>();
        for (Instant from : windows) {
            MetricPlan plan = MetricPlan.of(wanted(due.getOrDefault(from, List.of()), cost), from, to);
            plans.put(from, plan);
            all += plan.requests().size();
        }
        run.report(run.progress().doing("Reading metrics").slices(0, 0, all));
        try {
            for (Instant from : windows.reversed()) {
                var outstanding = new Outstanding(due.getOrDefault(from, List.of()));
                MetricPlan plan = plans.get(from);
                if (plan != null) {
                    for (Request request : plan.requests()) {
                        read(run, request, outstanding, from, to, left);
                    }
                }
            }
        } catch (CapReached e) {
            run.commit(() -> {
                points.missed(left.variants(), Unread.CAP, clock.instant());
                jobs.add(EfficiencyJobs.JUDGE);
                return true;
            });
            throw e;
        }
        Set<Place> places = new HashSet<>();
        due.values().forEach(some -> some.forEach(one -> places.add(one.place())));
        places.removeAll(left.failed());
        run.commit(() -> {
            places.forEach(place -> reach.answered(place, PlaceState.CLOUDWATCH));
            if (!due.isEmpty()) {
                jobs.add(EfficiencyJobs.JUDGE);
            }
            return true;
        });
        return run.progress().slicesFailed();
    }

    /**
     * @param failed places that refused a request
     * @param variants that are neither read nor refused
     */
    private record Left(Set<Place> failed, Set<Long> variants) {}

    private JobMetrics jobMetrics(Instant now) {
        return new JobMetrics(
                source,
                lists,
                workloads.jobs(now.minus(WorkloadSync.JOBS)).stream().collect(Collectors.groupingBy(Job::family)));
    }

    private SortedMap<Instant, List<Due>> due(Run run, Instant to) {
        Map<String, Place> places = new HashMap<>();
        reach.places().forEach(place -> places.put(place.account() + "/" + place.region(), place));
        Map<Long, Measured> measured = points.measured();
        Set<Long> asked = points.latencyAsked();
        Map<Place, Map<String, List<Metric>>> gpus = new HashMap<>();
        JobMetrics ofJobs = jobMetrics(to);
        SortedMap<Instant, List<Due>> due = new TreeMap<>();
        for (MlWorkload workload : workloads.all()) {
            @Nullable Place place = places.get(workload.account() + "/" + workload.region());
            if (place == null) {
                continue;
            }
            for (Variant variant : workload.variants()) {
                @Nullable Measured before = measured.get(variant.id());
                if (WantedMetrics.isMeasured(workload, variant)
                        && (before == null || before.to().isBefore(to))) {
                    var metrics = new ArrayList<>(WantedMetrics.of(workload, variant, asked.contains(workload.id())));
                    List<Metric> ofGpus = !AgentMetrics.mayHave(workload, variant)
                            ? List.of()
                            : gpus.computeIfAbsent(place, one -> agent.find(run, one))
                                    .getOrDefault(workload.name(), List.of());
                    metrics.addAll(ofGpus);
                    Instant from = from(AgentMetrics.areNew(variant, ofGpus) ? null : before, to);
                    if (workload.kind() == WorkloadKind.JOB_FAMILY) {
                        metrics.addAll(ofJobs.of(workload, variant, place, from, to, run));
                    }
                    if (!metrics.isEmpty()) {
                        due.computeIfAbsent(from, any -> new ArrayList<>())
                                .add(new Due(workload, variant, place, metrics));
                    }
                }
            }
        }
        due.remove(to);
        return due;
    }

    private static Instant from(@Nullable Measured before, Instant to) {
        Instant earliest = to.minus(Duration.ofDays(WorkloadCosts.DAYS));
        if (before == null) {
            return earliest;
        }
        LocalDate month = settledMonth(to);
        if (before.monthRead() == null || before.monthRead().isBefore(month)) {
            Instant first = month.atStartOfDay().toInstant(ZoneOffset.UTC);
            return first.isBefore(earliest) ? earliest : first;
        }
        Instant from = before.to().minus(AGAIN);
        return from.isBefore(earliest) ? earliest : from;
    }

    /** The first day of the last month whose points have all arrived. */
    private static LocalDate settledMonth(Instant to) {
        return LocalDate.ofInstant(to, ZoneOffset.UTC)
                .minusDays(MONTH_SETTLES_DAYS)
                .withDayOfMonth(1)
                .minusMonths(1);
    }

    private void read(Run run, Request request, Outstanding outstanding, Instant from, Instant to, Left left) {
        var now = run.progress();
        int requests = Math.max(1, now.slicesAll());
        try {
            List<Series> answer = source.read(request.place(), request.metrics(), from, to, run.meter());
            var reading = new HourReading();
            answer.forEach(series ->
                    outstanding.add(request.place(), request.metrics().get(series.metric()), series, reading));
            LocalDate month = settledMonth(to);
            boolean wholeMonth = !from.isAfter(month.atStartOfDay().toInstant(ZoneOffset.UTC));
            Map<Long, Outstanding.Quality> whole = outstanding.read(request, reading);
            List<Hour> hours = reading.hours();
            run.commit(() -> {
                points.save(hours);
                whole.forEach((variant, quality) -> points.measured(
                        variant,
                        new Measured(from, to, wholeMonth ? month : null, quality.complete(), quality.unreadable()),
                        clock.instant()));
                return true;
            });
            left.variants().removeAll(whole.keySet());
            run.report(now.doing(StepText.reading(
                            "metrics", request.place().region(), request.place().account()))
                    .slices(now.slicesDone() + 1, now.slicesFailed(), requests)
                    .rows(now.rowsChanged() + hours.size()));
        } catch (SourceProblem e) {
            Set<Long> missed = outstanding.variants(request);
            run.commit(() -> {
                reach.problem(request.place(), PlaceState.CLOUDWATCH, e);
                points.missed(missed, Unread.of(e.kind()), clock.instant());
                return true;
            });
            left.failed().add(request.place());
            left.variants().removeAll(missed);
            boolean counts = e.kind() != Kind.OFF;
            if (counts) {
                run.problem(e);
            }
            run.report(
                    now.slices(now.slicesDone() + (counts ? 0 : 1), now.slicesFailed() + (counts ? 1 : 0), requests));
        }
    }
}
