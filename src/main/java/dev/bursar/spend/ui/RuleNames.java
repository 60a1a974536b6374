package dev.bursar.spend.ui;

import dev.bursar.kernel.TeamId;
import java.util.Map;

/** What rules' teams and accounts are called. */
record RuleNames(Map<TeamId, String> teams, Map<String, String> accounts) {
    String team(TeamId team) {
        return RuleWords.team(team, teams);
    }
}
