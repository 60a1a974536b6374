package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.causes.evidence.Act;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.Measure;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What acted on resources and the size that it asked for; of an endpoint also what its configuration says. */
@Component
class ResourceActs {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REQUEST = "requestParameters";
    static final Duration CONFIGURED_BEFORE = Duration.ofDays(90);
    private static final Pattern COUNT = Pattern.compile(
            "(?i)(initialInstanceCount|desiredInstanceCount|instanceCount|desiredCapacity|desiredCount|nodeCount"
                    + "|numberOfNodes|numCacheNodes|modelUnits)");
    private static final Pattern TYPE =
            Pattern.compile("(?i)(instanceType|dBInstanceClass|nodeType|cacheNodeType|instanceClass)");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    /** Domains' instance types end with it, and their usage types don't. */
    private static final Pattern OF_SEARCH = Pattern.compile("\\.(search|elasticsearch)$");

    private static final int MOST_INSTANCES = 100_000;

    private final ResourceEvents events;

    ResourceActs(ResourceEvents events) {
        this.events = events;
    }

    /**
     * @param causes of all acts, by event
     * @param scaled what autoscaling acted on, by event
     */
    record Acts(Map<String, List<Act>> byArn, Map<UUID, Cause> causes, Map<UUID, Scaled> scaled) {}

    Acts on(Collection<String> arns, Instant from, Instant to) {
        return of(events.on(arns, from, to), from, to);
    }

    /** @param found events from {@code from} to {@code to} */
    Acts of(List<ResourceEvent> found, Instant from, Instant to) {
        Map<UUID, JsonNode> records = new HashMap<>();
        Set<String> configurations = new LinkedHashSet<>();
        for (ResourceEvent event : found) {
            JsonNode record = record(event);
            records.put(event.id(), record);
            configuration(event, record.path(REQUEST)).ifPresent(configurations::add);
        }
        Map<String, Asked> configured = configured(configurations, from, to);
        Map<String, List<Earlier>> earlier = earlier(found, records, from);
        var acts = new Acts(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (ResourceEvent event : found) {
            JsonNode record = records.getOrDefault(event.id(), JSON.nullNode());
            JsonNode request = record.path(REQUEST);
            Asked size = configuration(event, request)
                    .map(arn -> configured.getOrDefault(arn, Asked.NOTHING))
                    .orElseGet(() -> asked(event, record, earlier.getOrDefault(event.arn(), List.of())));
            acts.byArn()
                    .computeIfAbsent(event.arn(), any -> new ArrayList<>())
                    .add(new Act(event.id(), event.time(), event.name(), event.made(), size));
            Autoscaling.scaled(event, request).ifPresent(scaled -> acts.scaled().putIfAbsent(event.id(), scaled));
            acts.causes()
                    .putIfAbsent(
                            event.id(),
                            new Cause(
                                    event.id(),
                                    event.time(),
                                    event.name(),
                                    event.person(),
                                    event.byService(),
                                    event.via(),
                                    event.arn()));
        }
        return acts;
    }

    private Map<String, Asked> configured(Set<String> configurations, Instant from, Instant to) {
        Map<String, Asked> configured = new HashMap<>();
        for (ResourceEvent event : events.on(configurations, from.minus(CONFIGURED_BEFORE), to)) {
            configured.putIfAbsent(event.arn(), asked(record(event).path(REQUEST)));
        }
        return configured;
    }

    /** What an event said of sizes. */
    private record Earlier(Instant time, Map<Measure, Size> sizes) {}

    /** What was said of the sizes by use that events ask for: what they were before says how many times as large they became. */
    private Map<String, List<Earlier>> earlier(List<ResourceEvent> found, Map<UUID, JsonNode> records, Instant from) {
        Map<String, List<Earlier>> earlier = new HashMap<>();
        found.forEach(event -> earlier(event, records.getOrDefault(event.id(), JSON.nullNode()), earlier));
        events.on(earlier.keySet(), from.minus(CONFIGURED_BEFORE), from)
                .forEach(event -> earlier(event, record(event), earlier));
        return earlier;
    }

    private static void earlier(ResourceEvent event, JsonNode record, Map<String, List<Earlier>> earlier) {
        Map<Measure, Size> sizes = AskedSizes.of(event.name(), record);
        if (sizes.keySet().stream().anyMatch(Measure::byUse)) {
            earlier.computeIfAbsent(event.arn(), any -> new ArrayList<>()).add(new Earlier(event.time(), sizes));
        }
    }

    private static Asked asked(ResourceEvent event, JsonNode record, List<Earlier> earlier) {
        Asked asked = asked(record.path(REQUEST));
        Map<Measure, Size> sizes = new EnumMap<>(Measure.class);
        AskedSizes.of(event.name(), record)
                .forEach((measure, size) -> sizes.put(
                        measure,
                        size.before() != null
                                ? size
                                : new Size(
                                        size.asked(),
                                        earlier.stream()
                                                .filter(one -> one.time().isBefore(event.time())
                                                        && one.sizes().containsKey(measure))
                                                .max(Comparator.comparing(Earlier::time))
                                                .map(one -> Objects.requireNonNull(
                                                                one.sizes().get(measure))
                                                        .asked())
                                                .orElse(null))));
        return new Asked(
                asked.instanceTypes(), asked.count(), sizes, AskedSizes.keepsSize(event.name(), record.path(REQUEST)));
    }

    /** The ARN of the configuration that the endpoint gets. */
    private static Optional<String> configuration(ResourceEvent event, JsonNode request) {
        String name = request.path("endpointConfigName").asString("");
        return event.arn().contains(":endpoint/") && !name.isEmpty()
                ? Optional.of(event.arn().substring(0, event.arn().indexOf(":endpoint/")) + ":endpoint-config/"
                        + name.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static JsonNode record(ResourceEvent event) {
        try {
            return JSON.readTree(event.record());
        } catch (JacksonException e) {
            return JSON.createObjectNode(); // a record that was cut says nothing of sizes
        }
    }

    static Asked asked(JsonNode request) {
        Set<String> types = new HashSet<>();
        int count = count(request, types);
        return new Asked(types, count);
    }

    private static int count(JsonNode node, Set<String> types) {
        int count = 0;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = member.getValue();
            if (TYPE.matcher(member.getKey()).matches()) {
                // EC2 wraps what it modifies
                String type = (value.isObject() ? value.path("value") : value).asString("");
                if (INSTANCE_TYPE.matcher(type).matches()) {
                    types.add(OF_SEARCH.matcher(type).replaceFirst(""));
                }
            } else if (COUNT.matcher(member.getKey()).matches()) {
                count += Math.clamp(value.asInt(0), 0, MOST_INSTANCES);
            }
            count += count(value, types);
        }
        if (node.isArray()) {
            for (JsonNode value : node.values()) {
                count += count(value, types);
            }
        }
        return Math.min(count, MOST_INSTANCES);
    }

    /** The sizes that calls ask for, as CloudTrail names their parameters. */
    static final class AskedSizes {
        /** What a function gets that is made without a size. */
        private static final Size LEAST_MEMORY = new Size(new BigDecimal(128), null);

        private static final Size NONE = new Size(BigDecimal.ZERO, null);

        private static final Pattern MADE_FUNCTION = Pattern.compile("CreateFunction\\d*(v\\d)?");
        private static final Pattern JOB = Pattern.compile("(Create|Update)Job");
        private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
        private static final BigDecimal MOST = new BigDecimal("1e9");

        /** The data processing units of a worker. */
        private static final Map<String, String> UNITS =
                Map.of("G.025X", "0.25", "Standard", "1", "G.1X", "1", "G.2X", "2", "G.4X", "4", "G.8X", "8");

        private static final List<Rule> RULES = List.of(
                rule("ModifyVolume", "size", Measure.STORAGE, "originalSize"),
                rule("ModifyVolume", "iops", Measure.IOPS, "originalIops"),
                rule("ModifyVolume", "throughput", Measure.THROUGHPUT, "originalThroughput"),
                rule("ModifyDB(Instance|Cluster)", "allocatedStorage", Measure.STORAGE, null),
                rule("ModifyDB(Instance|Cluster)", "iops", Measure.IOPS, null),
                rule("ModifyDB(Instance|Cluster)", "storageThroughput", Measure.THROUGHPUT, null),
                rule("UpdateNotebookInstance", "volumeSizeInGB", Measure.STORAGE, null),
                rule("UpdateFileSystem", "storageCapacity", Measure.STORAGE, null),
                rule("UpdateTable", "readCapacityUnits", Measure.READ_CAPACITY, null),
                rule("UpdateTable", "writeCapacityUnits", Measure.WRITE_CAPACITY, null),
                rule("UpdateShardCount", "targetShardCount", Measure.SHARDS, "currentShardCount"),
                rule("(UpdateFunctionConfiguration|CreateFunction)\\w*", "memorySize", Measure.MEMORY, null));

        private AskedSizes() {}

        /** @param before the member of the answer that says what it was; null where none does */
        private record Rule(
                Pattern event,
                String member,
                Measure measure,
                @Nullable String before) {}

        private static Rule rule(String event, String member, Measure measure, @Nullable String before) {
            return new Rule(Pattern.compile(event), member, measure, before);
        }

        /** @param record of an event, as CloudTrail has it; one that was cut says nothing */
        static Map<Measure, Size> of(String event, JsonNode record) {
            Map<Measure, Size> sizes = new EnumMap<>(Measure.class);
            JsonNode request = record.path("requestParameters");
            for (Rule rule : RULES) {
                if (rule.event().matcher(event).matches()) {
                    sum(request, rule.member())
                            .ifPresent(asked -> sizes.put(
                                    rule.measure(),
                                    new Size(
                                            asked,
                                            rule.before() == null
                                                    ? null
                                                    : sum(record.path("responseElements"), rule.before())
                                                            .orElse(null))));
                }
            }
            if (event.equals("UpdateTable")
                    && members(request, "billingMode").stream().anyMatch(AskedSizes::onDemand)) {
                sizes.put(Measure.READ_CAPACITY, NONE);
                sizes.put(Measure.WRITE_CAPACITY, NONE);
            }
            if (JOB.matcher(event).matches()) {
                workers(request).ifPresent(asked -> sizes.put(Measure.WORKERS, new Size(asked, null)));
            }
            if (MADE_FUNCTION.matcher(event).matches() && request.isObject()) {
                sizes.putIfAbsent(Measure.MEMORY, LEAST_MEMORY);
            }
            return sizes;
        }

        /** Whether a call changes a function's settings, and says that its memory stays; one whose parameters were cut says nothing. */
        static boolean keepsSize(String event, JsonNode request) {
            return event.startsWith("UpdateFunctionConfiguration")
                    && request.isObject()
                    && members(request, "memorySize").isEmpty()
                    && members(request, "ephemeralStorage").isEmpty();
        }

        private static boolean onDemand(JsonNode mode) {
            return mode.asString("").equals("PAY_PER_REQUEST");
        }

        private static Optional<BigDecimal> workers(JsonNode request) {
            Optional<BigDecimal> number = sum(request, "numberOfWorkers");
            if (number.isEmpty()) {
                return sum(request, "maxCapacity").or(() -> sum(request, "allocatedCapacity"));
            }
            return members(request, "workerType").stream()
                    .map(type -> UNITS.get(type.asString("")))
                    .filter(units -> units != null)
                    .findFirst()
                    .map(units -> new BigDecimal(units).multiply(number.get()));
        }

        /** Of all members of the name: a table's indexes have capacities of their own. */
        private static Optional<BigDecimal> sum(JsonNode parameters, String name) {
            List<BigDecimal> numbers = members(parameters, name).stream()
                    .map(node -> node.asString(""))
                    .filter(text -> NUMBER.matcher(text).matches())
                    .map(BigDecimal::new)
                    .filter(number -> number.signum() > 0 && number.compareTo(MOST) <= 0)
                    .toList();
            return numbers.stream().reduce(BigDecimal::add);
        }

        private static List<JsonNode> members(JsonNode node, String name) {
            var found = new ArrayList<JsonNode>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    found.add(member.getValue());
                }
                found.addAll(members(member.getValue(), name));
            }
            if (node.isArray()) {
                node.values().forEach(value -> found.addAll(members(value, name)));
            }
            return found;
        }
    }
}
