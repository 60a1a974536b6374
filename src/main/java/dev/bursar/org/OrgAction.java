package dev.bursar.org;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of teams and departments. */
enum OrgAction implements JournalAction {
    COST_CENTRE_SET("cost-centre-set", "Cost centre changed"),
    DEPARTMENT_CREATED("department-created", "Department added"),
    DEPARTMENT_ENDED("department-ended", "Department ended"),
    DEPARTMENT_MOVED("department-moved", "Department moved"),
    DEPARTMENT_RENAMED("department-renamed", "Department renamed"),
    TEAM_CONFIRMED("team-confirmed", "New team confirmed"),
    TEAM_CREATED("team-created", "Team added"),
    TEAM_ENDED("team-ended", "Team ended"),
    TEAM_MERGED("team-merged", "Team merged"),
    TEAM_MOVED("team-moved", "Team moved"),
    TEAM_RENAMED("team-renamed", "Team renamed"),
    TEAM_SPLIT("team-split", "Team split");

    private final Called called;

    OrgAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
