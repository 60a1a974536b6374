package dev.bursar.ownership.ui;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.text.RuleText;
import module java.base;

/** What rules' teams and accounts are called. */
record RuleNames(Map<TeamId, String> teams, Map<String, String> accounts) {
    String team(TeamId team) {
        return RuleText.team(team, teams);
    }
}
