package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.cost.BudgetMovement.Driver;
import dev.bursar.budgets.cost.BudgetMovement.Movement;
import dev.bursar.budgets.query.BudgetService.Sheet;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.Optional;

/** What drives a budget: the services that grew most, each with the same comparison in Spend. */
final class DriversSection extends Composite<Section> {
    private final Sheet sheet;

    DriversSection(Sheet sheet) {
        this.sheet = sheet;
    }

    @Override
    protected Section initContent() {
        var section = new Section("Largest increases").flush();
        Optional<Movement> found = sheet.movement();
        if (found.isEmpty()) {
            return section.with(Styled.note("The period has no whole day with costs yet."));
        }
        Movement movement = found.get();
        if (movement.before().isEmpty()) {
            return section.with(Styled.note(
                    "The days before this period haven\u2019t been read, so there is nothing to compare with."));
        }
        String before = Formats.shortRange(movement.before().get());
        if (movement.drivers().isEmpty()) {
            return section.with(Styled.note(
                    "No service costs more in " + Formats.shortRange(movement.days()) + " than in " + before + "."));
        }
        section.endNote("vs " + before);
        boolean ofTeam = sheet.row().budget().scope() instanceof BudgetScope.OfTeam;
        var list = new UnorderedList();
        list.addClassName("facts-list");
        movement.drivers().forEach(driver -> list.add(item(driver, ofTeam)));
        return section.with(list);
    }

    private ListItem item(Driver driver, boolean ofTeam) {
        String currency = sheet.row().budget().currency();
        Anchor link = Styled.pageLink(driver.address(), PlainText.name(driver.service()), "fact-link");
        Anchor grew = Styled.pageLink(driver.why(), Formats.signed(driver.grew(), currency), "fact-link", "number");
        grew.setTitle("Why it changed");
        var head = Styled.div("fact-head", link, grew);
        var from = Styled.div(
                "fact-part",
                new Span((ofTeam ? "" : PlainText.cut(driver.team(), 60) + ", ")
                        + Formats.money(driver.before(), currency) + " \u2192 "
                        + Formats.money(driver.spent(), currency)));
        return new ListItem(head, from);
    }
}
