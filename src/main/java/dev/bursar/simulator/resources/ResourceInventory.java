package dev.bursar.simulator.resources;

import dev.bursar.simulator.organisation.Organisation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All resources of the organisation, which tests may tag, delete and add to; no change touches costs. */
public final class ResourceInventory {

    private final Organisation organisation;
    private final Map<String, Resource> resources = new TreeMap<>();

    public ResourceInventory(Organisation organisation) {
        this.organisation = organisation;
        UsedResources.of(organisation).forEach(this::add);
        OddResources.all(organisation.storyDay()).forEach(this::add);
    }

    /** All resources, those that are gone or still to come too. */
    public synchronized List<Resource> all() {
        return List.copyOf(resources.values());
    }

    /** Adds a resource, or replaces that of the same ARN. */
    public synchronized void add(Resource resource) {
        resources.put(resource.arn(), resource);
    }

    /** Replaces the tags of a resource; without any left it is one that once had tags. */
    public synchronized void tag(String arn, Map<String, String> tags) {
        resources.put(arn, named(arn).tagged(tags));
    }

    /** Deletes a resource; the tagging API goes on to show it where it ever had tags. */
    public synchronized void delete(String arn) {
        resources.put(arn, named(arn).deleted(organisation.today()));
    }

    public synchronized Resource named(String arn) {
        var resource = resources.get(arn);
        if (resource == null) {
            throw new IllegalArgumentException("No such resource: " + arn);
        }
        return resource;
    }

    /** What exists today, by ARN. */
    public synchronized List<Resource> existing() {
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
        var today = organisation.today();
        return resources.values().stream()
                .filter(resource ->
                        resource.everTagged() && resource.startedBy(today) && resource.isIn(account, region))
                .toList();
    }
}
