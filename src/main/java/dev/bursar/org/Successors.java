package dev.bursar.org;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who answers for a team's costs after it was merged into another one, for other modules: rights are theirs. */
@Service
@Transactional(readOnly = true)
public class Successors {
    private final JdbcClient jdbc;

    Successors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The team that goes on in a team's place on a day: itself where it has no end by then, else the first of those that took over, one
     * after the other, that hasn't. Empty where the last of them ended without a successor, and for a team that is unknown.
     */
    public Optional<TeamId> of(TeamId team, LocalDate day) {
        return followed(team, day, ends());
    }

    /** The same on the month's last day: who a statement of that month would go to. */
    public Optional<TeamId> of(TeamId team, YearMonth month) {
        return of(team, month.atEndOfMonth());
    }

    /** Who goes on for each team that has one on the month's last day, ended teams too. */
    public Map<TeamId, TeamId> of(YearMonth month) {
        Map<TeamId, End> ends = ends();
        Map<TeamId, TeamId> found = new HashMap<>();
        ends.keySet()
                .forEach(team -> followed(team, month.atEndOfMonth(), ends).ifPresent(one -> found.put(team, one)));
        return found;
    }

    /**
     * How a team ends.
     *
     * @param to the day after its last, null while it has no end
     * @param successor who goes on in its place, null for nobody
     */
    record End(@Nullable LocalDate to, @Nullable TeamId successor) {
        boolean isOver(LocalDate day) {
            return to != null && !day.isBefore(to);
        }
    }

    /** Teams that took over from each other in a circle, which no change of a team makes, have no successor. */
    static Optional<TeamId> followed(TeamId team, LocalDate day, Map<TeamId, End> ends) {
        Set<TeamId> seen = new HashSet<>();
        TeamId one = team;
        while (one != null && seen.add(one)) {
            End end = ends.get(one);
            if (end == null) {
                return Optional.empty();
            }
            if (!end.isOver(day)) {
                return Optional.of(one);
            }
            one = end.successor();
        }
        return Optional.empty();
    }

    private Map<TeamId, End> ends() {
        Map<TeamId, End> ends = new HashMap<>();
        jdbc.sql("""
                select t.id, t.valid_to, s.successor_id
                  from team t
                  left join team_successor s on s.team_id = t.id
                """).query(row -> {
            Integer successor = row.getObject("successor_id", Integer.class);
            ends.put(
                    new TeamId(row.getInt("id")),
                    new End(
                            row.getObject("valid_to", LocalDate.class),
                            successor == null ? null : new TeamId(successor)));
        });
        return ends;
    }
}
