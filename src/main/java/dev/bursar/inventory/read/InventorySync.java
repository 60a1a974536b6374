package dev.bursar.inventory.read;

import dev.bursar.inventory.cost.ResourceCostSync;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource;
import dev.bursar.inventory.spi.ResourceSource.Explored;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.text.StepText;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Reads the resources of every place, several places at a time. A place that refuses, is slow or fails is a row with a sentence; the
 * others go on. A killed run goes on with the places that it had not read yet.
 */
@Component
class InventorySync implements SyncJob {
    static final String NAME = "inventory";
    private static final int PLACES_AT_A_TIME = 4;
    private static final int RESOURCES_A_COMMIT = 1_000;
    private static final Duration GONE_KEPT = Duration.ofDays(400);

    private final Reach reach;
    private final ResourceSource source;
    private final ResourceStore store;
    private final JobRequests jobs;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    InventorySync(
            Reach reach,
            ResourceSource source,
            ResourceStore store,
            JobRequests jobs,
            AwsPrerequisite prerequisite,
            Clock clock) {
        this.reach = reach;
        this.source = source;
        this.store = store;
        this.jobs = jobs;
        this.prerequisite = prerequisite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read resources and their tags";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public List<String> after() {
        return List.of("reach", "documents");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        List<Place> places = reach.places();
        Set<ResourceStore.Done> done = store.done(run.id());
        run.report(run.progress().doing("Reading resources").slices(0, 0, places.size()));
        int failed = Concurrently.slices(
                run,
                PLACES_AT_A_TIME,
                places,
                place -> StepText.done("resources", place.region(), place.account()),
                place -> read(run, place, done));
        run.commit(() -> {
            jobs.add(ResourceCostSync.NAME);
            return store.forget(clock.instant().minus(GONE_KEPT));
        });
        return failed;
    }

    private Concurrently.Done read(Run run, Place place, Set<ResourceStore.Done> done) {
        var problems = new ArrayList<SourceProblem>();
        var resources = new AtomicInteger();
        for (Source one : Source.values()) {
            if (done.contains(ResourceStore.Done.of(place, one))) {
                continue;
            }
            Optional<SourceProblem> problem =
                    reach.ask(run, place, one.stored(), () -> resources.addAndGet(read(run, place, one)));
            if (problem.isPresent() && !Reach.isFailure(problem.get())) {
                break;
            }
            problem.ifPresent(problems::add);
        }
        return new Concurrently.Done(resources.get(), problems);
    }

    private int read(Run run, Place place, Source from) {
        Instant began = clock.instant();
        var batch = new Batch(run, place, from, began);
        var explored = new Explored(Optional.empty(), true);
        switch (from) {
            case TAGGING -> source.tagged(place, run.meter(), batch::add);
            case RESOURCE_EXPLORER -> explored = source.untagged(place, run.meter(), batch::add);
        }
        boolean everything = explored.everything();
        Optional<Problem.AtPlace> incomplete = explored.missing();
        batch.flush();
        run.commit(() -> {
            if (incomplete.isEmpty()) {
                store.complete(place, from, everything, began, clock.instant());
                reach.answered(place, from.stored());
            } else {
                reach.incomplete(place, from.stored(), incomplete.get());
            }
            store.read(place, from, run.id(), began, incomplete.isEmpty(), batch.stored);
            return true;
        });
        return batch.stored;
    }

    /** Gathers pages, so that not each of them is a commit. */
    private final class Batch {
        private final Run run;
        private final Place place;
        private final Source from;
        private final Instant began;
        private final List<FoundResource> waiting = new ArrayList<>();
        private int stored;

        Batch(Run run, Place place, Source from, Instant began) {
            this.run = run;
            this.place = place;
            this.from = from;
            this.began = began;
        }

        void add(List<FoundResource> page) {
            waiting.addAll(page);
            if (waiting.size() >= RESOURCES_A_COMMIT) {
                flush();
            }
        }

        void flush() {
            if (!waiting.isEmpty()) {
                run.commit(() -> {
                    store.found(place, from, waiting, began);
                    return true;
                });
                stored += waiting.size();
                waiting.clear();
            }
        }
    }
}
