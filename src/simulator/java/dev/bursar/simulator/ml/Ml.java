package dev.bursar.simulator.ml;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Run;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
}
