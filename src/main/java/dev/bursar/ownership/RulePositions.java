package dev.bursar.ownership;

import dev.bursar.kernel.StaleEdit;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Rules in their places while a change is worked out. Rules of one place never hold on the same day: they are versions of one
 * rule, as people see it. Places are numbered anew only where the order has changed.
 */
final class RulePositions {
    private final List<List<OwnershipRule>> places = new ArrayList<>();
    private int unused = -1;

    RulePositions(List<OwnershipRule> rules) {
        var byPosition = new TreeMap<Integer, List<OwnershipRule>>();
        rules.forEach(rule -> byPosition
                .computeIfAbsent(rule.position(), position -> new ArrayList<>())
                .add(rule));
        byPosition.values().forEach(place -> {
            place.sort(Comparator.comparing(OwnershipRule::from).thenComparing(OwnershipRule::id));
            places.add(place);
        });
        rules.forEach(rule -> unused = Math.min(unused, rule.id() - 1));
    }

    /** A number below 0 that no rule has. */
    int unused() {
        return unused--;
    }

    /** @throws StaleEdit when the rule is gone or was changed since */
    OwnershipRule require(int id, int version) {
        OwnershipRule rule = find(id);
        if (rule.version() != version) {
            throw new StaleEdit("ownership-rule:" + id);
        }
        return rule;
    }

    private OwnershipRule find(int id) {
        return places.stream()
                .flatMap(List::stream)
                .filter(rule -> rule.id() == id)
                .findFirst()
                .orElseThrow(() -> new StaleEdit("ownership-rule:" + id));
    }

    private List<OwnershipRule> place(int id) {
        return places.stream()
                .filter(place -> place.stream().anyMatch(rule -> rule.id() == id))
                .findFirst()
                .orElseThrow(() -> new StaleEdit("ownership-rule:" + id));
    }

    void insert(OwnershipRule rule, @Nullable Integer before) {
        var place = new ArrayList<>(List.of(rule));
        if (before == null) {
            places.addLast(place);
        } else {
            places.add(places.indexOf(place(before)), place);
        }
    }

    void replace(OwnershipRule rule) {
        place(rule.id()).replaceAll(one -> one.id() == rule.id() ? rule : one);
    }

    void beside(int id, OwnershipRule rule) {
        place(id).add(rule);
    }

    void remove(int id) {
        List<OwnershipRule> place = place(id);
        place.removeIf(rule -> rule.id() == id);
        if (place.isEmpty()) {
            places.remove(place);
        }
    }

    /** Puts the named rules' places, taken together, into this order; the other places stay where they are. */
    void reorder(List<Integer> ids) {
        List<List<OwnershipRule>> wanted =
                ids.stream().map(this::place).distinct().toList();
        var next = wanted.iterator();
        places.replaceAll(place -> wanted.contains(place) ? next.next() : place);
    }

    /** All rules in the order tried, their places numbered from 1. */
    List<OwnershipRule> rules() {
        var rules = new ArrayList<OwnershipRule>();
        int position = 0;
        for (List<OwnershipRule> place : places) {
            for (List<OwnershipRule> apart : apart(place)) {
                position++;
                for (OwnershipRule rule : apart) {
                    rules.add(rule.at(position));
                }
            }
        }
        return rules;
    }

    /** Versions whose days a correction made meet need places of their own. */
    private static List<List<OwnershipRule>> apart(List<OwnershipRule> place) {
        var apart = new ArrayList<List<OwnershipRule>>();
        for (OwnershipRule rule : place) {
            apart.stream()
                    .filter(group -> group.stream().noneMatch(rule::meets))
                    .findFirst()
                    .orElseGet(() -> {
                        var group = new ArrayList<OwnershipRule>();
                        apart.add(group);
                        return group;
                    })
                    .add(rule);
        }
        return apart;
    }
}
