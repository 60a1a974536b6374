package dev.bursar.causes.read;

import dev.bursar.causes.evidence.Act;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.split.SameResources;
import dev.bursar.efficiency.WorkloadPrices;
import dev.bursar.inventory.Inventory;
import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import module java.base;
import org.springframework.stereotype.Component;

/** What is known of the price of resources that events acted on: their costs, else the list price of the size that was asked for. */
@Component
class KnownPrices {
    private static final String LIST_CURRENCY = "USD";
    private static final BigDecimal HOURS = new BigDecimal(24);

    private final Inventory inventory;
    private final WorkloadPrices workloads;

    KnownPrices(Inventory inventory, WorkloadPrices workloads) {
        this.inventory = inventory;
        this.workloads = workloads;
    }

    /** A day's, by event, of all resources on which it acted; without events of which none is known. */
    Map<UUID, BigDecimal> aDay(Collection<ResourceEvent> events, ResourceActs.Acts acted, String currency) {
        Set<String> names = new HashSet<>();
        events.forEach(event -> {
            names.add(event.arn());
            names.add(SameResources.id(event.arn()));
        });
        Map<String, BigDecimal> costs = new HashMap<>(inventory.costsADay(names, currency));
        costs.putAll(workloads.aDay(names, currency));
        Map<UUID, BigDecimal> known = new HashMap<>();
        List<ResourceEvent> unknown = new ArrayList<>();
        for (ResourceEvent event : events) {
            BigDecimal byArn = costs.get(event.arn());
            BigDecimal cost = byArn == null ? costs.get(SameResources.id(event.arn())) : byArn;
            if (cost == null) {
                unknown.add(event);
            } else {
                known.merge(event.id(), cost, BigDecimal::add);
            }
        }
        unknown.removeIf(event -> known.containsKey(event.id()));
        if (currency.equals(LIST_CURRENCY)) {
            listed(unknown, acted, known);
        }
        return known;
    }

    private void listed(List<ResourceEvent> events, ResourceActs.Acts acted, Map<UUID, BigDecimal> known) {
        Map<UUID, Asked> asked = new HashMap<>();
        acted.byArn().values().forEach(acts -> acts.forEach((Act act) -> asked.put(act.event(), act.asked())));
        Set<String> types = new HashSet<>();
        asked.values().forEach(one -> types.addAll(one.instanceTypes()));
        Map<String, Map<String, BigDecimal>> prices = workloads.usdAnHour(types);
        for (ResourceEvent event : events) {
            Asked size = asked.getOrDefault(event.id(), Asked.NOTHING);
            if (size.instanceTypes().size() == 1) {
                BigDecimal price = prices.getOrDefault(
                                size.instanceTypes().iterator().next(), Map.of())
                        .get(event.region());
                if (price != null) {
                    known.put(
                            event.id(), price.multiply(HOURS).multiply(BigDecimal.valueOf(Math.max(1, size.count()))));
                }
            }
        }
    }
}
