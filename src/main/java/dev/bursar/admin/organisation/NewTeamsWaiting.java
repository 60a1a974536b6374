package dev.bursar.admin.organisation;

import dev.bursar.kernel.Role;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.TeamHistory;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Teams that Bursar made of tag values and nobody has decided on. */
@Component
@Order(55)
class NewTeamsWaiting implements Waiting {
    private final UnconfirmedTeams teams;

    NewTeamsWaiting(UnconfirmedTeams teams) {
        this.teams = teams;
    }

    @Override
    public String kind() {
        return "new-teams";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ADMIN);
    }

    @Override
    public String page() {
        return OrgLinks.TEAMS;
    }

    @Override
    public Optional<Waits> look() {
        return teams.waiting().map(NewTeamsWaiting::waits);
    }

    private static Waits waits(List<TeamHistory> undecided) {
        return new Waits(
                undecided.size(),
                Map.of(),
                null,
                undecided.stream().findFirst().map(TeamHistory::name).orElse(""),
                OrgLinks.NEW_TEAMS);
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "new team to confirm", "new teams to confirm");
    }

    @Override
    public String lookedAt() {
        return "new teams";
    }
}
