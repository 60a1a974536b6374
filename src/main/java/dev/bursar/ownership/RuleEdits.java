package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which changes of the ownership rules make a change of teams: what is previewed and what is stored come from here. */
final class RuleEdits {
    private RuleEdits() {}

    /** A team's rules become another's from a day on, or end. */
    static List<OwnershipEdit> end(
            List<OwnershipRule> rules, TeamId team, @Nullable TeamId successor, LocalDate since) {
        List<OwnershipRule> its = holding(rules, team, since);
        if (its.isEmpty()) {
            return List.of();
        }
        if (successor != null) {
            return List.of(OwnershipEdit.HandOver.all(rules, team, successor, since));
        }
        return its.stream()
                .<OwnershipEdit>map(rule -> rule.from().isBefore(since)
                        ? new OwnershipEdit.End(rule.id(), rule.version(), since)
                        : new OwnershipEdit.Remove(rule.id(), rule.version()))
                .toList();
    }

    /** Some rules of a team, or parts of them, become a new team's from a day on. */
    static List<OwnershipEdit> split(List<RulePart> parts, TeamId to, LocalDate since) {
        Set<Integer> whole = parts.stream()
                .filter(RulePart::isWhole)
                .map(part -> part.rule().id())
                .collect(Collectors.toSet());
        var edits = new ArrayList<OwnershipEdit>();
        for (RulePart part : parts) {
            if (!part.isWhole()) {
                edits.addAll(share(part, to, since));
            }
        }
        if (!whole.isEmpty()) {
            edits.add(new OwnershipEdit.HandOver(whole, to, since));
        }
        return edits;
    }

    /** The rule keeps its other tag values; a rule for the taken ones is tried just before it. */
    private static List<OwnershipEdit> share(RulePart part, TeamId to, LocalDate since) {
        OwnershipRule rule = part.rule();
        List<String> taken = part.tagValues() == null ? List.of() : part.tagValues();
        List<String> kept = rule.tagValues() == null
                ? List.of()
                : rule.tagValues().stream()
                        .filter(value -> !taken.contains(value))
                        .toList();
        LocalDate from = rule.from().isAfter(since) ? rule.from() : since;
        var others = new RuleDraft(
                rule.team(), kept, rule.anyCase(), rule.accounts(), rule.services(), rule.from(), rule.to());
        var its = new RuleDraft(to, taken, rule.anyCase(), rule.accounts(), rule.services(), from, rule.to());
        return List.of(
                rule.from().isBefore(since)
                        ? new OwnershipEdit.Change(rule.id(), rule.version(), others, since)
                        : new OwnershipEdit.Correct(rule.id(), rule.version(), others),
                new OwnershipEdit.Add(its, rule.id()));
    }

    /** The team's rules that hold on the day or later. */
    static List<OwnershipRule> holding(List<OwnershipRule> rules, TeamId team, LocalDate since) {
        return rules.stream()
                .filter(rule -> rule.team().equals(team))
                .filter(rule -> rule.to() == null || rule.to().isAfter(since))
                .toList();
    }

    static List<OwnershipRule> applied(List<OwnershipRule> rules, List<OwnershipEdit> edits) {
        List<OwnershipRule> now = rules;
        for (OwnershipEdit edit : edits) {
            now = edit.applied(now);
        }
        return now;
    }
}
