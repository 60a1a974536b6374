package dev.bursar.admin.organisation;

import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;
import org.springframework.stereotype.Component;

/** Asks what becomes of teams that were made of unseen tag values. */
@Component
class NewTeamDialogs {
    private final UnconfirmedTeams unconfirmed;
    private final Teams teams;
    private final TeamsLoad load;

    NewTeamDialogs(UnconfirmedTeams unconfirmed, Teams teams, TeamsLoad load) {
        this.unconfirmed = unconfirmed;
        this.teams = teams;
        this.load = load;
    }

    void confirm(List<TeamHistory> sheets, Runnable done) {
        Map<TeamId, Integer> versions =
                sheets.stream().collect(Collectors.toMap(TeamHistory::id, TeamHistory::version));
        UserAction.of(() -> {
                    unconfirmed.confirm(versions);
                    Notices.success(
                            sheets.size() == 1
                                    ? name(sheets.getFirst()) + " is confirmed."
                                    : Formats.count(sheets.size(), "team is", "teams are") + " confirmed.");
                    done.run();
                })
                .stale(() -> {
                    Notices.warning("Someone else changed these teams in the meantime. The page now shows it.");
                    done.run();
                })
                .denied("You no longer have permission to make this change. Nothing was changed.")
                .run();
    }

    void join(TeamHistory sheet, Runnable done) {
        var into = TeamFields.team("Join to", teams.all(), sheet.id(), load.today());
        into.setRequiredIndicatorVisible(true);
        new ChangeDialog("Join " + sheet.name() + " to a team", "Join team", "team")
                .with(into, TeamFields.CHOICE)
                .with(Styled.note("The costs of " + name(sheet) + ", past ones too, become the other team\u2019s. "
                        + name(sheet) + " ends."))
                .on(() -> {
                    if (into.isEmpty()) {
                        FieldErrors.show(into, "Choose the team that it means.");
                        throw new Incomplete();
                    }
                    unconfirmed.join(
                            sheet.id(), sheet.version(), into.getValue().id());
                })
                .stale(() -> stale(done))
                .done(() -> {
                    Notices.success(
                            name(sheet) + " is joined to " + name(into.getValue()) + ". Costs follow within a minute.");
                    done.run();
                })
                .open();
    }

    void leaveOut(TeamHistory sheet, Runnable done) {
        new ChangeDialog("Leave out " + sheet.name(), "Leave out", "team")
                .with(Styled.note("Its costs, past ones too, become Unallocated until a rule claims them. "
                        + name(sheet) + " ends, and its tag values get no team again."))
                .on(() -> unconfirmed.leaveOut(sheet.id(), sheet.version()))
                .stale(() -> stale(done))
                .done(() -> {
                    Notices.success(name(sheet) + " is left out. Costs follow within a minute.");
                    done.run();
                })
                .open();
    }

    private static void stale(Runnable done) {
        Notices.warning("Someone else changed this team in the meantime. Close this and look again.");
        done.run();
    }

    private static String name(TeamHistory sheet) {
        return PlainText.cut(sheet.name(), 60);
    }
}
