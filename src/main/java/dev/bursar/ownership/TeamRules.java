package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What merging, splitting and ending a team does to its rules, and what it moves: both are worked out by the same edits. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class TeamRules {
    /** Stands for a team that is not made yet, as the owner of what {@link #splitMoves} moves. */
    public static final TeamId NOT_YET = new TeamId(Integer.MAX_VALUE);

    private final OwnershipRules rules;
    private final OwnershipRuleService service;
    private final OwnershipPreview preview;

    TeamRules(OwnershipRules rules, OwnershipRuleService service, OwnershipPreview preview) {
        this.rules = rules;
        this.service = service;
        this.preview = preview;
    }

    /** The team's rules that hold on the day or later, in the order tried. */
    public List<OwnershipRule> of(TeamId team, LocalDate since) {
        return RuleEdits.holding(rules.all(), team, since);
    }

    /** From the day on the team's rules are the successor's, or end without one. */
    @Writes(Guard.PARTS)
    public void end(TeamId team, @Nullable TeamId successor, LocalDate since) {
        RuleEdits.end(rules.all(), team, successor, since).forEach(service::save);
    }

    /** What {@link #end} would move of a month. */
    public List<OwnershipMove> endMoves(TeamId team, @Nullable TeamId successor, LocalDate since, YearMonth month) {
        List<OwnershipRule> now = rules.all();
        return moves(now, RuleEdits.end(now, team, successor, since), month);
    }

    /** From the day on some rules, or parts of them, are another team's. */
    @Writes(Guard.PARTS)
    public void split(List<RulePart> parts, TeamId to, LocalDate since) {
        RuleEdits.split(parts, to, since).forEach(service::save);
    }

    /** What {@link #split} would move of a month, to {@link #NOT_YET}. */
    public List<OwnershipMove> splitMoves(List<RulePart> parts, LocalDate since, YearMonth month) {
        return moves(rules.all(), RuleEdits.split(parts, NOT_YET, since), month);
    }

    private List<OwnershipMove> moves(List<OwnershipRule> now, List<OwnershipEdit> edits, YearMonth month) {
        return preview.of(now, RuleEdits.applied(now, edits), month).moves();
    }

    /** Which changes of the ownership rules make a change of teams: what is previewed and what is stored come from here. */
    static final class RuleEdits {
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
            RuleDraft others = RuleDraft.of(rule.naming(kept));
            RuleDraft its = RuleDraft.of(rule.naming(taken).withTeam(to).holding(from, rule.to()));
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
}
