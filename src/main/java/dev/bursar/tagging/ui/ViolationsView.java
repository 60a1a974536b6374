package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.spi.CreationLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.TagCheckRequest;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.tagging.ui.fixes.ViolationActions;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.violations.Violations.Group;
import dev.bursar.tagging.violations.Violations.Show;
import dev.bursar.tagging.violations.Violations.Whose;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.GapsNote;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Resources whose tags violate a policy, the dearest first, with the fix beside them. The address says what is shown. */
@Route(TagLinks.VIOLATIONS)
@PageTitle("Violations")
@Menu(order = 5, title = "Tags", icon = "tags")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ViolationsView extends ListPage<ViolationsView.Loaded> {
    private static final List<ReadingText.RestsOn> RESTS_ON = List.of(
            new ReadingText.RestsOn("inventory", "Resources", "read", true),
            new ReadingText.RestsOn(TagCheckRequest.JOB, "Tags", "checked", false));

    private final ViolationService service;
    private final Readings readings;
    private final ViolationActions actions;
    private final boolean admin;
    private final boolean lead;
    private final boolean seesPolicies;
    /** Empty for who may not see events. */
    private final Optional<CreationLinks> events;

    private final PageHeader header = new PageHeader("Violations");
    private final ExportMenu exports;
    private final DropDown<Show> show;
    private final DropDown<Optional<Group>> group;
    private final DropDown<Whose> whose;
    private final Toggle free;

    /**
     * @param groups empty where rows are shown
     * @param probable what is probably a lead's; empty for others, and while nothing is
     */
    record Loaded(Page page, List<GroupRow> groups, Optional<Untagged> probable, Readings.Answer readings) {}

    ViolationsView(
            ViolationService service,
            Readings readings,
            ViolationActions actions,
            ExportService exportService,
            CreationLinks creationLinks,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(Violations.LISTING.address(), Skeleton.table("Reading tag violations", 10, true), workers, clock);
        this.service = service;
        this.readings = readings;
        this.actions = actions;
        admin = scope.has(Role.ADMIN);
        lead = scope.has(Role.LEAD);
        seesPolicies = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        events = admin || scope.has(Role.AUDITOR) || lead ? Optional.of(creationLinks) : Optional.empty();
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        show = choice("State", Violations.SHOW, List.of(Show.values()), Show::label);
        group = choiceOrNone(
                "Group by",
                Violations.GROUP,
                Stream.of(Group.values()),
                one -> one.map(ViolationGroups::words).orElse("None"));
        show.addClassName("wide");
        free = toggle("Show free resources", Violations.FREE);
        free.setTooltipText("VPCs, security groups, IAM roles and other types that AWS doesn\u2019t charge for");
        whose = choice("Whose", Violations.WHOSE, List.of(Whose.values()), one -> one.label(seesPolicies));
        whose.addClassName("wide");
        whose.setVisible(lead);
        filters().controls(whose, show, group, free);
        content().failure("Tag violations could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "tags");
        header.actions(exports);
        add(
                header,
                new SectionTabs(TabSection.TAGS, TagLinks.VIOLATIONS),
                withDetails(
                        Violations.OPEN,
                        service::details,
                        details -> new ViolationPanel(details, actions.exempt(this::refresh), events, this::close),
                        "Resource not found",
                        "You can see no resource with this number that violates a tag policy. Check the link.",
                        filters(),
                        content()));
    }

    @Override
    protected Loaded load(ListState asked) {
        return new Loaded(
                service.page(asked),
                asked.get(Violations.GROUP).map(by -> service.groups(asked, by)).orElse(List.of()),
                lead ? service.probable() : Optional.empty(),
                readings.of(ReadingText.jobs(RESTS_ON)));
    }

    @Override
    protected Component shown(Loaded found) {
        ListState state = state();
        offer(found.page()
                .choices()
                .and(Violations.PROBLEM, problems())
                .and(Violations.POLICY, found.page().policyNames()));
        boolean any = !found.page().states().isEmpty() || found.page().hidden() > 0 || state.get(Violations.FREE);
        filters()
                .setVisible(
                        any || !state.filters().isEmpty() || found.probable().isPresent());
        show.counts(one -> one.states().stream()
                .mapToLong(each -> found.page().states().getOrDefault(each, 0L))
                .sum());
        free.hides(found.page().hidden());
        free.setVisible(state.get(Violations.FREE) || found.page().hidden() > 0);
        header.facts(facts(found.page()));
        exports.offer("Violations", Violations.LISTING, state, found.page().violations());
        Div all = Styled.stack();
        fresh(found).ifPresent(all::add);
        unread(found.page()).ifPresent(all::add);
        (lead && Violations.isProbable(state)
                        ? Optional.<Component>of(ProbablyYours.words())
                        : found.probable().map(ProbablyYours::of))
                .ifPresent(all::add);
        if (found.page().violations() == 0) {
            all.add(new ViolationStates(state, admin, lead, seesPolicies, this::open, this::go).of(found.page()));
            return all;
        }
        unknown(found.page()).ifPresent(all::add);
        all.add(state.get(Violations.GROUP)
                .map(by -> ViolationGroups.of(
                        found.page(),
                        found.groups(),
                        by,
                        row -> Violations.within(state, by, row.key()).address()))
                .orElseGet(() -> rows(found.page(), state)));
        return all;
    }

    private static Map<String, String> problems() {
        var words = new LinkedHashMap<String, String>();
        for (Problem problem : Problem.values()) {
            words.put(problem.stored(), ProblemText.kind(problem));
        }
        return words;
    }

    private Component rows(Page found, ListState state) {
        var selection = actions.selection(state, selectable(found), this::refresh);
        var rows = new ViolationTable(this, today(), selection);
        rows.show(
                (offset, limit) -> actions.rows(state, offset, limit),
                found.violations(),
                found.resources(),
                found.cost());
        return Styled.stack(selection, rows);
    }

    /** What is fixed or gone can't be chosen. */
    private long selectable(Page found) {
        return state().get(Violations.SHOW).states().stream()
                .filter(state -> !state.isClosed())
                .mapToLong(state -> found.states().getOrDefault(state, 0L))
                .sum();
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine(ViolationStates.fact(page));
        page.days()
                .ifPresent(days -> facts.fact("EffectiveCost")
                        .fact(Formats.range(LocalDateRange.ofClosed(days.first(), days.last()))));
        if (!page.cost().isEmpty()) {
            facts.fact(String.join(" and ", page.cost().keySet()));
        }
        page.readAt().ifPresent(at -> facts.fact("tags read " + Formats.momentWithYear(at) + in(page.unread())));
        return facts;
    }

    /** Nothing where no policy holds: then the page rests on nothing. */
    private static Optional<FreshnessNote> fresh(Loaded found) {
        Page page = found.page();
        if (page.policyNames().isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<>(ReadingText.lines(found.readings(), RESTS_ON));
        if (page.violations() > 0) {
            ReadingText.older(page.checkedAt(), page.readAt(), "resources").ifPresent(lines::add);
        }
        return FreshnessNote.of(lines, found.readings().sync());
    }

    private static Optional<GapsNote> unread(Page page) {
        return page.policyNames().isEmpty() || page.readAt().isEmpty()
                ? Optional.empty()
                : ViolationStates.unread(page.unread(), "Violations in the others aren\u2019t known.");
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
        Paragraph note = Styled.note(words);
        if (admin) {
            note.add(" ");
            note.add(new Anchor(dev.bursar.spend.SpendLinks.IMPORTS, "Go to Imports"));
        }
        return Optional.of(note);
    }

    /** {@code in 12 accounts}; where some are unread, the note says how many and why. */
    private static String in(UnreadAccounts.Answer answer) {
        return answer.accounts() == 0 || !answer.unread().isEmpty()
                ? ""
                : " in " + Formats.count(answer.accounts(), "account", "accounts");
    }

    /** Violations by team, account, type or key, the dearest first; each line leads to its rows. */
    static final class ViolationGroups {
        private ViolationGroups() {}

        static String words(Group group) {
            return switch (group) {
                case TEAM -> "Team";
                case ACCOUNT -> "Account";
                case TYPE -> "Type";
                case KEY -> "Tag key";
                case POLICY -> "Policy";
            };
        }

        /** @param address of the rows of one group */
        static Component of(Page page, List<GroupRow> groups, Group by, Function<GroupRow, String> address) {
            BigDecimal largest = groups.stream()
                    .flatMap(row -> row.cost().values().stream())
                    .reduce(BigDecimal.ZERO, BigDecimal::max);
            var rows = new FixedRows();
            for (GroupRow row : groups) {
                BigDecimal most = row.cost().values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
                rows.line(
                        row.label().isEmpty() ? "nobody" : row.label(),
                        address.apply(row),
                        Formats.count(row.violations(), "violation", "violations"),
                        largest.signum() <= 0
                                ? BigDecimal.ZERO
                                : most.divide(largest, 4, java.math.RoundingMode.HALF_UP)
                                        .max(BigDecimal.ZERO),
                        Formats.count(row.violations()),
                        Formats.count(row.resources()),
                        row.cost().isEmpty() ? "" : ViolationTable.money(row.cost()));
            }
            var columns = List.of(
                    HtmlTable.Column.name("name", words(by), "All, each resource once"),
                    HtmlTable.Column.figure("violations", "Violations", 110, Formats.count(page.violations()))
                            .onlyWide(),
                    HtmlTable.Column.figure("resources", "Resources", 110, Formats.count(page.resources()))
                            .onlyWide(),
                    HtmlTable.Column.figure("cost", "30-day cost", 170, ViolationTable.money(page.cost())),
                    HtmlTable.Column.bar("share"));
            return new Section()
                    .flush()
                    .with(new HtmlTable(
                            "Violations by " + words(by).toLowerCase(java.util.Locale.ROOT), columns, List.of(), rows));
        }
    }
}
