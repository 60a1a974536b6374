package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.cloudtrail.Actors.AccountUsers;
import dev.bursar.simulator.cloudtrail.Calls.Template;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import module java.base;
import org.jspecify.annotations.Nullable;
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

    /** The calls that create resources and delete them, on the days on which the inventory lets them begin and end. */
    static final class Lifecycles {
        /** What costs something is billed from midnight on, so that it is created on the evening before. */
        private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(14);

        private final List<Event> events = new ArrayList<>();
        private final LocalDate since;

        private Lifecycles(LocalDate since) {
            this.since = since;
        }

        /** The calls since that day. */
        static List<Event> of(List<Resource> resources, LocalDate since) {
            var lifecycles = new Lifecycles(since);
            for (var resource : resources) {
                if (!resource.starts().isBefore(since)) {
                    lifecycles.created(resource, lifecycles.start(resource));
                }
                if (!resource.ends().isBefore(since) && resource.ends().isBefore(since.plusYears(2))) {
                    lifecycles.deleted(resource);
                }
            }
            return lifecycles.events;
        }

        private static boolean billed(Resource resource) {
            return resource.tags().containsKey("project");
        }

        private Instant start(Resource resource) {
            var midnight = resource.starts().atStartOfDay().toInstant(ZoneOffset.UTC);
            return billed(resource)
                    ? midnight.minus(BEFORE_MIDNIGHT).plusSeconds(Ids.number(resource.arn(), 120))
                    : midnight.plusSeconds(28_800 + Ids.number(resource.arn(), 28_800));
        }

        private Instant end(Resource resource) {
            var midnight = resource.ends().atStartOfDay().toInstant(ZoneOffset.UTC);
            return billed(resource)
                    ? midnight.plusSeconds(420 + Ids.number(resource.arn(), 60))
                    : midnight.plusSeconds(30_000 + Ids.number(resource.arn(), 28_800));
        }

        private void created(Resource resource, Instant time) {
            switch (resource.type()) {
                case "sagemaker:endpoint" -> endpoint(resource, time);
                case "sagemaker:training-job", "sagemaker:processing-job" -> job(resource, Calls.id(resource));
                default -> add(Calls.created(resource), resource, time, Calls.id(resource));
            }
        }

        private void add(@Nullable Template template, Resource resource, Instant time, String seed) {
            if (template != null) {
                events.add(Calls.draft(template, actor(template, resource, time), resource, time, seed)
                        .made());
            }
        }

        private static Actor actor(Template template, Resource resource, Instant time) {
            var users = AccountUsers.of(resource.account());
            var user = Actors.user(users.account(), users.user());
            return switch (String.valueOf(template.by())) {
                case "creator" -> byItself(resource, person(resource, time), time);
                case "deleter" -> byItself(resource, user, time);
                case "pipeline" -> pipeline(users, time);
                case "command line" -> person(resource, time).with(Actors.CLI);
                case "person" -> person(resource, time);
                default -> user;
            };
        }

        private static Actor person(Resource resource, Instant time) {
            var users = AccountUsers.of(resource.account());
            return Actors.sso(
                    users.account(), "PowerUserAccess", users.people().getFirst(), time.minus(Duration.ofMinutes(9)));
        }

        private static Actor pipeline(AccountUsers users, Instant time) {
            return Actors.pipeline(users.account(), users.gitHost(), "run-4711002", time.minusSeconds(95));
        }

        /** Groups and stacks act for themselves. */
        private static Actor byItself(Resource resource, Actor other, Instant time) {
            if (Services.scales(resource)) {
                return Services.scaling(resource.account(), time);
            }
            return resource.tags().containsKey("aws:cloudformation:stack-name")
                    ? other.invokedBy("cloudformation.amazonaws.com")
                    : other;
        }

        private void endpoint(Resource resource, Instant time) {
            var name = Calls.id(resource);
            var type = name.endsWith("-assistant")
                    ? "ml.g6e.48xlarge"
                    : name.contains("-genai") || !billed(resource) ? "ml.g6.12xlarge" : "ml.m5.4xlarge";
            var actor = billed(resource) && type.equals("ml.g6e.48xlarge")
                    ? person(resource, time)
                    : pipeline(AccountUsers.of(resource.account()), time.minusSeconds(300));
            events.add(new Draft(actor, resource.region(), time.minusSeconds(131), "sagemaker:CreateEndpointConfig")
                    .asks(
                            "{'endpointConfigName':'$','productionVariants':[{'variantName':'AllTraffic','modelName':'$',"
                                    + "'instanceType':'$','initialInstanceCount':2,'initialVariantWeight':1}]}",
                            name,
                            name,
                            type)
                    .answers("{'endpointConfigArn':'$'}", resource.arn().replace(":endpoint/", ":endpoint-config/"))
                    .made());
            add(
                    new Draft(actor, resource.region(), time, "sagemaker:CreateEndpoint")
                            .asks("{'endpointName':'$','endpointConfigName':'$'}", name, name)
                            .answers("{'endpointArn':'$'}", resource.arn()),
                    resource);
        }

        /** Jobs run at the hour that their names say. */
        private void job(Resource resource, String name) {
            var time = resource.starts()
                    .atStartOfDay()
                    .plusHours(Long.parseLong(name.substring(name.length() - 12, name.length() - 10)))
                    .toInstant(ZoneOffset.UTC);
            var training = resource.type().equals("sagemaker:training-job");
            add(
                    new Draft(
                                    pipeline(AccountUsers.of(resource.account()), time),
                                    resource.region(),
                                    time,
                                    training ? "sagemaker:CreateTrainingJob" : "sagemaker:CreateProcessingJob")
                            .asks(training ? "{'trainingJobName':'$'}" : "{'processingJobName':'$'}", name)
                            .answers(training ? "{'trainingJobArn':'$'}" : "{'processingJobArn':'$'}", resource.arn())
                            .about(
                                    training ? "AWS::SageMaker::TrainingJob" : "AWS::SageMaker::ProcessingJob",
                                    resource.arn()),
                    resource);
        }

        private void deleted(Resource resource) {
            add(Calls.deleted(resource), resource, end(resource), "end" + Calls.id(resource));
        }

        private void add(Draft draft, Resource resource) {
            events.add(Calls.named(draft, resource).made());
        }
    }
}
