package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.formula.JobFamily;
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
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.SyncJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads what runs in SageMaker in every place, several places at a time, and finds GPU instances in charges. An endpoint is described
 * again only after it was changed, and a job only until it has ended. Requests are free.
 */
@Component
@Order(86)
public class WorkloadSync implements SyncJob {
    public static final String NAME = EfficiencyJobs.WORKLOADS;

    /** How far back jobs are listed. */
    static final Duration JOBS = Duration.ofDays(30);

    private static final int PLACES_AT_A_TIME = 8;
    private static final int GPU_DAYS = 14;

    private final Reach reach;
    private final MlSource source;
    private final WorkloadStore store;
    private final GpuInstances gpuInstances;
    private final AwsFindings awsFindings;
    private final Violations violations;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    WorkloadSync(
            Reach reach,
            MlSource source,
            WorkloadStore store,
            GpuInstances gpuInstances,
            AwsFindings awsFindings,
            Violations violations,
            AwsPrerequisite prerequisite,
            Clock clock) {
        this.reach = reach;
        this.source = source;
        this.store = store;
        this.gpuInstances = gpuInstances;
        this.awsFindings = awsFindings;
        this.violations = violations;
        this.prerequisite = prerequisite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read machine learning workloads";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        List<Place> places = reach.places();
        run.report(run.progress().doing("Reading workloads").slices(0, 0, places.size()));
        Concurrently.each(PLACES_AT_A_TIME, places, place -> read(run, place), outcome -> {
            Progress now = run.progress();
            boolean fine = outcome.problem() == null;
            if (outcome.problem() != null) {
                run.problem(outcome.problem());
            }
            run.report(now.doing("Reading workloads, " + outcome.place().region() + " of "
                            + outcome.place().account() + " is done")
                    .slices(now.slicesDone() + (fine ? 1 : 0), now.slicesFailed() + (fine ? 0 : 1), places.size())
                    .rows(now.rowsChanged() + outcome.workloads()));
        });
        run.commit(() -> {
            saveGpuInstances();
            store.readWhatIsNew();
            return true;
        });
        return run.progress().slicesFailed();
    }

    private record Outcome(
            Place place, int workloads, @Nullable SourceProblem problem) {}

    private Outcome read(Run run, Place place) {
        try {
            Instant began = clock.instant();
            Reading reading = new Reading(run, place);
            reading.read();
            run.commit(() -> {
                reading.save();
                store.complete(place, began, run.id(), clock.instant());
                reach.answered(place, PlaceState.SAGEMAKER);
                return true;
            });
            awsFindings.read(run, place);
            if (reading.hasEndpoints()) {
                violations.read(run, place);
            }
            return new Outcome(place, reading.size(), null);
        } catch (SourceProblem e) {
            run.commit(() -> {
                reach.problem(place, PlaceState.SAGEMAKER, e);
                return true;
            });
            return new Outcome(place, 0, e.kind() == Kind.OFF ? null : e);
        }
    }

    private void saveGpuInstances() {
        Instant now = clock.instant();
        LocalDate since = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(GPU_DAYS);
        gpuInstances.since(since).forEach(one -> {
            long id = store.save(
                    new Row(
                            WorkloadKind.EC2,
                            one.arn(),
                            one.account(),
                            one.region(),
                            one.instance(),
                            "",
                            null,
                            null,
                            "",
                            false,
                            300),
                    now);
            store.only(id, one.type(), 1);
        });
        store.goneInstances(now, now);
    }

    /** What a place has, gathered before anything is stored. */
    private final class Reading {
        private final Run run;
        private final Place place;
        private final List<MlEndpoint> changed = new ArrayList<>();
        private final List<Listed> unchanged = new ArrayList<>();
        private final Map<String, MlJob> jobs = new LinkedHashMap<>();
        private List<MlComponent> components = List.of();
        private Map<String, Capacity> capacities = Map.of();
        private List<MlNotebook> notebooks = List.of();
        private List<MlApp> apps = List.of();

        Reading(Run run, Place place) {
            this.run = run;
            this.place = place;
        }

        void read() {
            Map<String, Listed> listed = new LinkedHashMap<>();
            source.endpoints(place, run.meter(), page -> page.forEach(one -> listed.put(one.arn(), one)));
            Map<String, Instant> known = store.described(place);
            for (Listed one : listed.values()) {
                if (one.modified() != null && one.modified().equals(known.get(one.arn()))) {
                    unchanged.add(one);
                } else {
                    source.endpoint(place, one.name(), run.meter()).ifPresent(changed::add);
                }
            }
            if (!listed.isEmpty()) {
                components = source.components(place, run.meter());
                capacities = source.capacities(place, run.meter());
            }
            notebooks = source.notebooks(place, run.meter());
            apps = source.apps(place, run.meter());
            readJobs();
        }

        private void readJobs() {
            Instant since = clock.instant().minus(JOBS);
            Set<String> ended = new HashSet<>(store.endedJobs(place, since));
            for (JobKind kind : JobKind.values()) {
                Map<String, Listed> listed = new LinkedHashMap<>();
                source.jobs(place, kind, since, run.meter(), page -> page.forEach(one -> listed.put(one.arn(), one)));
                listed.values().stream()
                        .filter(one -> !ended.contains(one.arn()))
                        .forEach(one -> source.job(place, kind, one.name(), run.meter())
                                .ifPresent(job -> jobs.put(job.arn(), job)));
            }
        }

        boolean hasEndpoints() {
            return !changed.isEmpty() || !unchanged.isEmpty();
        }

        int size() {
            return changed.size() + unchanged.size() + notebooks.size() + apps.size() + jobs.size();
        }

        void save() {
            Instant now = clock.instant();
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
                store.variants(id, one, capacities);
            }
            unchanged.forEach(one -> store.seen(one.arn(), one.status(), now));
            store.components(place, components);
            for (MlNotebook one : notebooks) {
                Row row =
                        row(WorkloadKind.NOTEBOOK, one.arn(), one.name(), one.status(), one.created(), one.modified());
                store.only(store.save(row, now), one.instanceType(), 1);
            }
            for (MlApp one : apps) {
                Row row = row(
                        WorkloadKind.APP, one.arn(), one.owner() + "/" + one.name(), one.status(), one.created(), null);
                store.only(store.save(row, now), one.instanceType(), 1);
            }
            saveJobs(now);
        }

        private void saveJobs(Instant now) {
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
                    store.only(family, job.instanceType(), job.instances());
                    families.put(arn, family);
                }
                store.job(family, job);
            }
        }

        private Row row(
                WorkloadKind kind,
                String arn,
                String name,
                String status,
                Instant created,
                @Nullable Instant modified) {
            return row(kind, arn, name, status, created, modified, "", false, 60);
        }

        private Row row(
                WorkloadKind kind,
                String arn,
                String name,
                String status,
                Instant created,
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
}
