package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.causes.Cause.ScalingSet;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who is behind what autoscaling did: whoever last said how the endpoint, service, table or Auto Scaling group scales. */
@Component
class Autoscaling {
    private static final String GROUP = "aws:autoscaling:groupName";
    private static final Duration LOOKED_AT = Duration.ofDays(401);

    private final ResourceEvents events;
    private final Inventory inventory;

    Autoscaling(ResourceEvents events, Inventory inventory) {
        this.events = events;
        this.inventory = inventory;
    }

    /** What was scaled, if autoscaling did it. */
    static Optional<Scaled> scaled(ResourceEvent event, JsonNode request) {
        return event.byService() && isAutoscaling(event.person()) || isAutoscaling(event.via())
                ? Optional.of(new Scaled(
                        event.account(), event.region(), group(request).orElse(event.arn()), event.time()))
                : Optional.empty();
    }

    private static boolean isAutoscaling(@Nullable String service) {
        return service != null && service.toLowerCase(Locale.ROOT).contains("autoscaling");
    }

    /** The group for which an instance is started, as its tags say. */
    private static Optional<String> group(JsonNode request) {
        return request.findParents("key").stream()
                .filter(tag -> tag.path("key").asString("").equals(GROUP))
                .map(tag -> tag.path("value").asString(""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /**
     * Adds the persons to causes.
     *
     * @param scaled what causes have scaled, by event
     * @param visible which events the viewer may see whole; others name nobody
     */
    void name(Map<UUID, Cause> causes, Map<UUID, Scaled> scaled, Visible visible) {
        Map<UUID, Scaled> asked = new HashMap<>(scaled);
        asked.keySet().retainAll(causes.keySet());
        if (asked.isEmpty()) {
            return;
        }
        Map<String, String> groups = inventory.tagValues(
                asked.values().stream().map(Scaled::resource).collect(Collectors.toSet()), GROUP);
        asked.replaceAll((event, one) ->
                new Scaled(one.account(), one.region(), groups.getOrDefault(one.resource(), one.resource()), one.at()));
        Map<Scaled, ResourceEvent> set = events.scaledBy(asked.values());
        Instant first = set.values().stream()
                .map(ResourceEvent::time)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Set<UUID> shown = events.shown(
                set.values().stream().map(ResourceEvent::id).collect(Collectors.toSet()),
                first,
                first.plus(LOOKED_AT).plus(LOOKED_AT),
                visible);
        asked.forEach((event, one) -> {
            ResourceEvent its = set.get(one);
            if (its != null && shown.contains(its.id())) {
                causes.computeIfPresent(
                        event,
                        (id, cause) -> cause.with(new ScalingSet(its.id(), its.time(), its.name(), its.person())));
            }
        });
    }
}
