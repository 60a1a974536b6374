package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.spi.CreationLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.ui.ViolationsUrl.Show;
import dev.bursar.tagging.ui.fixes.ViolationActions;
import dev.bursar.tagging.violations.ViolationQuestion.Group;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.AddressReader;
import dev.bursar.ui.DetailLayout;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Formats;
import dev.bursar.ui.GapsNote;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Resources whose tags violate a policy, the dearest first, with the fix beside them. The address says what is shown. */
@Route(TagLinks.VIOLATIONS)
@PageTitle("Tags")
@Menu(order = 5, title = "Tags", icon = "tags")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ViolationsView extends Div implements AfterNavigationObserver {
    private final ViolationService service;
    private final ViolationActions actions;
    private final ViolationExport export;
    private final Clock clock;
    private final boolean admin;
    private final boolean seesPolicies;
    /** Empty for who may not see events. */
    private final Optional<CreationLinks> events;

    private final PageWork panelWork;

    private final PageHeader header = new PageHeader("Tags");
    private final ExportMenu exports;
    private final FilterBar filters;
    private final DropDown<Show> show;
    private final DropDown<Optional<Group>> group;
    private final Toggle free;
    private final LoadedPart<Loaded> content;
    private final DetailLayout layout;
    private final AddressNotice notice = new AddressNotice();

    private ViolationsUrl url = ViolationsUrl.DEFAULT;
    private @Nullable ViolationsUrl loaded;
    private @Nullable Page page;
    private @Nullable ViolationTable table;

    /** @param groups empty where rows are shown */
    private record Loaded(Page page, List<GroupRow> groups) {}

    ViolationsView(
            ViolationService service,
            ViolationActions actions,
            ViolationExport export,
            ExportService exportService,
            CreationLinks creationLinks,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.actions = actions;
        this.export = export;
        this.clock = clock;
        admin = scope.has(Role.ADMIN);
        seesPolicies = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        events = admin || scope.has(Role.AUDITOR) || scope.has(Role.LEAD)
                ? Optional.of(creationLinks)
                : Optional.empty();
        panelWork = new PageWork(this, workers);
        exports = new ExportMenu(exportService);
        filters = new FilterBar(List.of(), this::filtered);
        show = new DropDown<>("State", List.of(Show.values()), this::words, one -> open(url.with(one)));
        group = new DropDown<>(
                "Group by",
                groups(),
                one -> one.map(ViolationGroups::words).orElse("None"),
                one -> open(url.withGroup(one.orElse(null))));
        show.addClassName("wide");
        free = new Toggle("", chosen -> open(url.withFree(chosen)));
        free.setTooltipText("VPCs, security groups, IAM roles and other types that AWS doesn\u2019t charge for");
        filters.controls(show, group, free);
        filters.setVisible(false);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Tag violations could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> filters.setVisible(false));
        addClassNames("page", "dense", "tags");
        layout = new DetailLayout(this::close, filters, content);
        header.actions(exports);
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.VIOLATIONS), layout);
    }

    private static List<Optional<Group>> groups() {
        var groups = new ArrayList<Optional<Group>>();
        groups.add(Optional.empty());
        Arrays.stream(Group.values()).map(Optional::of).forEach(groups::add);
        return groups;
    }

    private String words(Show one) {
        Page known = page;
        if (known == null) {
            return one.label();
        }
        long count = one.states().stream()
                .mapToLong(state -> known.states().getOrDefault(state, 0L))
                .sum();
        return one.label() + " (" + Formats.count(count) + ")";
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        AddressReader reader =
                ViolationsUrl.reader(event.getLocation().getQueryParameters().getParameters());
        url = ViolationsUrl.read(reader);
        notice.tell(reader.ignored());
        if (!url.sameRows(loaded)) {
            loaded = url;
            exports.withhold();
            content.load(Skeleton.table("Reading tag violations", 10, true));
        }
        showPanel();
    }

    private void open(ViolationsUrl other) {
        getUI().ifPresent(ui -> ui.navigate(ViolationsView.class, new QueryParameters(other.parameters())));
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    private void close() {
        open(url.open(null));
    }

    private String address(ViolationsUrl other) {
        String query = new QueryParameters(other.parameters()).getQueryString();
        return query.isEmpty() ? TagLinks.VIOLATIONS : TagLinks.VIOLATIONS + "?" + query;
    }

    private void filtered(List<Filter> chips) {
        if (chips.stream().allMatch(ViolationsUrl::usable)
                && chips.stream().map(Filter::dimension).distinct().count() == chips.size()) {
            open(url.with(chips));
        } else {
            Notices.warning(
                    "The filter was not applied: there is one filter of each kind, with at most 200 characters to"
                            + " search.");
            filters.filters(url.filters());
        }
    }

    private Loaded load() {
        ViolationsUrl asked = url;
        Group by = asked.group();
        return new Loaded(
                service.page(asked.question()), by == null ? List.of() : service.groups(asked.question(), by));
    }

    private Component shown(Loaded found) {
        page = found.page();
        table = null;
        filters.dimensions(ViolationFilters.of(found.page()));
        filters.filters(url.filters());
        boolean any = !found.page().states().isEmpty() || found.page().hidden() > 0 || url.free();
        filters.setVisible(any || !url.filters().isEmpty());
        show.setItems(Show.values());
        show.setValue(url.show());
        group.setValue(Optional.ofNullable(url.group()));
        free.setValue(url.free());
        free.setLabel("Show free resources"
                + (found.page().hidden() == 0
                        ? ""
                        : " (" + Formats.count(found.page().hidden()) + " hidden)"));
        free.setVisible(url.free() || found.page().hidden() > 0);
        header.facts(facts(found.page()));
        if (found.page().violations() == 0) {
            exports.withhold();
            var nothing = new Div();
            nothing.addClassName("stack");
            unread(found.page()).ifPresent(nothing::add);
            nothing.add(new ViolationStates(url, admin, seesPolicies, this::open, this::go).of(found.page()));
            return nothing;
        }
        exports.offer(List.of(new ExportMenu.Content("Violations", export, url.stored(), false)));
        var all = new Div();
        all.addClassName("stack");
        unread(found.page()).ifPresent(all::add);
        unknown(found.page()).ifPresent(all::add);
        Group by = url.group();
        if (by == null) {
            var selection = actions.selection(url.question(), selectable(found.page()), this::changed);
            var rows = new ViolationTable(
                    today(),
                    selection,
                    resource -> address(url.open(resource)),
                    resource -> open(url.open(resource)),
                    (order, down) -> open(url.with(order, down)));
            rows.show(
                    actions::rows,
                    url.question(),
                    found.page().violations(),
                    found.page().resources(),
                    found.page().cost());
            rows.current(url.resource());
            table = rows;
            all.add(selection, rows);
        } else {
            all.add(ViolationGroups.of(found.page(), found.groups(), by, row -> address(url.within(by, row.key()))));
        }
        return all;
    }

    /** What is fixed or gone can't be chosen. */
    private long selectable(Page found) {
        return url.show().states().stream()
                .filter(state -> !state.isClosed())
                .mapToLong(state -> found.states().getOrDefault(state, 0L))
                .sum();
    }

    private void changed() {
        content.reload();
        showPanel();
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine(Formats.count(page.violations(), "violation", "violations")
                + (page.policyNames().isEmpty()
                        ? ""
                        : " of " + Formats.count(page.policyNames().size(), "policy", "policies")));
        page.days()
                .ifPresent(days -> facts.fact("EffectiveCost")
                        .fact(Formats.range(LocalDateRange.ofClosed(days.first(), days.last()))));
        if (!page.cost().isEmpty()) {
            facts.fact(String.join(" and ", page.cost().keySet()));
        }
        page.readAt().ifPresent(at -> facts.fact("tags read " + Formats.momentWithYear(at) + in(page.unread())));
        return facts;
    }

    private static Optional<GapsNote> unread(Page page) {
        return page.policyNames().isEmpty() || page.readAt().isEmpty()
                ? Optional.empty()
                : ViolationStates.unread(page.unread(), "Violations there are not known.");
    }

    /** Says of how many the cost is missing. */
    private Optional<Component> unknown(Page page) {
        if (page.costUnknown() == 0) {
            return Optional.empty();
        }
        String words = page.costUnknown() == page.resources()
                ? "Cost not known: needs an export that names resources."
                : "Cost not known of " + Formats.count(page.costUnknown(), "resource", "resources")
                        + ": no export covers their accounts.";
        var note = new Paragraph(words);
        note.addClassName("note");
        if (admin) {
            note.add(" ");
            note.add(new Anchor(dev.bursar.spend.SpendLinks.IMPORTS, "Go to Imports"));
        }
        return Optional.of(note);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    // --- panel

    private void showPanel() {
        Long resource = url.resource();
        if (table != null) {
            table.current(resource);
        }
        panelWork.forget();
        if (resource == null) {
            layout.setDetail(null);
            return;
        }
        layout.show(
                panelWork,
                () -> service.details(resource),
                found -> found.<DetailPanel>map(details ->
                                new ViolationPanel(details, actions.exempt(this::changed), events, this::close))
                        .orElseGet(() -> ViolationPanel.missing(this::close)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        panelWork.forget();
    }

    /** {@code in 11 of 12 accounts}. */
    private static String in(UnreadAccounts.Answer answer) {
        return answer.accounts() == 0
                ? ""
                : " in " + Formats.count(answer.read()) + " of "
                        + Formats.count(answer.accounts(), "account", "accounts");
    }
}
