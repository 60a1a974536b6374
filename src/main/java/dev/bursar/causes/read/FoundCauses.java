package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.causes.evidence.Act;
import dev.bursar.causes.recurring.Recurrence.Started;
import dev.bursar.causes.split.SameResources;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What may be named as causes, by event.
 *
 * @param scaled what autoscaling acted on
 * @param started how resources were made, by account and the id or name at their ARN's end in lower case
 */
record FoundCauses(Map<UUID, Cause> causes, Map<UUID, Scaled> scaled, Map<String, Started> started) {
    FoundCauses() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    void add(ResourceActs.Acts acts) {
        causes.putAll(acts.causes());
        scaled.putAll(acts.scaled());
        acts.byArn()
                .forEach((arn, its) -> its.stream()
                        .filter(Act::made)
                        .findFirst()
                        .ifPresent(act -> {
                            Cause cause = acts.causes().get(act.event());
                            if (cause != null) {
                                started.putIfAbsent(id(account(arn), arn), new Started(cause.person(), act.asked()));
                            }
                        }));
    }

    /** How a resource was made; null where no event says it. */
    @Nullable
    Started started(String account, String resource) {
        return started.get(id(account, resource));
    }

    /** The Auto Scaling groups that instances were started for, by the instance's account and id. */
    Map<String, String> groups() {
        Map<String, String> groups = new HashMap<>();
        scaled.forEach((event, one) -> {
            Cause cause = causes.get(event);
            if (cause != null && !one.resource().startsWith("arn:")) {
                groups.put(id(one.account(), cause.arn()), one.resource());
            }
        });
        return groups;
    }

    static String id(String account, String resource) {
        return account + " " + SameResources.id(resource).toLowerCase(Locale.ROOT);
    }

    private static String account(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length > 5 ? parts[4] : "";
    }

    /** Forgets those that no part names. */
    void keep(Collection<UUID> named) {
        causes.keySet().retainAll(named);
        scaled.keySet().retainAll(named);
    }
}
