package dev.bursar.budgets.ui.aws;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.writes.AwsBudgetWrites.Link;
import dev.bursar.budgets.writes.AwsBudgetWrites.Managed;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** AWS's budgets that Bursar manages, and those that it could take over. */
public final class ManagedSection extends Composite<Section> {
    private final List<Managed> managed;

    public ManagedSection(List<Managed> managed) {
        this.managed = List.copyOf(managed);
    }

    @Override
    protected Section initContent() {
        Grid<Managed> grid = Tables.grid("managed-budgets", "Budgets managed by Bursar");
        Tables.sized(
                grid.addComponentColumn(one -> Tables.narrowLine(own(one), standing(one))), "Budget in Bursar", 170, 2);
        Tables.sized(grid.addColumn(one -> PlainText.cut(name(one), 100)), "Budget in AWS", 170, 3);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(ManagedSection::state)), "State", 220, 5);
        Tables.wideOnly(grid.addComponentColumn(ManagedSection::act))
                .setHeader(Styled.span("visually-hidden", "Actions"))
                .setWidth("150px")
                .setFlexGrow(0);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(managed);
        grid.setAllRowsVisible(true);
        return new Section("Managed by Bursar")
                .note(Formats.count(managed.size(), "budget", "budgets"))
                .flush()
                .with(grid);
    }

    private static Anchor own(Managed one) {
        return Styled.pageLink(BudgetLinks.budget(one.state().budget()), PlainText.cut(one.team(), 60));
    }

    private static String name(Managed one) {
        return one.state()
                .link()
                .map(Link::name)
                .orElseGet(() -> String.join(", ", one.state().adoptable()));
    }

    private static Component state(Managed one) {
        return one.state().drifted()
                ? new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, standing(one))
                : new Span(standing(one));
    }

    /** Where somebody can do something about it: the change that is under way, or the budget's own page. */
    private static Component act(Managed one) {
        return one.state()
                .open()
                .<Component>map(
                        open -> Styled.pageLink(ChangeLinks.change(open.change()), "See change " + open.change()))
                .orElseGet(() -> one.state().drifted() || one.state().link().isEmpty()
                        ? Styled.pageLink(BudgetLinks.budget(one.state().budget()), "See what to do")
                        : new Span());
    }

    private static String standing(Managed one) {
        return one.state().link().map(AwsWriteText::standing).orElse("Matches exactly: can be adopted");
    }
}
