package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.spi.MlApp;
import dev.bursar.efficiency.spi.MlComponent;
import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.spi.MlNotebook;
import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.efficiency.spi.MlSource.Capacity;
import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.workload.WorkloadStore.Row;
import dev.bursar.kernel.JobFamily;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a place has, gathered before anything is stored. Where AWS refuses one kind of workload, what was known of that kind stays as it
 * is, and the other kinds are read all the same.
 */
final class PlaceReading {
    private static final Set<Kind> BEARABLE = EnumSet.complementOf(EnumSet.of(Kind.OFF));

    private final Place place;
    private final MlSource source;
    private final RequestMeter meter;
    private final Instant began;

    private final List<MlEndpoint> changed = new ArrayList<>();
    private final List<Listed> unchanged = new ArrayList<>();
    private final List<Listed> undescribed = new ArrayList<>();
    private final Map<String, MlJob> jobs = new LinkedHashMap<>();
    private final Set<WorkloadKind> whole = EnumSet.noneOf(WorkloadKind.class);
    private @Nullable List<MlComponent> components = List.of();
    private @Nullable Map<String, Capacity> capacities = Map.of();
    private List<MlNotebook> notebooks = List.of();
    private List<MlApp> apps = List.of();
    private @Nullable SourceProblem problem;

    private PlaceReading(Place place, MlSource source, RequestMeter meter, Instant began) {
        this.place = place;
        this.source = source;
        this.meter = meter;
        this.began = began;
    }

    /** @throws SourceProblem where AWS answers nothing of the place */
    static PlaceReading of(Place place, MlSource source, WorkloadStore store, RequestMeter meter, Clock clock) {
        var reading = new PlaceReading(place, source, meter, clock.instant());
        reading.read(WorkloadKind.ENDPOINT, () -> reading.readEndpoints(store.described(place)));
        reading.read(WorkloadKind.NOTEBOOK, () -> reading.notebooks = source.notebooks(place, meter));
        reading.read(WorkloadKind.APP, () -> reading.apps = source.apps(place, meter));
        reading.read(WorkloadKind.JOB_FAMILY, () -> reading.readJobs(store));
        if (reading.problem != null && reading.whole.isEmpty() && reading.size() == 0) {
            throw reading.problem;
        }
        return reading;
    }

    private void read(WorkloadKind kind, Runnable reading) {
        whole.add(kind);
        attempt(kind, BEARABLE, reading);
    }

    /** Goes on after a problem of some kinds, with workloads of the kind not read whole. */
    private boolean attempt(WorkloadKind kind, Set<Kind> bearable, Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (SourceProblem e) {
            if (!bearable.contains(e.kind())) {
                throw e;
            }
            if (problem == null) {
                problem = e;
            }
            whole.remove(kind);
            return false;
        }
    }

    /** One answer that can't be read doesn't hide all that come after it. */
    private boolean describe(WorkloadKind kind, Runnable reading) {
        return attempt(kind, EnumSet.of(Kind.BAD_ANSWER), reading);
    }

    private void readEndpoints(Map<String, Instant> known) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        source.endpoints(place, meter, page -> page.forEach(one -> listed.put(one.arn(), one)));
        for (Listed one : listed.values()) {
            if (one.modified() != null && one.modified().equals(known.get(one.arn()))) {
                unchanged.add(one);
            } else if (!describe(
                    WorkloadKind.ENDPOINT,
                    () -> source.endpoint(place, one.name(), meter).ifPresent(changed::add))) {
                undescribed.add(one);
            }
        }
        if (listed.isEmpty()) {
            return;
        }
        if (!attempt(WorkloadKind.ENDPOINT, BEARABLE, () -> capacities = source.capacities(place, meter))) {
            capacities = null;
        }
        if (!attempt(WorkloadKind.ENDPOINT, BEARABLE, () -> components = source.components(place, meter))) {
            components = null;
            // requests of an endpoint with components are counted by component: without them it would look idle
            changed.removeIf(one -> one.variants().stream().anyMatch(variant -> variant.model() == null));
        }
    }

    private void readJobs(WorkloadStore store) {
        Instant since = began.minus(WorkloadSync.JOBS);
        Set<String> ended = new HashSet<>(store.endedJobs(place, since));
        for (JobKind kind : JobKind.values()) {
            Map<String, Listed> listed = new LinkedHashMap<>();
            source.jobs(place, kind, since, meter, page -> page.forEach(one -> listed.put(one.arn(), one)));
            listed.values().stream()
                    .filter(one -> !ended.contains(one.arn()))
                    .forEach(one -> describe(
                            WorkloadKind.JOB_FAMILY,
                            () -> source.job(place, kind, one.name(), meter)
                                    .ifPresent(job -> jobs.put(job.arn(), job))));
        }
    }

    /** Why something is missing; null where all was read. */
    @Nullable
    SourceProblem problem() {
        return problem;
    }

    boolean hasEndpoints() {
        return !changed.isEmpty() || !unchanged.isEmpty() || !undescribed.isEmpty();
    }

    int size() {
        return changed.size() + unchanged.size() + undescribed.size() + notebooks.size() + apps.size() + jobs.size();
    }

    /** Stores what was read; of kinds that were read whole, what AWS no longer lists is gone. */
    void save(WorkloadStore store, long run, Instant now) {
        for (MlEndpoint one : changed) {
            long id = store.save(
                    row(
                            WorkloadKind.ENDPOINT,
                            one.arn(),
                            one.name(),
                            one.status(),
                            one.created(),
                            one.modified(),
                            one.config(),
                            one.async(),
                            one.publishSeconds()),
                    now);
            store.variants(id, one, capacities, now);
        }
        unchanged.forEach(one -> store.seen(one.arn(), one.status(), now));
        undescribed.forEach(one -> store.listed(
                row(WorkloadKind.ENDPOINT, one.arn(), one.name(), one.status(), one.created(), one.modified()), now));
        if (components != null) {
            store.components(place, components);
        }
        for (MlNotebook one : notebooks) {
            Row row = row(WorkloadKind.NOTEBOOK, one.arn(), one.name(), one.status(), one.created(), one.modified());
            store.only(store.save(row, now), one.instanceType(), 1);
        }
        for (MlApp one : apps) {
            Row row =
                    row(WorkloadKind.APP, one.arn(), one.owner() + "/" + one.name(), one.status(), one.created(), null);
            store.only(store.save(row, now), one.instanceType(), 1);
        }
        saveJobs(store, now);
        store.complete(place, whole, began, run, now);
    }

    private void saveJobs(WorkloadStore store, Instant now) {
        Map<String, Long> families = new LinkedHashMap<>();
        for (MlJob job : jobs.values()) {
            String arn = JobFamily.of(job.arn()).name() + "*";
            Long family = families.get(arn);
            if (family == null) {
                Row row = row(
                        WorkloadKind.JOB_FAMILY,
                        arn,
                        JobFamily.of(job.name()).name(),
                        "",
                        job.created(),
                        job.created());
                family = store.save(row, now);
                families.put(arn, family);
            }
            store.job(family, job);
        }
        families.values().forEach(family -> store.jobTypes(family, began.minus(WorkloadSync.JOBS), now));
    }

    private Row row(
            WorkloadKind kind,
            String arn,
            String name,
            String status,
            @Nullable Instant created,
            @Nullable Instant modified) {
        return row(kind, arn, name, status, created, modified, "", false, 60);
    }

    private Row row(
            WorkloadKind kind,
            String arn,
            String name,
            String status,
            @Nullable Instant created,
            @Nullable Instant modified,
            String config,
            boolean async,
            int publishSeconds) {
        return new Row(
                kind,
                arn,
                place.account(),
                place.region(),
                name,
                status,
                created,
                modified,
                config,
                async,
                publishSeconds);
    }
}
