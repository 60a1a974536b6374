package dev.bursar.org;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
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

    private final String code;
    private final String label;

    OrgAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<OrgAction> actions() {
            return List.of(values());
        }
    }
}
