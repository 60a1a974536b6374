package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who leads which teams, as seen from the team; {@link People} keeps it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'SYSTEM')")
public class TeamLeads {
    private final JdbcClient jdbc;
    private final People people;

    TeamLeads(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** All times, past and coming ones too, by team, name and first day. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')")
    public List<TeamLead> all() {
        return jdbc.sql("""
                select t.team_id, t.person_id, p.display_name, t.valid_from, t.valid_to
                from person_team t
                join person p on p.id = t.person_id
                order by t.team_id, p.display_name, t.person_id, t.valid_from
                """)
                .query((row, i) -> new TeamLead(
                        new TeamId(row.getInt("team_id")),
                        new PersonId(row.getInt("person_id")),
                        row.getString("display_name"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .list();
    }

    /** Who could lead a team: enabled people who have the role, by name. */
    public List<PersonRow> candidates() {
        return people.list().stream()
                .filter(person -> person.enabled() && person.roles().contains(Role.LEAD))
                .toList();
    }

    /** Ends every time in which anybody leads the team on that day or later; the days before stay theirs. */
    @Writes(Guard.PARTS)
    public void endAll(TeamId team, LocalDate to) {
        all().stream()
                .filter(time -> time.team().equals(team) && !time.isOver(to))
                .forEach(time -> people.endLead(time.person(), team, time.from(), to));
    }
}
