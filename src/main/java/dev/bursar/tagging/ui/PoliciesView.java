package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.PolicyService.Preset;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.violations.Violations.Group;
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
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** What the tags of resources must be. */
@Route(TagLinks.POLICIES)
@PageTitle("Tag policies")
@Menu(order = 5.3, title = "Policies")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class PoliciesView extends Div implements AfterNavigationObserver {
    private static final int SHORT = 60;
    private static final int LONGEST_NAME = 60;

    private final PolicyService service;
    private final ViolationService violations;
    private final boolean admin;
    private final PageHeader header = new PageHeader("Tag policies");
    private final Button add = Buttons.primary("New policy", click -> go(TagLinks.NEW_POLICY));
    private final LoadedPart<Loaded> content;

    PoliciesView(PolicyService service, ViolationService violations, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.violations = violations;
        admin = scope.has(Role.ADMIN);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Tag policies could not be loaded", "Nothing was lost.");
        add.setVisible(false);
        header.actions(add);
        addClassNames("page", "tags");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.POLICIES), content);
    }

    /**
     * Everything the page shows.
     *
     * @param checked whether resources have been held against policies
     * @param found violations that are left, by policy
     */
    private record Loaded(
            List<TagPolicy> policies,
            List<Preset> presets,
            Map<String, String> accounts,
            boolean checked,
            Map<String, GroupRow> found) {}

    private Loaded load() {
        boolean checked = violations.checked().isPresent();
        return new Loaded(
                service.all(),
                service.presets(),
                service.accountNames(),
                checked,
                checked
                        ? violations.groups(Violations.USUAL, Group.POLICY).stream()
                                .collect(Collectors.toMap(GroupRow::key, Function.identity()))
                        : Map.of());
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    /** Opens the form of a new policy with what a preset says. */
    private void begin(int preset) {
        getUI().ifPresent(ui ->
                ui.navigate(PolicyFormView.class, QueryParameters.of(TagLinks.PRESET, String.valueOf(preset))));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Loading tag policies", 4, false));
    }

    private Component shown(Loaded loaded) {
        boolean any = !loaded.policies().isEmpty();
        add.setVisible(admin && any);
        header.facts(any ? Formats.count(loaded.policies().size(), "policy", "policies") : "Not set up yet");
        return any ? table(loaded) : none(loaded.presets());
    }

    private EmptyState none(List<Preset> presets) {
        String use = "A tag policy says which tag resources must have and which values it may have. Bursar checks every"
                + " resource and lists those that violate a policy, with their cost.";
        if (!admin) {
            return EmptyState.notSetUp(
                    Icons.TAGS,
                    "Tag policies show what is untagged",
                    use + " An admin of your organisation can add policies.");
        }
        var state = EmptyState.notSetUp(
                        Icons.TAGS,
                        "Tag policies show what is untagged",
                        use + " Start with one of these or add your own. You see what it finds before you save it.")
                .actions(Buttons.primary("New policy", click -> go(TagLinks.NEW_POLICY)));
        for (int i = 0; i < presets.size(); i++) {
            int index = i;
            state.actions(Buttons.neutral(presets.get(i).title(), click -> begin(index)));
        }
        return state;
    }

    private Section table(Loaded loaded) {
        Grid<TagPolicy> grid = Tables.grid("policies-table", "Tag policies");
        Tables.sized(grid.addComponentColumn(policy -> name(policy, loaded)), "Policy", 150, 2)
                .setFrozen(true);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(PoliciesView::key)), "Tag key", 110, 1);
        Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(policy -> words(PolicyText.allowed(policy.rule())))),
                "Allowed",
                160,
                2);
        Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(policy -> words(PolicyText.scope(policy, loaded.accounts())))),
                "Applies to",
                160,
                2);
        Tables.wideFigures(grid.addComponentColumn(policy -> violations(policy, loaded)), "Violations", 100);
        Tables.wideFigures(grid.addColumn(policy -> cost(policy, loaded)), "30-day cost", 120);
        Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(policy -> Tables.twoLines(
                        new Span(Formats.date(policy.from())),
                        policy.graceDays() == 0
                                ? "no grace period"
                                : PolicyText.grace(policy.graceDays()) + " of grace"))),
                "From",
                116,
                0);
        if (admin) {
            grid.addComponentColumn(this::actions)
                    .setHeader(Styled.span("visually-hidden", "Actions"))
                    .setWidth("162px")
                    .setFlexGrow(0);
        }
        grid.setItems(loaded.policies());
        grid.setAllRowsVisible(loaded.policies().size() <= SHORT);
        return new Section().flush().with(grid);
    }

    private static Component name(TagPolicy policy, Loaded loaded) {
        String cost = cost(policy, loaded);
        return Tables.narrowLine(
                PlainText.name(policy.name()),
                policy.key() + ", " + violations(loaded, policy) + (cost.isEmpty() ? "" : ", " + cost));
    }

    private static String violations(Loaded loaded, TagPolicy policy) {
        GroupRow found = loaded.found().get(String.valueOf(policy.id()));
        return !loaded.checked()
                ? "not checked yet"
                : Formats.count(found == null ? 0 : found.violations(), "violation", "violations");
    }

    /** Leads to exactly these. */
    private static Component violations(TagPolicy policy, Loaded loaded) {
        GroupRow found = loaded.found().get(String.valueOf(policy.id()));
        if (!loaded.checked()) {
            return Styled.quiet("not checked yet");
        }
        if (found == null) {
            return new Span("0");
        }
        Anchor link = Styled.pageLink(
                Violations.within(Violations.USUAL, Group.POLICY, found.key()).address(),
                Formats.count(found.violations()));
        link.getElement()
                .setAttribute(
                        "aria-label", violations(loaded, policy) + " of " + PlainText.cut(policy.name(), LONGEST_NAME));
        return link;
    }

    /** EffectiveCost of the resources, each once; "" where none is known. */
    private static String cost(TagPolicy policy, Loaded loaded) {
        GroupRow found = loaded.found().get(String.valueOf(policy.id()));
        return found == null ? "" : ViolationTable.money(found.cost());
    }

    private static Component key(TagPolicy policy) {
        var key = PlainText.id(policy.key());
        return policy.anyKeyCase() ? Tables.twoLines(key, "in any case") : key;
    }

    private static Span words(String text) {
        return Styled.span("wraps", text);
    }

    private Component actions(TagPolicy policy) {
        String name = PlainText.cut(policy.name(), LONGEST_NAME);
        var edit = Buttons.link("Edit", click -> go(TagLinks.policy(policy.id())));
        edit.setAriaLabel("Edit policy " + name);
        var remove = Buttons.link("Remove\u2026", click -> remove(policy, name));
        remove.setAriaLabel("Remove policy " + name);
        return Styled.div("row-actions", edit, remove);
    }

    private void remove(TagPolicy policy, String name) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Remove policy " + name + "?");
        dialog.setText("Its violations are no longer shown. A removed policy can\u2019t be restored.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Remove policy " + name);
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            UserAction.of(() -> {
                        service.remove(policy.id(), policy.version());
                        Notices.success("Policy removed.");
                    })
                    .stale(() -> Notices.warning(
                            "Someone changed or removed this policy in the meantime. You did not remove it. The list"
                                    + " shows policies as they are now."))
                    .run();
            content.reload();
        });
        dialog.open();
    }
}
