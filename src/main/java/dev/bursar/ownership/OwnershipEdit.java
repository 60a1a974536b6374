package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One change of the ownership rules. It is a function from the rules that hold to those that shall hold, so that a preview and
 * what is stored can't differ. Rules that it makes have numbers below 0.
 */
public sealed interface OwnershipEdit {
    /** The rules after this change, in the order tried; those that it doesn't concern are left as they are. */
    List<OwnershipRule> applied(List<OwnershipRule> rules);

    /**
     * A new rule.
     *
     * @param before the rule that it is tried before; null: it is tried last
     */
    record Add(RuleDraft draft, @Nullable Integer before) implements OwnershipEdit {
        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            places.insert(draft.rule(places.unused()), before);
            return places.rules();
        }
    }

    /** New rules, tried last, in this order. */
    record AddAll(List<RuleDraft> drafts) implements OwnershipEdit {
        public AddAll {
            drafts = List.copyOf(drafts);
        }

        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            drafts.forEach(draft -> places.insert(draft.rule(places.unused()), null));
            return places.rules();
        }
    }

    /** Corrects a rule on all days of the draft. */
    record Correct(int rule, int version, RuleDraft draft) implements OwnershipEdit {
        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            OwnershipRule old = places.require(rule, version);
            places.replace(draft.rule(old.id()).numbered(old.id(), old.version()));
            return places.rules();
        }
    }

    /** Changes a rule from a day on: this version ends and another begins in its place. */
    record Change(int rule, int version, RuleDraft draft, LocalDate since) implements OwnershipEdit {
        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            OwnershipRule old = places.require(rule, version);
            places.replace(old.holding(old.from(), since));
            places.beside(old.id(), draft.rule(places.unused()).holding(since, draft.to()));
            return places.rules();
        }
    }

    /**
     * Ends a rule.
     *
     * @param to the day after its last
     */
    record End(int rule, int version, LocalDate to) implements OwnershipEdit {
        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            OwnershipRule old = places.require(rule, version);
            places.replace(old.holding(old.from(), to));
            return places.rules();
        }
    }

    /** Removes a rule from all its days. */
    record Remove(int rule, int version) implements OwnershipEdit {
        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            places.require(rule, version);
            places.remove(rule);
            return places.rules();
        }
    }

    /**
     * Adds values of the tag to a rule, on all its days. Other rules that name such a value and ask for nothing else no longer name it
     * on these days; one that names nothing else does not hold on them.
     *
     * @param values those that the rule names already are left as they are
     */
    record Join(int rule, int version, List<String> values) implements OwnershipEdit {
        public Join {
            values = values.stream().distinct().toList();
        }

        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> rules) {
            var places = new RulePositions(rules);
            OwnershipRule target = places.require(rule, version);
            for (OwnershipRule other : rules) {
                if (other.id() != rule && other.namesOnlyTags() && other.meets(target)) {
                    without(places, other, target);
                }
            }
            var all = new ArrayList<>(target.tagValues() == null ? List.<String>of() : target.tagValues());
            values.stream().filter(value -> !target.namesTag(value)).forEach(all::add);
            places.replace(target.naming(all));
            return places.rules();
        }

        private void without(RulePositions places, OwnershipRule other, OwnershipRule target) {
            List<String> rest = other.without(values);
            if (rest.equals(other.tagValues())) {
                return;
            }
            LocalDate from = other.from().isBefore(target.from()) ? target.from() : other.from();
            boolean goesOn =
                    target.to() != null && (other.to() == null || other.to().isAfter(target.to()));
            LocalDate to = goesOn ? target.to() : other.to();
            var parts = new ArrayList<OwnershipRule>();
            if (other.from().isBefore(from)) {
                parts.add(other.holding(other.from(), from));
            }
            if (!rest.isEmpty()) {
                parts.add(other.naming(rest).holding(from, to));
            }
            if (goesOn) {
                parts.add(other.holding(Objects.requireNonNull(to), other.to()));
            }
            if (parts.isEmpty()) {
                places.remove(other.id());
                return;
            }
            places.replace(parts.getFirst());
            parts.stream().skip(1).forEach(part -> places.beside(other.id(), part.numbered(places.unused(), 0)));
        }
    }

    /**
     * Changes the order, for all days on which the rules hold. Rules that aren't named keep their place.
     *
     * @param version of the order that was seen
     * @param rules in the order in which they shall be tried
     */
    record Reorder(int version, List<Integer> rules) implements OwnershipEdit {
        public Reorder {
            rules = List.copyOf(rules);
        }

        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> now) {
            var places = new RulePositions(now);
            places.reorder(rules);
            return places.rules();
        }
    }

    /** Gives rules to another team from a day on, when a team is merged, split or ended. */
    record HandOver(Set<Integer> rules, TeamId to, LocalDate since) implements OwnershipEdit {
        public HandOver {
            rules = Set.copyOf(rules);
        }

        /** All rules of one team that hold on that day or later. */
        public static HandOver all(List<OwnershipRule> rules, TeamId from, TeamId to, LocalDate since) {
            var its = new HashSet<Integer>();
            rules.stream()
                    .filter(rule -> rule.team().equals(from))
                    .filter(rule -> rule.to() == null || rule.to().isAfter(since))
                    .forEach(rule -> its.add(rule.id()));
            return new HandOver(its, to, since);
        }

        @Override
        public List<OwnershipRule> applied(List<OwnershipRule> now) {
            var places = new RulePositions(now);
            for (OwnershipRule rule : now) {
                boolean over = rule.to() != null && !rule.to().isAfter(since);
                if (!rules.contains(rule.id()) || over) {
                    continue;
                }
                if (rule.from().isBefore(since)) {
                    places.replace(rule.holding(rule.from(), since));
                    places.beside(
                            rule.id(),
                            rule.withTeam(to).holding(since, rule.to()).numbered(places.unused(), 0));
                } else {
                    places.replace(rule.withTeam(to));
                }
            }
            return places.rules();
        }
    }
}
