package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import module java.base;

/**
 * The values that a rule may name, as they were found with costs, the largest first.
 *
 * @param callersStated whether any imported charge states its caller
 */
public record RuleChoices(
        List<Value> tagValues,
        List<Value> accounts,
        List<Value> services,
        List<Value> callers,
        List<Value> profiles,
        List<Value> clusters,
        List<Value> namespaces,
        List<Value> workloads,
        boolean callersStated) {
    public RuleChoices {
        tagValues = List.copyOf(tagValues);
        accounts = List.copyOf(accounts);
        services = List.copyOf(services);
        callers = List.copyOf(callers);
        profiles = List.copyOf(profiles);
        clusters = List.copyOf(clusters);
        namespaces = List.copyOf(namespaces);
        workloads = List.copyOf(workloads);
    }

    /**
     * One value.
     *
     * @param key as rules name it
     * @param name as people know it, which for most is the key
     * @param owners what each team has of its costs now, by amount; empty where it has none
     */
    public record Value(String key, String name, List<Share> owners) {
        public Value {
            owners = List.copyOf(owners);
        }
    }

    /** EffectiveCost; {@link TeamId#UNALLOCATED} is what nobody claims. */
    public record Share(TeamId team, String currency, BigDecimal effectiveCost) {}
}
