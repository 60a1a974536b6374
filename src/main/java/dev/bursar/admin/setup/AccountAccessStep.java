package dev.bursar.admin.setup;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.admin.reach.ReachText;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.ReachSummary;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;

/** Whether member accounts are read, which costs don't need; the page that this leads to sets it up. */
final class AccountAccessStep extends Composite<Section> {
    private final Section section = new Section("6. Access to accounts");

    AccountAccessStep(ReachSummary summary) {
        if (!summary.enabled()) {
            section.status(SetupText.open("Optional"));
        } else if (summary.checkedAt() != null && summary.complete()) {
            section.status(SetupText.done(ReachText.answering(summary)));
        } else {
            section.status(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, ReachText.answering(summary)));
        }
        section.with(
                new Paragraph(
                        "Costs need no access to member accounts. Tags of resources and CloudTrail events are read in"
                                + " each account, by a role that you create there. CloudTrail events can also be read from"
                                + " the log files of a trail, which needs no such role."),
                new Paragraph(new Anchor(SetupLinks.REACH, "Set up access to accounts")));
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
