package dev.bursar.org;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of teams and departments. */
@Component
final class OrgAction extends JournalActions {
    static final JournalAction COST_CENTRE_SET = action("cost-centre-set", "Cost centre changed");
    static final JournalAction DEPARTMENT_CREATED = action("department-created", "Department added");
    static final JournalAction DEPARTMENT_ENDED = action("department-ended", "Department ended");
    static final JournalAction DEPARTMENT_MOVED = action("department-moved", "Department moved");
    static final JournalAction DEPARTMENT_RENAMED = action("department-renamed", "Department renamed");
    static final JournalAction TEAM_CONFIRMED = action("team-confirmed", "New team confirmed");
    static final JournalAction TEAM_CREATED = action("team-created", "Team added");
    static final JournalAction TEAM_ENDED = action("team-ended", "Team ended");
    static final JournalAction TEAM_MERGED = action("team-merged", "Team merged");
    static final JournalAction TEAM_MOVED = action("team-moved", "Team moved");
    static final JournalAction TEAM_RENAMED = action("team-renamed", "Team renamed");
    static final JournalAction TEAM_SPLIT = action("team-split", "Team split");

    /** Departments by their present names. */
    @Bean
    static SubjectNames departmentNames(Departments departments) {
        return SubjectNames.of(
                "department",
                ids -> departments.all().stream()
                        .filter(one -> ids.contains(String.valueOf(one.id().value())))
                        .collect(Collectors.toMap(one -> String.valueOf(one.id().value()), Department::name)),
                id -> Optional.of(OrgLinks.TEAMS));
    }

    /** Teams by their present names, with links: who may read the journal may see teams. */
    @Bean
    static SubjectNames teamNames(Organisation organisation) {
        return SubjectNames.of(
                "team",
                ids -> organisation.teams().stream()
                        .filter(team -> ids.contains(String.valueOf(team.id().value())))
                        .collect(Collectors.toMap(
                                team -> String.valueOf(team.id().value()), Team::name)),
                id -> id.matches("[1-9]\\d{0,8}")
                        ? Optional.of(OrgLinks.team(Integer.parseInt(id)))
                        : Optional.empty());
    }
}
