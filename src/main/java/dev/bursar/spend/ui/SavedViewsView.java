package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Today;
import dev.bursar.spend.SavedView;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.ViewNameTaken;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** The views of the explorer that the person saved, and those that others share with them. */
@Route(SpendLinks.VIEWS)
@PageTitle("Saved views")
@Menu(order = 1.3, title = "Saved views")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SavedViewsView extends Div implements AfterNavigationObserver {
    private static final int FEW = 2;

    private final SavedViews views;
    private final CostService costs;
    private final SpendService spend;
    private final Clock clock;
    private final PageHeader header = new PageHeader("Saved views");
    private final LoadedPart<List<Row>> content;

    /**
     * A view in words.
     *
     * @param question {@code EffectiveCost by service. Team is Fraud}
     */
    record Row(SavedView view, String question, String period) {}

    SavedViewsView(SavedViews views, CostService costs, SpendService spend, Workers workers, Clock clock) {
        this.views = views;
        this.costs = costs;
        this.spend = spend;
        this.clock = clock;
        content = new LoadedPart<>(workers, clock, this::rows, this::shown)
                .failure("Your views could not be loaded", "Nothing was lost.")
                .onFailure(() -> header.facts(new FactLine()));
        addClassNames("page", "saved-views");
        add(header, new SectionTabs(TabSection.SPEND, SpendLinks.VIEWS), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Looking up your views", 4, false));
    }

    private List<Row> rows() {
        var names = new SpendNames(costs, spend);
        costs.extent().ifPresent(names::within);
        LocalDate today = Today.of(clock);
        return views.views().stream()
                .map(view -> {
                    SpendUrl url = SpendUrl.read(
                                    QueryParameters.fromString(view.address()).getParameters(), today)
                            .url();
                    return new Row(view, SpendText.question(url, names), SpendText.period(url));
                })
                .toList();
    }

    private Component shown(List<Row> rows) {
        header.facts(new FactLine(rows.isEmpty() ? "" : Formats.count(rows.size(), "view", "views")));
        if (rows.isEmpty()) {
            return EmptyState.notSetUp(
                            Icons.BOOKMARK,
                            "Saved views keep your filters",
                            "A saved view keeps the filters, period and grouping of Spend. Open Spend, choose Save"
                                    + " view and enter a name.")
                    .actions(Buttons.primary(
                            "Go to Spend", click -> getUI().ifPresent(ui -> ui.navigate(SpendLinks.SPEND))));
        }
        Grid<Row> grid = Tables.grid("saved-views-table", "Saved views");
        Tables.sized(grid.addComponentColumn(this::name), "View", 200, 1)
                .setComparator(Comparator.comparing(row -> row.view().name().toLowerCase(Locale.ROOT)))
                .setFrozen(true);
        Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(row -> Styled.span("plain-text", row.question()))),
                "Question",
                260,
                3);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(Row::period)), "Period", 130);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(row -> owner(row.view()))), "Owner", 120)
                .setComparator(Comparator.comparing(row -> owner(row.view()).toLowerCase(Locale.ROOT)));
        Tables.sized(
                Tables.quietWideOnly(
                        grid.addColumn(row -> row.view().shared() ? "Everyone who may see it" : "Only you")),
                "Shared with",
                170);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(row -> opened(row.view()))), "Last opened", 130)
                .setComparator(Comparator.comparing(
                        (Row row) -> row.view().openedAt(), Comparator.nullsFirst(Comparator.naturalOrder())));
        if (rows.stream().anyMatch(row -> row.view().mine())) {
            Tables.sized(grid.addComponentColumn(this::acts), "", 60, 0);
        }
        Tables.rows(grid, rows);
        Section table = new Section().flush().with(grid);
        if (rows.size() > FEW) {
            return table;
        }
        Paragraph another = Styled.note("To save another view, choose Save view on ");
        another.add(Styled.pageLink(SpendLinks.SPEND, "Spend"), new Span("."));
        return Styled.stack(table, another);
    }

    private Component name(Row row) {
        SavedView view = row.view();
        var link = new RouterLink();
        link.setRoute(SpendView.class);
        link.setQueryParameters(QueryParameters.fromString(view.address()));
        link.add(PlainText.name(view.name()));
        link.addClassNames("row-link", "strong-link");
        link.getElement().addEventListener("click", click -> views.opened(view.id()));
        var first = Styled.div("with-note", link);
        if (view.opensFirst()) {
            first.add(Styled.span("note", "opens first"));
        }
        return Tables.narrowLine(first, row.period() + ". " + row.question());
    }

    private static String owner(SavedView view) {
        return view.mine() ? "You" : PlainText.cut(view.owner(), 40);
    }

    private static String opened(SavedView view) {
        return view.openedAt() == null ? "never" : Formats.moment(view.openedAt());
    }

    private Component acts(Row row) {
        SavedView view = row.view();
        var acts = Styled.div("row-acts");
        if (view.mine()) {
            String name = PlainText.cut(view.name(), 60);
            Button button = Buttons.icon(Icons.ELLIPSIS, "Edit or remove " + name, click -> {});
            button.addThemeName("tertiary");
            button.addClassName("row-button");
            button.getElement().setAttribute("aria-haspopup", "menu");
            var menu = new ContextMenu(button);
            menu.setOpenOnClick(true);
            menu.addItem("Edit\u2026", click -> new EditDialog(view).open());
            menu.addItem("Remove\u2026", click -> askRemove(view));
            acts.add(button);
        }
        return acts;
    }

    private void askRemove(SavedView view) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Remove the view " + PlainText.cut(view.name(), 60) + "?");
        dialog.setText(
                view.shared()
                        ? "It is also removed for the people it is shared with. You can\u2019t undo this."
                        : "You can\u2019t undo this.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Remove view");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            UserAction.of(() -> views.delete(view.id(), view.version()))
                    .stale(SavedViewsView::stale)
                    .run();
            content.reload();
        });
        dialog.open();
    }

    private static void stale() {
        Notices.warning(
                "This view was changed or removed in another window. Your change was not saved. The list shows the"
                        + " current views.");
    }

    /** Name, sharing and whether Spend opens with it. */
    private final class EditDialog extends Dialog {
        private final SavedView view;
        private final TextField name = new TextField("Name");
        private final Checkbox shared = new Checkbox("Share with everyone who has access to what it shows");
        private final Checkbox first = new Checkbox("Open Spend with this view");

        EditDialog(SavedView view) {
            this.view = view;
            setHeaderTitle("Edit " + PlainText.cut(view.name(), 60));
            addClassName("change-dialog");
            setCloseOnOutsideClick(false);
            name.setMaxLength(SavedViews.LONGEST_NAME);
            name.setValue(view.name());
            name.setWidthFull();
            shared.setValue(view.shared());
            first.setValue(view.opensFirst());
            add(Styled.div("change-fields", name, shared, first));
            getFooter()
                    .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save changes", click -> save()));
            name.focus();
        }

        private void save() {
            if (name.getValue().isBlank()) {
                ViewsPanel.invalid(name, "Enter a name");
                return;
            }
            boolean[] keepOpen = {false};
            UserAction.of(this::keep)
                    .on(ViewNameTaken.class, taken -> {
                        keepOpen[0] = true;
                        ViewsPanel.invalid(name, "You already have a view with this name. Choose another name.");
                    })
                    .on(StaleEdit.class, stale -> stale())
                    .run();
            if (!keepOpen[0]) {
                close();
                content.reload();
            }
        }

        private void keep() {
            int version = view.version();
            if (!name.getValue().strip().equals(view.name()) || shared.getValue() != view.shared()) {
                views.change(view.id(), version, name.getValue(), shared.getValue());
                version++;
            }
            if (first.getValue() != view.opensFirst()) {
                views.openFirst(view.id(), version, first.getValue());
            }
        }
    }
}
