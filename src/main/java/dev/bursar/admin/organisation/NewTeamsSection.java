package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.admin.organisation.TeamLine.Thing;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.TeamHistory;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Teams that were made of unseen tag values and wait for a decision. */
final class NewTeamsSection extends Composite<Section> {
    private static final int SHOWN = 20;

    /** @param dialogs null for those who may change nothing */
    NewTeamsSection(TeamsPage page, @Nullable NewTeamDialogs dialogs, Runnable changed) {
        List<TeamLine> lines = page.unconfirmed();
        List<TeamHistory> sheets = lines.stream().map(NewTeamsSection::sheet).toList();
        var words = new Paragraph(
                "Bursar made them of tag values that it had not seen before. They have spend and statements;"
                        + " tag policies, splits of shared costs and choices of teams leave them out until "
                        + (dialogs == null ? "an admin confirms them." : "you confirm them."));
        words.addClassName("card-note");
        var list = new UnorderedList();
        list.addClassNames("facts-list", "dated-list");
        lines.stream().limit(SHOWN).forEach(line -> list.add(row(page, line, dialogs, changed)));
        Section section = getContent()
                .note(Formats.count(lines.size(), "team", "teams"))
                .flush()
                .with(words, list);
        if (lines.size() > SHOWN) {
            var more = new Paragraph(Formats.count(lines.size() - SHOWN) + " more appear when these are decided.");
            more.addClassNames("card-note", "quiet");
            section.with(more);
        }
        if (dialogs != null && lines.size() > 1) {
            section.actions(Buttons.neutral(
                    "Confirm all " + Formats.count(lines.size()), click -> dialogs.confirm(sheets, changed)));
        }
    }

    @Override
    protected Section initContent() {
        return new Section("New teams");
    }

    private static TeamHistory sheet(TeamLine line) {
        return ((Thing.OfTeam) line.thing()).team();
    }

    private static ListItem row(TeamsPage page, TeamLine line, @Nullable NewTeamDialogs dialogs, Runnable changed) {
        TeamHistory sheet = sheet(line);
        var link = new Anchor(OrgLinks.team(sheet.id().value()), PlainText.name(sheet.name()));
        var amounts = new Span(
                page.thisMonth(line.thisMonth()) + " this month, " + page.lastMonth(line.lastMonth()) + " last month");
        amounts.addClassName("note");
        var row = new ListItem(new Div(link, amounts));
        row.addClassName("dated-row");
        if (dialogs != null) {
            row.add(Styled.div(
                    "actions",
                    button("Confirm", sheet, () -> dialogs.confirm(List.of(sheet), changed)),
                    button("Join to a team\u2026", sheet, () -> dialogs.join(sheet, changed)),
                    button("Leave out\u2026", sheet, () -> dialogs.leaveOut(sheet, changed))));
        }
        return row;
    }

    private static Button button(String words, TeamHistory sheet, Runnable action) {
        Button button = Buttons.link(words, click -> action.run());
        button.setAriaLabel(words + " " + PlainText.cut(sheet.name(), 60));
        return button;
    }
}
