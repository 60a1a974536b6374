package dev.bursar.simulator.resources;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.organisation.UsedResource;
import module java.base;
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

    /** Resources without costs of their own: what people mistag, what services make, what costs nothing, what is gone. */
    static final class OddResources {
        private static final List<Told> TOLD = Data.list("odd-resources.yaml", Told.class);

        private OddResources() {}

        /**
         * What the file says of a resource.
         *
         * @param account one, or several each of which has one
         * @param from how many days before the story it came, null where it has always been there
         */
        private record Told(
                String arn,
                List<String> account,
                @Nullable String region,
                @Nullable String type,
                @Nullable Map<String, String> tags,
                boolean formerlyTagged,
                @Nullable LocalDate gone,
                @Nullable Integer from,
                @Nullable Integer until) {
            Resource of(String id, LocalDate story) {
                var whole = filled(arn, id);
                var values = new HashMap<String, String>();
                if (tags != null) {
                    tags.forEach((key, value) -> values.put(key, filled(value, id)));
                }
                var ends = gone != null ? gone : until != null ? story.minusDays(until) : Resource.NEVER;
                return new Resource(
                        whole,
                        id,
                        region == null ? whole.split(":", 5)[3] : region,
                        type == null ? Resource.typeOf(whole) : type,
                        values,
                        formerlyTagged || !values.isEmpty(),
                        from == null ? Resource.ALWAYS : story.minusDays(from),
                        ends);
            }

            private static String filled(String text, String id) {
                return text.replace("@account", id).replace("@number", id.substring(0, 4));
            }
        }

        /** @param story the day around which things come and go */
        static List<Resource> all(LocalDate story) {
            return TOLD.stream()
                    .flatMap(told -> told.account().stream().map(name -> told.of(OrganisationModel.id(name), story)))
                    .toList();
        }
    }

    /** The resources that costs are of: those that exports name, and those of the Savings Plans. */
    static final class UsedResources {
        private UsedResources() {}

        /** One for each ARN. Where two workloads use one resource, its tags are those of the first, which costs more. */
        static Collection<Resource> of(Organisation organisation) {
            var made = new LinkedHashMap<String, Resource>();
            for (var used : organisation.resources()) {
                made.merge(arn(used), resource(used), UsedResources::longer);
            }
            for (var plan : Organisation.planArns()) {
                made.put(
                        plan,
                        Resource.of(plan, Organisation.PAYER, Resource.GLOBAL, "savingsplans:savingsplan", Map.of()));
            }
            return made.values();
        }

        private static Resource resource(UsedResource used) {
            var cell = used.cell();
            var arn = arn(used);
            return new Resource(
                    arn,
                    cell.account(),
                    cell.region(),
                    Resource.typeOf(arn),
                    cell.tags(),
                    !cell.tags().isEmpty(),
                    used.starts(),
                    used.ends());
        }

        private static Resource longer(Resource first, Resource second) {
            return new Resource(
                    first.arn(),
                    first.account(),
                    first.region(),
                    first.type(),
                    first.tags(),
                    first.everTagged(),
                    first.starts().isBefore(second.starts()) ? first.starts() : second.starts(),
                    first.ends().isAfter(second.ends()) ? first.ends() : second.ends());
        }

        /** Exports name instances, volumes and buckets by their ids. */
        private static String arn(UsedResource used) {
            var id = used.id();
            var ec2 = "arn:aws:ec2:" + used.cell().region() + ":" + used.cell().account();
            if (id.startsWith("i-")) {
                return ec2 + ":instance/" + id;
            }
            if (id.startsWith("vol-")) {
                return ec2 + ":volume/" + id;
            }
            return id.startsWith("arn:") ? id : "arn:aws:s3:::" + id;
        }
    }
}
