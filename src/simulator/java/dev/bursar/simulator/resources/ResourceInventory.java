package dev.bursar.simulator.resources;

import dev.bursar.simulator.organisation.Organisation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All resources of the organisation, which tests may tag, delete and add to; no change touches costs. */
public final class ResourceInventory {

    private final Organisation organisation;
    private final Clock clock;
    private final Map<String, Resource> resources = new TreeMap<>();
    private final List<Written> unseen = new ArrayList<>();
    private Duration lag = Duration.ZERO;

    /** Tags that were written, and from when on they are seen. */
    private record Written(String arn, Map<String, String> tags, Instant seen) {}

    public ResourceInventory(Organisation organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
        UsedResources.of(organisation).forEach(this::add);
        OddResources.all(organisation.storyDay()).forEach(this::add);
    }

    /** All resources, those that are gone or still to come too. */
    public synchronized List<Resource> all() {
        showWritten();
        return List.copyOf(resources.values());
    }

    /** Adds a resource, or replaces that of the same ARN. */
    public synchronized void add(Resource resource) {
        resources.put(resource.arn(), resource);
    }

    /** Replaces the tags of a resource at once; without any left it is one that once had tags. */
    public synchronized void tag(String arn, Map<String, String> tags) {
        var resource = named(arn);
        unseen.removeIf(written -> written.arn().equals(arn));
        resources.put(arn, resource.tagged(tags));
    }

    /** Sets how long after a write its tags are seen; usually at once. */
    public synchronized void lag(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A lag can't be negative");
        }
        lag = duration;
    }

    /** Replaces the tags of a resource as the tagging API does: they are seen later, and in the order of the writes. */
    synchronized void write(String arn, Map<String, String> tags) {
        var seen = unseen.stream()
                .filter(written -> written.arn().equals(arn))
                .map(Written::seen)
                .reduce(clock.instant().plus(lag), (one, other) -> one.isAfter(other) ? one : other);
        unseen.add(new Written(arn, tags, seen));
    }

    /** A resource as the last write left it, seen or not; null where none exists today. */
    synchronized @Nullable Resource latest(String arn) {
        var resource = resources.get(arn);
        if (resource == null || !resource.existsOn(organisation.today())) {
            return null;
        }
        for (var written : unseen.reversed()) {
            if (written.arn().equals(arn)) {
                return resource.tagged(written.tags());
            }
        }
        return resource;
    }

    private void showWritten() {
        var now = clock.instant();
        for (var writes = unseen.iterator(); writes.hasNext(); ) {
            var written = writes.next();
            if (!written.seen().isAfter(now)) {
                resources.computeIfPresent(written.arn(), (arn, resource) -> resource.tagged(written.tags()));
                writes.remove();
            }
        }
    }

    /** Deletes a resource; the tagging API goes on to show it where it ever had tags. */
    public synchronized void delete(String arn) {
        resources.put(arn, named(arn).deleted(organisation.today()));
    }

    public synchronized Resource named(String arn) {
        showWritten();
        var resource = resources.get(arn);
        if (resource == null) {
            throw new IllegalArgumentException("No such resource: " + arn);
        }
        return resource;
    }

    /** What exists today, by ARN. */
    public synchronized List<Resource> existing() {
        showWritten();
        var today = organisation.today();
        return resources.values().stream()
                .filter(resource -> resource.existsOn(today))
                .toList();
    }

    /** What Resource Explorer finds in a Region of an account. */
    List<Resource> existing(String account, String region) {
        return existing().stream()
                .filter(resource -> resource.isIn(account, region))
                .toList();
    }

    /** What the tagging API shows of a Region of an account: all that ever had tags, deleted or not. */
    public synchronized List<Resource> everTagged(String account, String region) {
        showWritten();
        var today = organisation.today();
        return resources.values().stream()
                .filter(resource ->
                        resource.everTagged() && resource.startedBy(today) && resource.isIn(account, region))
                .toList();
    }
}
