package dev.bursar.ownership;

import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.spi.Owners;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Finds a charge's owner by the rules in force on its day; answers are remembered because charges repeat from day to day. */
public final class Ownership implements Owners {
    private final List<OwnershipRule> rules;
    private final TreeSet<LocalDate> changes = new TreeSet<>();
    private final List<OwnershipRule> ofCallers;
    private final List<OwnershipRule> ofProfiles;
    private final List<OwnershipRule> ofParts;
    private final Map<String, Boolean> named = new ConcurrentHashMap<>();
    private final Map<Key, Owner> known = new ConcurrentHashMap<>();

    public Ownership(List<OwnershipRule> rules) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(OwnershipRule::position).thenComparingInt(OwnershipRule::id))
                .toList();
        this.ofCallers = rules.stream().filter(rule -> rule.callers() != null).toList();
        this.ofProfiles = rules.stream().filter(rule -> rule.profiles() != null).toList();
        this.ofParts = rules.stream().filter(OwnershipRule::asksForParts).toList();
        for (OwnershipRule rule : rules) {
            changes.add(rule.from());
            if (rule.to() != null) {
                changes.add(rule.to());
            }
        }
    }

    /** The team and the number of the rule that claims the charge, or {@link #UNALLOCATED}. */
    @Override
    public Owner of(
            LocalDate day,
            String account,
            String service,
            String tagValue,
            String caller,
            String resource,
            String part) {
        LocalDate since = changes.floor(day);
        var key = new Key(
                since == null ? LocalDate.MIN : since,
                account,
                service,
                tagValue,
                namesCaller(caller) ? caller : "",
                namesProfile(resource) ? resource : "",
                namesPart(part) ? part : "");
        Owner owner = known.get(key);
        if (owner == null) {
            owner = rules.stream()
                    .filter(rule -> rule.matches(day, account, service, tagValue, key.caller, key.resource, key.part))
                    .findFirst()
                    .map(rule -> new Owner(rule.team(), rule.id()))
                    .orElse(UNALLOCATED);
            known.put(key, owner);
        }
        return owner;
    }

    @Override
    public boolean namesCaller(String caller) {
        return !ofCallers.isEmpty()
                && !caller.isEmpty()
                && named.computeIfAbsent(caller, text -> ofCallers.stream().anyMatch(rule -> rule.isCaller(text)));
    }

    @Override
    public boolean namesProfile(String resource) {
        return !ofProfiles.isEmpty()
                && resource.contains(InferenceProfile.PART)
                && named.computeIfAbsent(resource, text -> ofProfiles.stream().anyMatch(rule -> rule.isProfile(text)));
    }

    @Override
    public boolean namesPart(String part) {
        return !ofParts.isEmpty()
                && !part.isEmpty()
                && named.computeIfAbsent(part, text -> ofParts.stream().anyMatch(rule -> rule.isPart(text)));
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

    private record Key(
            LocalDate since,
            String account,
            String service,
            String tagValue,
            String caller,
            String resource,
            String part) {
        // written out: a record's own are a fifth of a load's work
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && tagValue.equals(key.tagValue)
                    && service.equals(key.service)
                    && account.equals(key.account)
                    && caller.equals(key.caller)
                    && resource.equals(key.resource)
                    && part.equals(key.part)
                    && since.equals(key.since);
        }

        @Override
        public int hashCode() {
            int who = (caller.hashCode() * 31 + resource.hashCode()) * 31 + part.hashCode();
            return (((who * 31 + tagValue.hashCode()) * 31 + service.hashCode()) * 31 + account.hashCode()) * 31
                    + since.hashCode();
        }
    }
}
