package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.prices.Components;
import dev.bursar.efficiency.prices.MissingPrice;
import dev.bursar.efficiency.prices.TypedPrice;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.efficiency.prices.TypedPriceService;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Prices that AWS's list lacks: those that an admin typed, and those that workloads need. */
@Route(EfficiencyLinks.PRICES)
@PageTitle("Custom prices")
@Menu(order = 7.5, title = "Custom prices")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class PricesView extends Div implements AfterNavigationObserver {
    private static final int SHORT = 60;

    private final TypedPriceService service;
    private final boolean admin;
    private final PageHeader header = new PageHeader("Custom prices");
    private List<MissingPrice> lacking = List.of();
    private final Button add =
            Buttons.primary("New price\u2026", click -> dialog().among(lacking).open());
    private final LoadedPart<Loaded> content;

    private record Loaded(List<TypedPrice> typed, List<MissingPrice> missing) {}

    PricesView(TypedPriceService service, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        admin = scope.has(Role.ADMIN);
        add.setVisible(false);
        header.actions(add);
        content = new LoadedPart<>(workers, clock, () -> new Loaded(service.all(), service.missing()), this::shown)
                .failure("Custom prices could not be loaded", "Nothing was lost.");
        addClassNames("page", "efficiency");
        add(header, new SectionTabs(TabSection.EFFICIENCY, EfficiencyLinks.PRICES), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Loading custom prices", 4, false));
    }

    private PriceDialog dialog() {
        return new PriceDialog(service, content::reload);
    }

    private Component shown(Loaded loaded) {
        boolean any = !loaded.typed().isEmpty() || !loaded.missing().isEmpty();
        lacking = loaded.missing().stream()
                .sorted(Comparator.comparing(MissingPrice::workloads).reversed())
                .toList();
        add.setVisible(admin && any);
        header.facts(any ? facts(loaded.typed().size(), loaded.missing()) : "None added yet");
        if (!any) {
            return none();
        }
        var all = new Div();
        all.addClassName("stack");
        if (!loaded.missing().isEmpty()) {
            all.add(missing(lacking));
        }
        if (!loaded.typed().isEmpty()) {
            all.add(typed(loaded.typed()));
        }
        return all;
    }

    private EmptyState none() {
        String use =
                "Prices and specifications come from AWS\u2019s price list. If the list lacks an instance type, Bursar uses"
                        + " your custom price, and findings based on it say so.";
        return admin
                ? EmptyState.notSetUp(Icons.RECEIPT_TEXT, "Custom prices fill the gaps in AWS\u2019s price list", use)
                        .actions(Buttons.primary("New price\u2026", click -> dialog().open()))
                : EmptyState.notSetUp(
                        Icons.RECEIPT_TEXT,
                        "Custom prices fill the gaps in AWS\u2019s price list",
                        use + " An admin of your organisation can add prices.");
    }

    private Section missing(List<MissingPrice> missing) {
        var grid = new Grid<MissingPrice>();
        grid.addClassName("policies-table");
        grid.getElement().setAttribute("aria-label", "Instance types without a price");
        grid.addComponentColumn(
                        one -> Tables.narrowLine(PlainText.id(one.place().type()), use(one.place())))
                .setHeader("Instance type")
                .setWidth("128px")
                .setFlexGrow(2)
                .setFrozen(true);
        Tables.wideOnly(grid.addColumn(one -> component(one.place())))
                .setHeader("Used for")
                .setWidth("170px")
                .setFlexGrow(2);
        Tables.wideOnly(grid.addColumn(one -> one.place().region()))
                .setHeader("Region")
                .setWidth("130px")
                .setFlexGrow(1);
        Tables.figures(grid.addColumn(one -> Formats.count(one.workloads())))
                .setHeader("Workloads")
                .setWidth("100px");
        if (admin) {
            grid.addComponentColumn(this::type).setHeader("").setWidth("124px").setFlexGrow(0);
        }
        finish(grid, missing);
        return new Section("Instance types without a price")
                .note(
                        "Bursar reads the prices of SageMaker instances from AWS, and these types aren\u2019t among them. Until"
                                + " they have a price, Bursar can\u2019t propose another size for these workloads."
                                + (admin ? "" : " An admin of your organisation can add prices."))
                .flush()
                .with(grid);
    }

    private Component type(MissingPrice missing) {
        var type = Buttons.link("New price\u2026", click -> dialog().of(missing).open());
        type.setAriaLabel("New price of " + words(missing.place()));
        return type;
    }

    private Section typed(List<TypedPrice> prices) {
        var grid = new Grid<TypedPrice>();
        grid.addClassName("policies-table");
        grid.getElement().setAttribute("aria-label", "Custom prices");
        grid.addComponentColumn(PricesView::name)
                .setHeader("Instance type")
                .setWidth("120px")
                .setFlexGrow(3)
                .setFrozen(true);
        Tables.figures(grid.addColumn(one -> PriceDialog.exact(one.what().usdPerHour())))
                .setHeader("Per hour")
                .setWidth("88px")
                .setFlexGrow(0);
        Tables.wideOnly(grid.addComponentColumn(one -> wraps(PriceDialog.specification(one.what()))))
                .setHeader("One instance has")
                .setWidth("230px")
                .setFlexGrow(3);
        Tables.wideOnly(grid.addComponentColumn(
                        one -> Tables.twoLines(PlainText.name(one.typedBy()), Formats.momentWithYear(one.typedAt()))))
                .setHeader("Added by")
                .setWidth("170px")
                .setFlexGrow(1);
        Tables.wideOnly(grid.addComponentColumn(one -> wraps(state(one))))
                .setHeader("Used")
                .setWidth("150px")
                .setFlexGrow(1);
        if (admin) {
            grid.addComponentColumn(this::actions)
                    .setHeader("")
                    .setWidth("148px")
                    .setFlexGrow(0);
        }
        finish(grid, prices);
        return new Section("Custom prices").flush().with(grid);
    }

    private static <T> void finish(Grid<T> grid, List<T> rows) {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
    }

    private static String state(TypedPrice price) {
        return price.inList() ? "no, AWS\u2019s list has a price now" : "yes";
    }

    private static Component place(Place place) {
        return Tables.twoLines(PlainText.id(place.type()), use(place));
    }

    private static Component name(TypedPrice price) {
        Component cell = place(price.what().place());
        var narrow = new Span(PriceDialog.specification(price.what())
                + (price.inList() ? ". Not used: AWS\u2019s list has a price now." : ""));
        narrow.addClassNames("second-line", "narrow-line");
        cell.getElement().appendChild(narrow.getElement());
        return cell;
    }

    private static Span wraps(String text) {
        var words = new Span(text);
        words.addClassName("wraps");
        return words;
    }

    private Component actions(TypedPrice price) {
        String name = words(price.what().place());
        var change = Buttons.link("Edit\u2026", click -> dialog().of(price).open());
        change.setAriaLabel("Change price of " + name);
        var remove = Buttons.link("Remove\u2026", click -> remove(price, name));
        remove.setAriaLabel("Remove price of " + name);
        var actions = new Div(change, remove);
        actions.addClassName("row-actions");
        return actions;
    }

    /** {@code ml.m5.large, Hosting, eu-central-1}. */
    private static String words(Place place) {
        return place.type() + ", " + place.component() + ", " + place.region();
    }

    private void remove(TypedPrice price, String name) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Remove this price?");
        dialog.setText(
                "The price of " + name
                        + " is no longer used. Figures based on it are not known until a price is added again or AWS\u2019s list has one.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Remove price");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            UserAction.of(() -> {
                        service.remove(price.id());
                        Notices.success("Price removed.");
                    })
                    .stale(() -> Notices.warning(
                            "Someone changed or removed this price in the meantime. You did not remove it. The list"
                                    + " shows prices as they are now."))
                    .run();
            content.reload();
        });
        dialog.open();
    }

    // --- words

    /** {@code 3 instance types without a price, used by 43 workloads · 1 custom price}. */
    private static String facts(int typed, List<MissingPrice> missing) {
        String custom = Formats.count(typed, "custom price", "custom prices");
        if (missing.isEmpty()) {
            return custom;
        }
        int workloads = missing.stream().mapToInt(MissingPrice::workloads).sum();
        return Formats.count(missing.size(), "instance type", "instance types") + " without a price, used by "
                + Formats.count(workloads, "workload", "workloads")
                + (typed == 0 ? "" : " \u00B7 " + custom);
    }

    /** {@code Endpoints, eu-central-1}. */
    static String use(Place place) {
        return component(place) + " \u00B7 " + place.region();
    }

    /** What AWS's price list calls the component, in words of the console where they differ. */
    private static String component(Place place) {
        return switch (place.component()) {
            case "Hosting" -> "Endpoints";
            case "Training" -> "Training jobs";
            case "Processing" -> "Processing jobs";
            case Components.TRANSFORM -> "Batch transform jobs";
            case "Notebook" -> "Notebook instances";
            case "Studio-Notebook" -> "Studio notebooks";
            case "EC2" -> "EC2 instances";
            default -> place.component();
        };
    }
}
