package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.spi.MlSource;
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
import dev.bursar.sync.text.StepText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what runs in SageMaker and what is provisioned in Bedrock in every place, several places at a time, and finds GPU instances in
 * charges. An endpoint is described again only after it was changed, and a job only until it has ended. Requests are free.
 */
@Component
public class WorkloadSync implements SyncJob {
    public static final String NAME = EfficiencyJobs.WORKLOADS;

    /** How far back jobs are listed. */
    public static final Duration JOBS = Duration.ofDays(30);

    private static final int PLACES_AT_A_TIME = 8;
    private static final int GPU_DAYS = 14;

    private final Reach reach;
    private final MlSource source;
    private final WorkloadStore store;
    private final GpuInstances gpuInstances;
    private final AwsChecks awsChecks;
    private final BedrockModels bedrock;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    WorkloadSync(
            Reach reach,
            MlSource source,
            WorkloadStore store,
            GpuInstances gpuInstances,
            AwsChecks awsChecks,
            BedrockModels bedrock,
            AwsPrerequisite prerequisite,
            Clock clock) {
        this.reach = reach;
        this.source = source;
        this.store = store;
        this.gpuInstances = gpuInstances;
        this.awsChecks = awsChecks;
        this.bedrock = bedrock;
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
    public List<String> after() {
        return List.of("resource-costs");
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
            run.report(now.doing(StepText.done(
                            "workloads",
                            outcome.place().region(),
                            outcome.place().account()))
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
            PlaceReading reading = PlaceReading.of(place, source, store, run.meter(), clock);
            run.commit(() -> {
                reading.save(store, run.id(), clock.instant());
                SourceProblem missing = reading.problem();
                if (missing == null) {
                    reach.answered(place, PlaceState.SAGEMAKER);
                } else {
                    reach.incomplete(place, PlaceState.SAGEMAKER, missing.problem());
                }
                return true;
            });
            awsChecks.read(run, place, reading.hasEndpoints());
            return new Outcome(place, reading.size() + bedrock.read(run, place), reading.problem());
        } catch (SourceProblem e) {
            run.commit(() -> {
                reach.problem(place, PlaceState.SAGEMAKER, e);
                return true;
            });
            return e.kind() == Kind.OFF ? new Outcome(place, 0, null) : new Outcome(place, bedrock.read(run, place), e);
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
}
