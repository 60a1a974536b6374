package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.cloudtrail.Actors.AccountUsers;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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

    /**
     * Who opens notebook instances and Studio apps. Of those that are charged the first one of each kind is opened on Mondays, the second one
     * was opened once, long ago, and the others never.
     */
    static final class OpenedNotebooks {
        private static final String NOTEBOOK = "sagemaker:notebook-instance";
        private static final String APP = "sagemaker:app";
        private static final int LONG_AGO = 30;

        private final List<Resource> resources;

        OpenedNotebooks(List<Resource> resources) {
            this.resources = resources.stream()
                    .filter(OpenedNotebooks::isCharged)
                    .sorted(Comparator.comparing(Resource::arn))
                    .toList();
        }

        private static boolean isCharged(Resource resource) {
            return switch (resource.type()) {
                case NOTEBOOK -> resource.arn().matches(".*-\\d\\d");
                case APP -> resource.arn().split("/", -1).length == 5;
                default -> false;
            };
        }

        private Stream<Resource> number(int index, String type, LocalDate day) {
            return resources.stream()
                    .filter(resource -> resource.type().equals(type))
                    .skip(index)
                    .limit(1)
                    .filter(resource -> resource.existsOn(day));
        }

        List<Event> on(LocalDate day) {
            return day.getDayOfWeek() == DayOfWeek.MONDAY ? opened(0, day) : List.of();
        }

        /** @param story the day of the cost stories */
        List<Event> once(LocalDate story) {
            return opened(1, story.minusDays(LONG_AGO));
        }

        private List<Event> opened(int index, LocalDate day) {
            return Stream.of(NOTEBOOK, APP)
                    .flatMap(type -> number(index, type, day))
                    .map(resource -> opened(resource, at(day, resource)))
                    .toList();
        }

        private static Instant at(LocalDate day, Resource resource) {
            return day.atTime(LocalTime.of(8, 40))
                    .toInstant(ZoneOffset.UTC)
                    .plusSeconds(Ids.number(resource.arn() + day, 1_800));
        }

        private static Event opened(Resource resource, Instant time) {
            var users = AccountUsers.of(resource.account());
            var person =
                    Actors.sso(users.account(), "MLEngineer", users.people().getFirst(), time.minusSeconds(240));
            if (resource.type().equals(NOTEBOOK)) {
                var draft = new Draft(person, resource.region(), time, "sagemaker:CreatePresignedNotebookInstanceUrl")
                        .asks("{'notebookInstanceName':'$'}", Calls.id(resource));
                return Calls.named(draft, resource).made();
            }
            var parts = resource.arn().split("/", -1);
            return new Draft(person, resource.region(), time, "sagemaker:CreatePresignedDomainUrl")
                    .asks(
                            "{'domainId':'$','userProfileName':'$','spaceName':'$'}",
                            parts[1],
                            users.people().getFirst(),
                            parts[2])
                    .made();
        }
    }
}
