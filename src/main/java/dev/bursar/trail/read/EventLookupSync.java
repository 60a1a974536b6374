package dev.bursar.trail.read;

import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.text.StepText;
import dev.bursar.trail.spi.EventLookup;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Reads the events of every place by LookupEvents, several places at a time: what is new first, then what is missing of the last 90
 * days. A place that refuses, is slow or fails is a row with a sentence; the others go on.
 */
@Component
class EventLookupSync implements SyncJob {
    static final String NAME = "cloudtrail";

    private static final int PLACES_AT_A_TIME = 8;

    /** Regions in which sign-ins are recorded, whatever runs there. */
    private static final Set<String> SIGN_INS = Set.of("us-east-1", "us-east-2", "eu-north-1", "ap-southeast-2");

    private final Reach reach;
    private final EventLookup source;
    private final EventStore store;
    private final ReadPeriods periods;
    private final TrailSettings settings;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    EventLookupSync(
            Reach reach,
            EventLookup source,
            EventStore store,
            ReadPeriods periods,
            TrailSettings settings,
            AwsPrerequisite prerequisite,
            Clock clock) {
        this.reach = reach;
        this.source = source;
        this.store = store;
        this.periods = periods;
        this.settings = settings;
        this.prerequisite = prerequisite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read CloudTrail events";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public List<String> after() {
        return List.of("inventory");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        List<Place> places = places();
        run.report(run.progress().doing("Reading events").slices(0, 0, places.size()));
        return Concurrently.slices(
                run,
                PLACES_AT_A_TIME,
                places,
                place -> StepText.done("events", place.region(), place.account()),
                place -> read(run, place));
    }

    /** Those that are read anyway, and those that sign-ins land in. */
    private List<Place> places() {
        var places = new ArrayList<>(reach.places());
        for (Place place : List.copyOf(places)) {
            for (String region : SIGN_INS) {
                Place other = place.in(region);
                if (!places.contains(other)) {
                    places.add(other);
                }
            }
        }
        places.sort(Comparator.comparing(Place::account).thenComparing(Place::region));
        return places;
    }

    private Concurrently.Done read(Run run, Place place) {
        var reading = new PlaceReading(run, place, source, store, periods, settings.reads(), clock);
        Optional<SourceProblem> problem = reach.ask(run, place, PlaceState.CLOUDTRAIL, () -> {
            boolean behind = reading.read();
            run.commit(() -> {
                if (behind) {
                    reach.incomplete(
                            place,
                            PlaceState.CLOUDTRAIL,
                            place.problem(Problem.Why.EVENTS_TOO_FAST, "", TrailSettings.FILES));
                } else {
                    reach.answered(place, PlaceState.CLOUDTRAIL);
                }
                return true;
            });
        });
        return Concurrently.Done.of(reading.added(), problem.filter(Reach::isFailure));
    }
}
