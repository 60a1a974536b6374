package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.pools.PoolService.Page;
import dev.bursar.chargeback.pools.PoolService.Row;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.AddressReader;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.Travel;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Shared pools of a month, in the order in which they take charges. */
@Route(ChargebackLinks.POOLS)
@PageTitle("Shared pools")
@Menu(order = 3.1, title = "Shared pools")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class PoolsView extends Div implements AfterNavigationObserver {
    private static final String MONTH = "month";

    private final PageHeader header = new PageHeader("Shared pools");
    private final Div controls = Styled.div("bar");
    private final AddressNotice notice = new AddressNotice();
    private final LoadedPart<Page> content;
    private final Button usual = Buttons.neutral("Choose usual pools", click -> go(ChargebackLinks.USUAL_POOLS));
    private final Button create = Buttons.primary("New pool", click -> go(ChargebackLinks.NEW_POOL));
    private final boolean finance;
    private final boolean admin;
    private final Clock clock;
    private Optional<YearMonth> month = Optional.empty();
    private boolean arrived;

    PoolsView(PoolService service, Scope scope, Workers workers, Clock clock) {
        finance = scope.has(Role.FINANCE);
        admin = scope.has(Role.ADMIN);
        this.clock = clock;
        content = new LoadedPart<>(workers, clock, () -> service.page(month), this::shown)
                .failure("Shared pools could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback");
        usual.setVisible(false);
        create.setVisible(false);
        controls.setVisible(false);
        header.actions(usual, create);
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.POOLS), controls, content);
    }

    /** The page's address names the month that it shows. */
    static QueryParameters of(YearMonth month) {
        return QueryParameters.of(MONTH, month.toString());
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var reader = new AddressReader(event.getLocation().getQueryParameters().getParameters(), Set.of(MONTH));
        UI ui = getUI().orElseGet(UI::getCurrent);
        Travel along = Travel.in(ui);
        if (!arrived && Travel.joins(event)) {
            month = along.month(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
            month.ifPresent(
                    one -> ui.getPage().getHistory().replaceState(null, new Location(ChargebackLinks.POOLS, of(one))));
        } else {
            month = reader.month(MONTH);
            along.with(month).keepIn(ui);
        }
        arrived = true;
        notice.tell(reader.ignored());
        content.load(Skeleton.table("Adding up shared pools", 5, true));
    }

    private Component shown(Page page) {
        boolean any = !page.rows().isEmpty();
        usual.setVisible(finance && any && page.missingUsual());
        create.setVisible(finance && any);
        FactLine facts = facts(page);
        if (page.rows().stream().map(Row::from).distinct().count() == 1) {
            facts.fact("all in effect since "
                    + Formats.shortMonth(page.rows().getFirst().from()));
        }
        if (any && !finance) {
            facts.fact("finance sets them up");
        }
        header.facts(facts);
        months(page);
        return any ? table(page) : none(page);
    }

    private static FactLine facts(Page page) {
        return page.cut()
                .map(cut -> CutFacts.line(cut, Formats.month(page.month()), "BilledCost"))
                .orElseGet(() -> new FactLine("No costs yet"));
    }

    private void months(Page page) {
        controls.setVisible(page.months().size() > 1);
        controls.removeAll();
        var choice = new DropDown<>(
                "Month",
                page.months(),
                Formats::month,
                chosen -> getUI().ifPresent(ui -> ui.navigate(PoolsView.class, of(chosen))));
        if (page.months().contains(page.month())) {
            choice.setValue(page.month());
        }
        controls.add(choice);
    }

    private EmptyState none(Page page) {
        if (page.months().isEmpty()) {
            return EmptyState.notRead(
                    "Costs have not been read yet",
                    "A pool takes charges such as Support or tax out of a month and splits them over teams. Pools can"
                            + " be added once costs have been read.");
        }
        if (page.onlyNewTeams()) {
            return ConfirmTeams.first(
                    "Shared pools split Support, tax and fees over teams that an admin has confirmed");
        }
        var none = EmptyState.notSetUp(
                Icons.RECEIPT_TEXT,
                "Shared pools split Support, tax and fees over teams",
                Formats.month(page.month())
                        + " has none. Without pools these charges stay where AWS bills them, most of"
                        + " them in Unallocated.");
        if (!finance) {
            return none.note(new Span(whoCan()));
        }
        return none.actions(
                Buttons.primary("Choose usual pools", click -> go(ChargebackLinks.USUAL_POOLS)),
                Buttons.neutral("New pool", click -> go(ChargebackLinks.NEW_POOL)));
    }

    /** Who sets pools: an admin can give the role, to themselves too. */
    private String whoCan() {
        return admin
                ? "People with the role Finance set pools up. You can give the role, also to yourself, on the People"
                        + " page."
                : "People with the role Finance set pools up.";
    }

    private Component table(Page page) {
        List<Row> rows = page.rows();
        List<Pool> pools = rows.stream().map(Row::pool).toList();
        Function<Row, String> split = row -> PoolText.split(row.pool().split()) + PoolText.parts(row.pool(), pools);
        boolean severalStarts = rows.stream().map(Row::from).distinct().count() > 1;
        var section = new Section();
        section.setAriaLabel("Shared pools");
        section.flush()
                .with(new Table<>("Shared pools", rows)
                        .name(
                                "Pool",
                                sum(rows).isEmpty() ? "" : "All pools",
                                row -> rows.indexOf(row) + 1 + ". " + row.pool().name())
                        .opens(row -> finance ? ChargebackLinks.pool(row.pool().id()) : "")
                        .narrow(split)
                        .text("Takes", 300, row -> PoolText.selection(row.pool().selection(), page.teams()))
                        .onlyWide()
                        .text(
                                "Split",
                                260,
                                row -> row.problem()
                                        .map(why -> PoolText.unsplit(row.pool(), why))
                                        .orElseGet(() -> split.apply(row)))
                        .onlyWide()
                        .text("Since", 84, row -> Formats.shortMonth(row.from()))
                        .quietOnlyWide()
                        .shownIf(severalStarts)
                        .figure("In " + Formats.shortMonth(page.month()), 130, PoolsView::taken)
                        .foot(sum(rows))
                        .figure(
                                "Teams",
                                64,
                                row -> row.taken().stream()
                                        .map(one -> Formats.count(one.sharers()))
                                        .distinct()
                                        .collect(Collectors.joining(", ")))
                        .onlyWide()
                        .html());
        return Styled.stack(
                section,
                Styled.note(
                        "A charge goes to the first pool that matches it. Other charges stay direct or unallocated."));
    }

    /** Empty where they are of several currencies, or there is but one pool. */
    private static String sum(List<Row> rows) {
        List<PoolService.Taken> all =
                rows.stream().flatMap(row -> row.taken().stream()).toList();
        return rows.size() > 1
                        && all.stream()
                                        .map(PoolService.Taken::currency)
                                        .distinct()
                                        .count()
                                == 1
                ? Formats.money(
                        all.stream().map(PoolService.Taken::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                        all.getFirst().currency())
                : "";
    }

    private static String taken(Row row) {
        return row.taken().isEmpty()
                ? "nothing"
                : row.taken().stream()
                        .map(one -> Formats.money(one.amount(), one.currency()))
                        .collect(Collectors.joining(", "));
    }
}
