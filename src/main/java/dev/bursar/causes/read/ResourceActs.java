package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.causes.evidence.Act;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.Measure;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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
}
