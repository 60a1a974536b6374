package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.issued.StatementLeads;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Which statements there are that a person may open, without what they come to. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class StatementSearch {
    private final JdbcClient jdbc;
    private final ShownMonths shown;
    private final Organisation organisation;
    private final Scope scope;
    private final Clock clock;

    StatementSearch(JdbcClient jdbc, ShownMonths shown, Organisation organisation, Scope scope, Clock clock) {
        this.jdbc = jdbc;
        this.shown = shown;
        this.organisation = organisation;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * A statement, or its draft.
     *
     * @param team its number; 0 for Unallocated
     * @param name of the team as the statement has it; "" for Unallocated
     */
    public record FoundStatement(YearMonth month, int team, String name, boolean issued) {}

    /** The newest month first, then by the team's name. */
    public List<FoundStatement> all() {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        LocalDate today = Today.of(clock);
        Map<TeamId, TeamDays> days = organisation.days();
        Set<YearMonth> seenAsDrafts = Set.copyOf(shown.months());
        return Stream.concat(issued().stream(), drafts(days).stream())
                .filter(one -> visibility.everything()
                        || one.team() > 0
                                && (one.issued() || seenAsDrafts.contains(one.month()))
                                && StatementLeads.include(
                                        visibility,
                                        today,
                                        one.month(),
                                        new TeamId(one.team()),
                                        days.get(new TeamId(one.team()))))
                .sorted(Comparator.comparing(FoundStatement::month)
                        .reversed()
                        .thenComparing(one -> one.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private List<FoundStatement> issued() {
        return jdbc.sql("""
                        select distinct on (billing_month, team_id) billing_month, team_id, name from chargeback_statement
                         order by billing_month, team_id, version desc
                        """)
                .query((row, number) -> new FoundStatement(
                        YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                        row.getInt("team_id"),
                        row.getInt("team_id") == 0 ? "" : row.getString("name"),
                        true))
                .list();
    }

    /** Of months that have a cut and weren't issued: each team that was there, and Unallocated. */
    private List<FoundStatement> drafts(Map<TeamId, TeamDays> days) {
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        return jdbc.sql("""
                        select distinct billing_month from chargeback_cut c
                         where not exists (select from chargeback_issue i where i.billing_month = c.billing_month)
                        """).query(LocalDate.class).list().stream()
                .map(YearMonth::from)
                .flatMap(month -> Stream.concat(
                        Stream.of(new FoundStatement(month, 0, "", false)),
                        days.entrySet().stream()
                                .filter(team -> isThere(team.getValue(), month))
                                .map(team -> new FoundStatement(
                                        month, team.getKey().value(), names.getOrDefault(team.getKey(), ""), false))))
                .toList();
    }

    private static boolean isThere(TeamDays team, YearMonth month) {
        return team.from().isBefore(month.plusMonths(1).atDay(1))
                && (team.to() == null || team.to().isAfter(month.atDay(1)));
    }
}
