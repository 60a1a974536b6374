package dev.bursar.ownership;

import dev.bursar.charges.spi.Owners;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Finds a charge's owner by the rules in force on its day; answers are remembered because charges repeat from day to day. */
public final class Ownership implements Owners {
    private final List<OwnershipRule> rules;
    private final TreeSet<LocalDate> changes = new TreeSet<>();
    private final Map<Key, Owner> known = new ConcurrentHashMap<>();

    public Ownership(List<OwnershipRule> rules) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(OwnershipRule::position).thenComparingInt(OwnershipRule::id))
                .toList();
        for (OwnershipRule rule : rules) {
            changes.add(rule.from());
            if (rule.to() != null) {
                changes.add(rule.to());
            }
        }
    }

    /** The team and the number of the rule that claims the charge, or {@link #UNALLOCATED}. */
    @Override
    public Owner of(LocalDate day, String account, String service, String tagValue) {
        LocalDate since = changes.floor(day);
        var key = new Key(since == null ? LocalDate.MIN : since, account, service, tagValue);
        Owner owner = known.get(key);
        if (owner == null) {
            owner = rules.stream()
                    .filter(rule -> rule.matches(day, account, service, tagValue))
                    .findFirst()
                    .map(rule -> new Owner(rule.team(), rule.id()))
                    .orElse(UNALLOCATED);
            known.put(key, owner);
        }
        return owner;
    }

    /** Days from which other rules hold than before. */
    @Override
    public TreeSet<LocalDate> changes() {
        return new TreeSet<>(changes);
    }

    /** Whether the other was made from the same rules. */
    public boolean sameRules(Owners other) {
        return other instanceof Ownership ownership && rules.equals(ownership.rules);
    }

    private record Key(LocalDate since, String account, String service, String tagValue) {
        // written out: a record's own are a fifth of a load's work
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && tagValue.equals(key.tagValue)
                    && service.equals(key.service)
                    && account.equals(key.account)
                    && since.equals(key.since);
        }

        @Override
        public int hashCode() {
            return ((tagValue.hashCode() * 31 + service.hashCode()) * 31 + account.hashCode()) * 31 + since.hashCode();
        }
    }
}
