package dev.bursar.chargeback.ui;

import dev.bursar.org.OrgLinks;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;

/** What pages of pools show while nobody has confirmed a team. */
final class ConfirmTeams {
    private ConfirmTeams() {}

    /** @param why a clause: {@code Pools are split over teams that …} */
    static EmptyState first(String why) {
        return EmptyState.notSetUp(
                        Icons.USERS,
                        "Confirm your teams first",
                        why + ". The teams that would share them come from tag values, and nobody has confirmed them.")
                .actions(Styled.pageLink(OrgLinks.TEAMS, "See teams"));
    }
}
