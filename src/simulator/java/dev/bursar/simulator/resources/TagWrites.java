package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.roles.Sessions;
import dev.bursar.simulator.roles.TagActions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes of tags: each resource of a request succeeds or fails by itself, and what is on demand strikes one of them. */
public final class TagWrites {

    private static final Set<String> WITHOUT_TAGS = Set.of("cloudwatch:dashboard");
    private static final Set<String> STACKS = Set.of("cloudformation:stack", "cloudformation:stackset");

    private final ResourceInventory inventory;
    private final Sessions sessions;
    private final Records records;
    private final Clock clock;
    private final List<TagFailure.OnDemand> failures = new ArrayList<>();
    private final List<StackUpdate> stackUpdates = new ArrayList<>();
    private boolean ec2Together;

    /** Where AWS records what was asked and what came of it. */
    @FunctionalInterface
    public interface Records {
        void add(String operation, ObjectNode request, ObjectNode answer, Caller caller);
    }

    /** That tags of a stack or stack set were written, by which AWS starts to update it. */
    public record StackUpdate(String arn, String operation, Map<String, String> tags, Instant at) {}

    public TagWrites(ResourceInventory inventory, Sessions sessions, Records records, Clock clock) {
        this.inventory = inventory;
        this.sessions = sessions;
        this.records = records;
        this.clock = clock;
    }

    /** Has the next writes that it concerns fail. */
    public synchronized void fail(TagFailure.OnDemand failure) {
        failures.add(failure);
    }

    public synchronized void clearFailures() {
        failures.clear();
    }

    /** Those on demand that are still to come. */
    public synchronized List<TagFailure.OnDemand> failures() {
        return List.copyOf(failures);
    }

    /** Whether one resource of EC2 that is gone has all others of EC2 in the same request fail, as EC2 does at times; usually not. */
    public synchronized void ec2Together(boolean together) {
        ec2Together = together;
    }

    /** Which stacks would have been updated, the oldest first. */
    public synchronized List<StackUpdate> stackUpdates() {
        return List.copyOf(stackUpdates);
    }

    ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        var change = operation.equals("TagResources") ? TagChange.tagging(request) : TagChange.untagging(request);
        var json = Json.object();
        var map = json.putObject("FailedResourcesMap");
        write(operation, change, caller)
                .forEach((arn, failure) -> map.putObject(arn)
                        .put("StatusCode", failure.statusCode())
                        .put("ErrorCode", failure.errorCode())
                        .put("ErrorMessage", failure.errorMessage()));
        records.add(operation, request, json, caller);
        return json;
    }

    /** Why resources were not written, by ARN. */
    private synchronized Map<String, TagFailure> write(String operation, TagChange change, Caller caller) {
        var failed = new LinkedHashMap<String, TagFailure>();
        for (var arn : change.arns()) {
            var failure = failure(arn, change, caller);
            if (failure != null) {
                failed.put(arn, failure);
            }
        }
        failTogether(change, failed);
        for (var arn : change.arns()) {
            var resource = inventory.latest(arn);
            if (resource != null && !failed.containsKey(arn)) {
                var tags = change.on(resource.tags());
                inventory.write(arn, tags);
                if (STACKS.contains(resource.type())) {
                    stackUpdates.add(new StackUpdate(arn, operation, tags, clock.instant()));
                }
            }
        }
        return failed;
    }

    private void failTogether(TagChange change, Map<String, TagFailure> failed) {
        var ec2 = change.arns().stream()
                .filter(arn -> TagChange.service(arn).equals("ec2"))
                .toList();
        if (ec2Together) {
            ec2.stream()
                    .filter(arn -> inventory.latest(arn) == null)
                    .findFirst()
                    .ifPresent(gone -> ec2.forEach(arn -> failed.putIfAbsent(arn, missing(gone))));
        }
    }

    private @Nullable TagFailure failure(String arn, TagChange change, Caller caller) {
        var wanted = onDemand(arn, caller);
        if (wanted != null) {
            return wanted;
        }
        var resource = inventory.latest(arn);
        // any try to tag a stack counts, whatever the role allows
        if (resource == null || !STACKS.contains(resource.type())) {
            var denied = denied(arn, change, caller);
            if (denied != null) {
                return denied;
            }
        }
        if (resource == null || !resource.isIn(caller.account(), caller.region())) {
            return missing(arn);
        }
        if (WITHOUT_TAGS.contains(resource.type())) {
            return TagFailure.invalid("The resource type " + resource.type() + " does not support tagging: " + arn);
        }
        if (TagChange.isTooMany(change.on(resource.tags()))) {
            var text = "The maximum number of tags on the resource " + arn + " has been reached";
            return resource.service().equals("ec2")
                    ? new TagFailure(400, "TagLimitExceeded", text)
                    : TagFailure.invalid(text);
        }
        return null;
    }

    private static TagFailure missing(String arn) {
        return TagFailure.invalid("The resource " + arn + " does not exist");
    }

    private @Nullable TagFailure onDemand(String arn, Caller caller) {
        for (var place = 0; place < failures.size(); place++) {
            var failure = failures.get(place);
            if (failure.concerns(arn, caller)) {
                if (failure.times() == 1) {
                    failures.remove(place);
                } else if (failure.times() < Integer.MAX_VALUE) {
                    failures.set(place, failure.times(failure.times() - 1));
                }
                return failure.failure();
            }
        }
        return null;
    }

    private @Nullable TagFailure denied(String arn, TagChange change, Caller caller) {
        var service = TagChange.service(arn);
        for (var action : change.removes() ? TagActions.untagging(service) : TagActions.tagging(service)) {
            if (!sessions.allows(caller, action)) {
                return new TagFailure(
                        403,
                        "AccessDeniedException",
                        "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + arn
                                + " " + sessions.reason(caller, action));
            }
        }
        return null;
    }
}
