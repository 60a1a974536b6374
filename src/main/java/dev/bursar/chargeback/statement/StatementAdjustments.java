package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.StatementMaker.Beside;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** Adjustments on a month's statements, and those that no issued one shows. */
@Component
public class StatementAdjustments {
    private final Adjustments adjustments;
    private final IssueStore issues;
    private final Organisation organisation;

    StatementAdjustments(Adjustments adjustments, IssueStore issues, Organisation organisation) {
        this.adjustments = adjustments;
        this.issues = issues;
        this.organisation = organisation;
    }

    /** @param closed corrections of closed months that stand beside them */
    public Map<TeamCurrency, Beside> beside(YearMonth month, Map<TeamCurrency, List<OfClosed>> closed) {
        Map<TeamCurrency, List<Adjusted>> adjusted = adjustments.of(month);
        return Stream.concat(closed.keySet().stream(), adjusted.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> new Beside(closed.getOrDefault(key, List.of()), adjusted.getOrDefault(key, List.of()))));
    }

    /** The names of those whose newest issued version lacks an adjustment, Unallocated last; none where nothing was issued. */
    public List<String> notShown(YearMonth month) {
        Map<Integer, IssuedStatement> issued =
                issues.statements(month).stream().collect(Collectors.toMap(IssuedStatement::team, Function.identity()));
        if (issued.isEmpty()) {
            return List.of();
        }
        Map<Integer, Set<Long>> posted = new HashMap<>();
        adjustments
                .of(month)
                .forEach((key, lines) -> posted.computeIfAbsent(key.team(), any -> new HashSet<>())
                        .addAll(ids(lines)));
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        var behind = new TreeMap<String, String>();
        posted.forEach((team, ids) -> {
            if (!issued.containsKey(team) || !shown(issued.get(team)).containsAll(ids)) {
                String name = names.getOrDefault(new TeamId(team), "Team " + team);
                behind.put((team == 0 ? "1 " : "0 ") + name.toLowerCase(Locale.ROOT) + " " + team, name);
            }
        });
        return List.copyOf(behind.values());
    }

    private Set<Long> shown(IssuedStatement statement) {
        return Statement.read(issues.content(statement.id())).currencies().stream()
                .flatMap(in -> ids(in.adjustments()).stream())
                .collect(Collectors.toSet());
    }

    private static Set<Long> ids(List<Adjusted> lines) {
        return lines.stream().map(Adjusted::id).collect(Collectors.toSet());
    }
}
