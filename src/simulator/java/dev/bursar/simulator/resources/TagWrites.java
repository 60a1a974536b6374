package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.roles.MemberRoles.TagActions;
import dev.bursar.simulator.roles.Sessions;
import module java.base;
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

    /**
     * What one request of TagResources or UntagResources wants.
     *
     * @param arns each once
     * @param set the tags to write, none of UntagResources
     * @param removed the keys to remove, none of TagResources
     */
    record TagChange(List<String> arns, Map<String, String> set, Set<String> removed) {
        private static final int MOST_ARNS = 20;
        private static final int MOST_TAGS = 50;
        private static final int LONGEST_ARN = 1_011;
        private static final int LONGEST_KEY = 128;
        private static final int LONGEST_VALUE = 256;
        private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:([\\w-]+):[^:]*:[^:]*:.+");
        private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

        /** What the API takes for no ARN at all, though it is one. */
        private static final Pattern REFUSED = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:(role|user|group)/.+");

        TagChange {
            arns = List.copyOf(arns);
            set = Map.copyOf(set);
            removed = Set.copyOf(removed);
        }

        static TagChange tagging(ObjectNode request) {
            var tags = new HashMap<String, String>();
            request.path("Tags")
                    .properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
            checkNumber(tags.size(), MOST_TAGS, "Tags", "tags");
            tags.keySet().forEach(TagChange::checkKey);
            for (var value : tags.values()) {
                if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
                    throw Tagging.invalid("A tag value has at most " + LONGEST_VALUE + " characters: " + value);
                }
                checkLetters(value);
            }
            return new TagChange(arns(request), tags, Set.of());
        }

        static TagChange untagging(ObjectNode request) {
            var keys = Json.texts(request, "TagKeys");
            checkNumber(keys.size(), MOST_TAGS, "TagKeys", "keys");
            keys.forEach(TagChange::checkKey);
            return new TagChange(arns(request), Map.of(), new HashSet<>(keys));
        }

        private static List<String> arns(ObjectNode request) {
            var arns = Json.texts(request, "ResourceARNList");
            checkNumber(arns.size(), MOST_ARNS, "ResourceARNList", "ARNs");
            for (var arn : arns) {
                if (arn.length() > LONGEST_ARN
                        || !ARN.matcher(arn).matches()
                        || REFUSED.matcher(arn).matches()) {
                    throw Tagging.invalid(arn + " is not a valid AmazonResourceName (ARN)");
                }
            }
            return arns.stream().distinct().toList();
        }

        private static void checkNumber(int number, int most, String member, String of) {
            if (number < 1 || number > most) {
                throw Tagging.invalid(member + " must have between 1 and " + most + " " + of + ".");
            }
        }

        private static void checkKey(String key) {
            if (key.isEmpty() || key.codePointCount(0, key.length()) > LONGEST_KEY) {
                throw Tagging.invalid("A tag key has between 1 and " + LONGEST_KEY + " characters: " + key);
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Tagging.invalid("Tag keys starting with aws: are reserved for system use: " + key);
            }
            checkLetters(key);
        }

        private static void checkLetters(String text) {
            if (!LETTERS.matcher(text).matches()) {
                throw Tagging.invalid("Keys and values have letters, digits, spaces and _ . : / = + - @ only: " + text);
            }
        }

        static String service(String arn) {
            return arn.split(":", 4)[2];
        }

        boolean removes() {
            return set.isEmpty();
        }

        /** The tags that a resource has then. */
        Map<String, String> on(Map<String, String> tags) {
            var then = new HashMap<>(tags);
            then.putAll(set);
            then.keySet().removeAll(removed);
            return then;
        }

        /** Whether a resource may have these tags; those of AWS's services don't count. */
        static boolean isTooMany(Map<String, String> tags) {
            return tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS;
        }
    }
}
