package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
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
}
