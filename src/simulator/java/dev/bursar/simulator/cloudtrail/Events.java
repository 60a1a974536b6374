package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** All events of the organisation: those of a day are the same whenever they are asked for. Tests may add others. */
public final class Events {

    /** For how many days LookupEvents knows an event. */
    public static final Duration LOOKED_UP = Duration.ofDays(90);

    /** So many days before today have events at all; the oldest are in the trail's files only. */
    private static final int DAYS = 100;

    private static final Comparator<Event> OLDEST_FIRST =
            Comparator.comparing(Event::time).thenComparing(Event::id);

    private final Organisation organisation;
    private final Clock clock;
    private final List<Resource> resources;
    private final DailyActivity activity;
    private final OpenedNotebooks notebooks;
    private final Map<LocalDate, List<Event>> once = new HashMap<>();
    private final Map<LocalDate, List<Event>> days = new HashMap<>();
    private final List<Event> added = new CopyOnWriteArrayList<>();
    private List<Event> made = List.of();
    private LocalDate madeOn = LocalDate.MIN;

    public Events(Organisation organisation, ResourceInventory inventory, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
        // what tests do to the inventory later doesn't change the past
        this.resources = inventory.all();
        this.activity = new DailyActivity(resources);
        this.notebooks = new OpenedNotebooks(resources);
    }

    /** Most tests ask for no events: what happens once is made when they are first asked for. */
    private void once() {
        if (once.isEmpty()) {
            var story = organisation.storyDay();
            var oldest = story.minusDays(DAYS);
            var opened = day(organisation.opened());
            Stream.of(
                            Stories.of(story, resources),
                            notebooks.once(story),
                            Lifecycles.of(resources, opened.isAfter(oldest) ? opened : oldest))
                    .flatMap(List::stream)
                    .forEach(event -> once.computeIfAbsent(day(event.time()), none -> new ArrayList<>())
                            .add(event));
        }
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Adds an event, which is found at once and stands in a file of the trail. */
    public void add(String account, String region, String recordJson) {
        if (!(Json.MAPPER.readTree(recordJson) instanceof ObjectNode record)) {
            throw new IllegalArgumentException("A record is a JSON object");
        }
        add(account, region, record);
    }

    public void add(String account, String region, ObjectNode record) {
        added.add(Event.added(account, region, record.deepCopy(), clock.instant()));
    }

    /** Everything that is found now, oldest first. */
    public List<Event> all() {
        return found(event -> true);
    }

    private List<Event> found(Predicate<Event> wanted) {
        var now = clock.instant();
        return Stream.concat(made().stream(), added.stream())
                .filter(wanted)
                .filter(event -> !event.visible().isAfter(now))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** What LookupEvents finds in a Region of an account, newest first. */
    public List<Event> lookedUp(String account, String region) {
        var oldest = clock.instant().minus(LOOKED_UP);
        return found(event -> event.account().equals(account)
                        && event.region().equals(region)
                        && !event.time().isBefore(oldest))
                .reversed();
    }

    /** All events of the last days and of today, those that are not found yet too. */
    synchronized List<Event> made() {
        var today = day(clock.instant());
        if (!today.equals(madeOn)) {
            once();
            made = today.minusDays(DAYS)
                    .datesUntil(today.plusDays(2))
                    .filter(organisation::hasOpenedBy)
                    .flatMap(day -> days.computeIfAbsent(day, this::make).stream())
                    .toList();
            madeOn = today;
        }
        return made;
    }

    List<Event> added() {
        return added;
    }

    private List<Event> make(LocalDate day) {
        var events = new ArrayList<>(activity.on(day));
        events.addAll(notebooks.on(day));
        events.addAll(once.getOrDefault(day, List.of()));
        events.sort(OLDEST_FIRST);
        return List.copyOf(events);
    }
}
