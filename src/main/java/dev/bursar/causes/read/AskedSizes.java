package dev.bursar.causes.read;

import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sizes that calls ask for, as CloudTrail names their parameters. */
final class AskedSizes {
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
