package dev.bursar.access;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
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
                select t.team_id as team, t.person_id as person, p.display_name as name, t.valid_from as from, t.valid_to as to
                from person_team t
                join person p on p.id = t.person_id
                order by t.team_id, p.display_name, t.person_id, t.valid_from
                """).query(RecordMapper.of(TeamLead.class)).list();
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
