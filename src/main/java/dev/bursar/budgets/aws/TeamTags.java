package dev.bursar.budgets.aws;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which values of the tag that names teams the ownership rules give to one team alone, wherever they occur. */
public final class TeamTags {
    private final Map<String, TeamId> owners = new HashMap<>();
    private final Map<TeamId, Set<String>> charged = new TreeMap<>(Comparator.comparingInt(TeamId::value));
    private final Set<String> known;

    /**
     * @param rules of any day, in any order
     * @param known all values that charges have
     */
    public TeamTags(List<OwnershipRule> rules, Collection<String> known, LocalDate day) {
        this.known = Set.copyOf(known);
        List<OwnershipRule> inForce = rules.stream()
                .filter(rule -> rule.holdsOn(day))
                .sorted(Comparator.comparingInt(OwnershipRule::position).thenComparingInt(OwnershipRule::id))
                .toList();
        var candidates = new HashSet<>(known);
        inForce.forEach(rule -> {
            if (rule.tagValues() != null) {
                candidates.addAll(rule.tagValues());
            }
        });
        candidates.remove("");
        for (String value : candidates) {
            TeamId owner = sole(inForce, value);
            if (owner != null) {
                owners.put(value, owner);
                if (known.contains(value)) {
                    charged.computeIfAbsent(owner, team -> new TreeSet<>()).add(value);
                }
            }
        }
    }

    /** The team of the first rule for the value alone; none where a rule before it gives some of its charges to another. */
    private static @Nullable TeamId sole(List<OwnershipRule> rules, String value) {
        var before = new HashSet<TeamId>();
        for (OwnershipRule rule : rules) {
            if (rule.tagValues() != null && !rule.namesTag(value)) {
                continue;
            }
            before.add(rule.team());
            if (rule.claimsAnyElse()) {
                return before.size() == 1 ? rule.team() : null;
            }
        }
        return null;
    }

    /** Empty where no rule gives all charges with the value to one team. */
    public Optional<TeamId> owner(String value) {
        return Optional.ofNullable(owners.get(value));
    }

    /** The team's values that charges have. */
    public Set<String> charged(TeamId team) {
        return charged.getOrDefault(team, Set.of());
    }

    /** All values that charges have, whoever owns them. */
    public Set<String> known() {
        return known;
    }
}
