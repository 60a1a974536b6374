package dev.bursar.simulator.ml;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.ml.Endpoint.Component;
import dev.bursar.simulator.ml.Variant.Running;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.ResourceUse;
import dev.bursar.simulator.organisation.ResourceUse.Run;
import dev.bursar.simulator.organisation.UsedResource;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What runs in SageMaker: the organisation's own, whose hours are those of its bills, and what tests add and delete. */
public final class Ml {
    private static final Instant NEVER = Instant.parse("2099-12-31T00:00:00Z");
    private static final Duration DELETED_AFTER_MIDNIGHT = Duration.ofMinutes(7);

    private final Clock clock;
    private final Fleet fleet;
    private final Map<String, Life> endpoints = new LinkedHashMap<>();
    private final Jobs jobs;
    private final LocalDate told;
    private final AtomicLong revision = new AtomicLong();

    private record Life(Endpoint endpoint, Instant ends) {
        boolean contains(Instant time) {
            return !time.isBefore(endpoint.created()) && time.isBefore(ends);
        }
    }

    public Ml(Organisation organisation, Clock clock) {
        this.clock = clock;
        this.fleet = new Fleet(organisation);
        this.jobs = new Jobs(organisation, fleet, clock);
        this.told = organisation.toldOn();
        var stories = new EndpointStories(fleet, told);
        for (var used : organisation.resources()) {
            if (used.id().contains(":endpoint/")) {
                endpoints.merge(used.id(), life(stories.tell(used), used), Ml::longer);
            }
        }
    }

    private static Life life(Endpoint endpoint, UsedResource used) {
        var ends = used.ends().isAfter(LocalDate.ofInstant(NEVER, ZoneOffset.UTC))
                ? NEVER
                : used.ends().atStartOfDay().toInstant(ZoneOffset.UTC).plus(DELETED_AFTER_MIDNIGHT);
        return new Life(endpoint, ends);
    }

    private static Life longer(Life first, Life second) {
        var later = second.ends.isAfter(first.ends) ? second : first;
        var earlier = first.endpoint.created().isBefore(second.endpoint.created()) ? first : second;
        var made = later.endpoint.name().equals("vision-thumbnails") ? later : earlier;
        return new Life(
                later.endpoint.createdAt(made.endpoint.created()).modifiedAt(later.endpoint.modified()), later.ends);
    }

    /** Adds an endpoint, or replaces that of the same name in its account and Region. No charges come of it. */
    public synchronized void add(Endpoint endpoint) {
        endpoints.put(endpoint.arn(), new Life(endpoint, NEVER));
        revision.incrementAndGet();
    }

    /** Adds endpoints of one variant each, named load-0000 and so on, which have run for 60 days. */
    public void addMany(int count, String account, String region) {
        var since = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60));
        for (var number = 0; number < count; number++) {
            var load = Load.daily(0.1 + number % 7 / 10.0, 0.1 + number % 5 / 10.0, 600 + number);
            var variant = Variant.of(Variant.USUAL_NAME, "ml.m5.xlarge", always(1 + number % 3, since), load);
            add(Endpoint.of(account, region, "load-%04d".formatted(number), since, variant));
        }
    }

    /** So many instances since then. */
    public static Running always(int instances, Instant since) {
        return between(instances, since, NEVER);
    }

    /** So many instances from then on until then, to the minute. */
    public static Running between(int instances, Instant since, Instant until) {
        return day -> {
            var midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            var start = Math.clamp(ChronoUnit.MINUTES.between(midnight, since), 0, Run.DAY);
            var end = Math.clamp(ChronoUnit.MINUTES.between(midnight, until), 0, Run.DAY);
            return start < end ? List.of(new Run(start, end, instances)) : List.of();
        };
    }

    /** Deletes an endpoint; its metrics and charges stay. */
    public synchronized void delete(String account, String region, String name) {
        var life = known(account, region, name);
        if (life == null) {
            throw new IllegalArgumentException("No such endpoint: " + name);
        }
        endpoints.put(life.endpoint.arn(), new Life(life.endpoint, clock.instant()));
        revision.incrementAndGet();
    }

    /** The endpoints that exist now, by name. */
    public synchronized List<Endpoint> endpoints(String account, String region) {
        var now = clock.instant();
        return endpoints.values().stream()
                .filter(life -> life.contains(now))
                .map(Life::endpoint)
                .filter(endpoint ->
                        endpoint.account().equals(account) && endpoint.region().equals(region))
                .sorted(Comparator.comparing(Endpoint::name))
                .toList();
    }

    /** An endpoint that exists, or whose metrics remain. */
    public synchronized Optional<Endpoint> everKnown(String account, String region, String name) {
        return Optional.ofNullable(known(account, region, name)).map(Life::endpoint);
    }

    synchronized Optional<Endpoint> endpoint(String account, String region, String name) {
        var life = known(account, region, name);
        return life == null || !life.contains(clock.instant()) ? Optional.empty() : Optional.of(life.endpoint);
    }

    private @Nullable Life known(String account, String region, String name) {
        return endpoints.get("arn:aws:sagemaker:" + region + ":" + account + ":endpoint/" + name);
    }

    /** The instances that ran in the last full hour, rounded. */
    int instancesNow(Variant variant) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        var start = hour.atOffset(ZoneOffset.UTC).getHour() * 60;
        var minutes = variant.running().minutes(LocalDate.ofInstant(hour, ZoneOffset.UTC), start, start + 60);
        return Math.round(minutes / 60f);
    }

    /** The organisation's jobs. */
    public Jobs jobs() {
        return jobs;
    }

    Fleet fleet() {
        return fleet;
    }

    /** The day on which the organisation's stories are told, by which its past is counted. */
    LocalDate told() {
        return told;
    }

    Clock clock() {
        return clock;
    }

    long revision() {
        return revision.get();
    }

    /** Tells of each of the organisation's endpoints what it is like: those of fixed size by name, the others by their type. */
    private record EndpointStories(Fleet fleet, LocalDate told) {
        private static final List<Story> STORIES = Data.list("endpoints.yaml", Story.class);
        private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(13);
        private static final LocalDate LONG_AGO = LocalDate.of(2001, 1, 1);
        private static final int MOST_INSTANCES = 40;

        /** What the file says of endpoints; their instances are cut into the parts that variants have. */
        private record Story(
                String like,
                @Nullable ToldLoad load,
                @Nullable Integer scalesFrom,
                @Nullable Oddity odd,
                boolean pooled,
                @Nullable String type,
                @Nullable String formerType,
                @Nullable String created,
                @Nullable String modified,
                @Nullable List<ToldVariant> variants,
                @Nullable List<Component> components) {}

        private record ToldVariant(String name, int part, ToldLoad load, double weight, boolean shadow) {}

        private record ToldLoad(
                double cpu,
                double memory,
                double gpu,
                double gpuMemory,
                double requests,
                @Nullable Double errors,
                @Nullable Double latency,
                @Nullable Rhythm rhythm,
                @Nullable Set<String> more) {
            Load of(String name) {
                var chance = Math.floorMod(name.hashCode(), 20) / 100.0;
                return new Load(
                        cpu + (grows("cpu") ? chance : 0),
                        memory + (grows("memory") ? chance : 0),
                        gpu + (grows("gpu") ? chance : 0),
                        gpuMemory + (grows("gpuMemory") ? chance : 0),
                        requests,
                        errors == null ? 0.002 : errors,
                        latency == null ? 40 : latency,
                        rhythm == null ? Rhythm.DAILY : rhythm);
            }

            private boolean grows(String share) {
                return more != null && more.contains(share);
            }
        }

        Endpoint tell(UsedResource used) {
            var cell = used.cell();
            var arn = used.id();
            var name = arn.substring(arn.lastIndexOf('/') + 1);
            var story = STORIES.stream()
                    .filter(one -> name.matches(one.like))
                    .findFirst()
                    .orElseThrow();
            var endpoint = Endpoint.of(
                    cell.account(),
                    cell.region(),
                    name,
                    story.created == null ? created(name, used.starts()) : moment(story.created),
                    variants(story, arn, name, cell.instanceType()));
            endpoint = story.modified == null ? endpoint : endpoint.modifiedAt(moment(story.modified));
            endpoint = story.components == null ? endpoint : endpoint.with(story.components);
            return cell.usageType().contains("AsyncInf") ? endpoint.asynchronous() : endpoint;
        }

        private Instant moment(String text) {
            return Data.moment(told, text).toInstant(ZoneOffset.UTC);
        }

        /** What has always been there was made one to two years before. */
        private Instant created(String name, LocalDate starts) {
            return starts.isBefore(LONG_AGO)
                    ? told.minusDays(400 + Math.floorMod(name.hashCode(), 300))
                            .atTime(11, 0)
                            .toInstant(ZoneOffset.UTC)
                    : starts.atStartOfDay().toInstant(ZoneOffset.UTC).minus(BEFORE_MIDNIGHT);
        }

        private Variant[] variants(Story story, String arn, String name, String used) {
            if (story.variants != null) {
                var parts = story.variants.stream().mapToInt(ToldVariant::part).sum();
                return story.variants.stream()
                        .map(one -> variant(
                                one, name, used, fleet.running(arn, used).part(one.part, parts)))
                        .toArray(Variant[]::new);
            }
            var load = Objects.requireNonNull(story.load).of(name);
            var type = story.type == null ? used : story.type;
            var one = Variant.of(Variant.USUAL_NAME, type, fleet.running(arn, type), load);
            if (story.formerType != null) {
                var former = fleet.running(arn, story.formerType);
                one = one.after(Variant.of(Variant.USUAL_NAME, story.formerType, former, load));
            }
            one = story.odd == null ? one : one.odd(story.odd);
            one = story.pooled ? one.pool() : one;
            return new Variant[] {story.scalesFrom == null ? one : one.scaling(story.scalesFrom, MOST_INSTANCES)};
        }

        private static Variant variant(ToldVariant told, String name, String type, Running running) {
            var variant =
                    Variant.of(told.name, type, running, told.load.of(name)).weighing(told.weight);
            return told.shadow ? variant.shadowing() : variant;
        }
    }

    /** What the organisation's resources use of SageMaker day by day, kept because metrics ask for it again and again. */
    static final class Fleet {
        static final String SERVICE = "Amazon SageMaker";

        private final Organisation organisation;
        private final Map<LocalDate, Map<String, List<ResourceUse>>> days = new ConcurrentHashMap<>();

        Fleet(Organisation organisation) {
            this.organisation = organisation;
        }

        List<ResourceUse> uses(String arn, LocalDate day) {
            return days.computeIfAbsent(day, this::read).getOrDefault(arn, List.of());
        }

        /** The instances of a resource that are of a type. */
        Running running(String arn, String type) {
            return day -> uses(arn, day).stream()
                    .filter(use -> use.cell().instanceType().equals(type))
                    .flatMap(use -> use.runs().stream())
                    .toList();
        }

        private Map<String, List<ResourceUse>> read(LocalDate day) {
            return organisation.uses(SERVICE, day).stream().collect(Collectors.groupingBy(ResourceUse::id));
        }
    }
}
