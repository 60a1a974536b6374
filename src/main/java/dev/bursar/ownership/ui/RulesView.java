package dev.bursar.ownership.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleClaim;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.sync.control.SyncService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoRowMatches;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Palette;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Term;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The ownership rules in the order in which they are evaluated, what each claims, and another order with what it would move. */
@Route(OwnershipLinks.RULES)
@PageTitle("Ownership rules")
@Menu(order = 9.3, title = "Ownership rules")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class RulesView extends Div implements AfterNavigationObserver, RuleRow.Moves {
    static final String MONTHS = "months";
    private static final int AT_ONCE = 200;

    private final OwnershipRuleService service;
    private final Scope scope;
    private final Workers workers;
    private final Clock clock;
    private final PageWork work;

    private final PageHeader header = new PageHeader("Ownership rules");
    private final ApplyingLine applying;
    private final DropDown<RuleMonths> months =
            new DropDown<>("Costs of", List.of(), RuleMonths::label, chosen -> choose(chosen));
    private final Div content = Styled.stack();
    private final Div order = Styled.stack();
    private final OrderedList list = new OrderedList();
    private final SearchField search =
            new SearchField("Search rules", "Tag value, account, service or team", this::search);
    private final NoRowMatches none = new NoRowMatches(search, "rule");
    private final Div foot = Styled.div("rule-foot");
    private final Div announced = Styled.div("visually-hidden");
    private final List<RuleRow> rows = new ArrayList<>();
    private final List<RuleClaim> claims = new ArrayList<>();
    private final List<ListItem> sums = new ArrayList<>();
    private Optional<String> asked = Optional.empty();
    private String searched = "";
    private boolean endedToo;
    private int shown = AT_ONCE;
    private @Nullable RulesLoad load;
    private @Nullable RulePreview preview;
    private @Nullable OrderBar bar;
    private int seenOrder;

    RulesView(OwnershipRuleService service, SyncService sync, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.scope = scope;
        this.workers = workers;
        this.clock = clock;
        work = new PageWork(this, workers);
        applying = new ApplyingLine(service, sync, workers);
        addClassNames("page", "rules");
        header.actions(months);
        if (scope.has(Role.ADMIN) || scope.has(Role.AUDITOR)) {
            header.actions(PageHeader.downloadLink(
                    new Anchor(JournalLinks.aboutAll("ownership-rule")), Icons.HISTORY, "See history"));
        }
        if (mayChange()) {
            header.actions(Buttons.primary("New rule", click -> add()));
        }
        list.addClassName("rule-list");
        announced.getElement().setAttribute("role", "status");
        add(header, new SectionTabs(TabSection.ADMIN, OwnershipLinks.RULES), applying, content, announced);
    }

    private boolean mayChange() {
        return scope.has(Role.ADMIN);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        Optional<String> before = asked;
        asked = parameters.getSingleParameter(MONTHS);
        search.follow(parameters);
        boolean onlySearched = !search.words().equals(searched) && asked.equals(before);
        searched = search.words();
        if (onlySearched && load != null) {
            place(); // another order that isn't saved is kept
        } else {
            read();
            applying.look();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void read() {
        content.removeAll();
        content.add(Skeleton.table("Looking up the rules", 6, false));
        work.ask(() -> RulesLoad.read(service), this::show, this::failed);
    }

    private void show(RulesLoad now) {
        load = now;
        seenOrder = now.rules().order();
        bar = null;
        preview = null;
        order.removeAll();
        content.removeAll();
        List<RuleMonths> offered = now.months();
        months.setVisible(!offered.isEmpty());
        months.setItems(offered);
        RuleMonths.chosen(offered, asked).ifPresent(months::setValue);
        facts(now);
        if (now.rules().all().isEmpty()) {
            content.add(none());
            return;
        }
        rows.clear();
        RulePosition.of(now.rules().all())
                .forEach(place -> rows.add(new RuleRow(place, now.names(), Today.of(clock), mayChange(), this)));
        content.add(order, section());
        place();
        addUp();
    }

    private void facts(RulesLoad now) {
        long rules = RulePosition.of(now.rules().all()).stream()
                .filter(place -> !place.endedBy(Today.of(clock)))
                .count();
        var facts = new FactLine(Formats.count(rules, "rule", "rules"), "the first rule that matches a cost claims it");
        Optional.ofNullable(months.getValue())
                .ifPresent(chosen -> facts.fact("EffectiveCost").fact(chosen.name()));
        header.facts(facts);
    }

    private EmptyState none() {
        var none = EmptyState.notSetUp(
                Icons.TAGS,
                "Ownership rules say whose each cost is",
                "All costs are Unallocated until rules assign tag values, accounts or services to teams.");
        return mayChange() ? none.actions(Buttons.primary("New rule", click -> add())) : none;
    }

    private Section section() {
        var section = new Section("Evaluated in order").flush().with(list, none, foot);
        section.actions(search);
        return section;
    }

    // --- the list

    private List<RuleRow> visible() {
        return rows.stream()
                .filter(row -> endedToo || !row.place().endedBy(Today.of(clock)))
                .filter(row -> search.matches(row.searched()))
                .toList();
    }

    /** Puts the rows into the list as they stand now. */
    private void place() {
        List<RuleRow> visible = visible();
        sums.clear();
        list.removeAll();
        visible.stream().limit(shown).forEach(list::add);
        for (int i = 0; i < visible.size(); i++) {
            visible.get(i).standsAt(rows.indexOf(visible.get(i)) + 1, i + 1, visible.size());
        }
        none.rows(visible.size());
        showFoot(visible.size());
    }

    private void showFoot(int visible) {
        foot.removeAll();
        if (visible > shown) {
            foot.add(Buttons.link("Show " + Math.min(AT_ONCE, visible - shown) + " more", click -> {
                shown += AT_ONCE;
                place();
            }));
        }
        long ended = rows.stream()
                .filter(row -> row.place().endedBy(Today.of(clock)))
                .count();
        if (ended > 0) {
            foot.add(Buttons.link(
                    endedToo ? "Hide ended rules" : "Show " + Formats.count(ended, "ended rule", "ended rules"),
                    click -> {
                        endedToo = !endedToo;
                        place();
                    }));
        }
        sums.forEach(list::remove);
        sums.clear();
        Map<String, BigDecimal> total = total();
        sum("Not claimed by any rule: Unallocated", RuleRow.sums(claims, Set.of(0)), total);
        sum("All costs", total, Map.of());
        sums.forEach(list::add);
    }

    /** What one rule, or none, claims at most. */
    private BigDecimal largest() {
        return Stream.concat(
                        rows.stream().flatMap(row -> row.sums(claims).values().stream()),
                        RuleRow.sums(claims, Set.of(0)).values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private Map<String, BigDecimal> total() {
        return RuleRow.sums(claims, claims.stream().map(RuleClaim::rule).collect(Collectors.toSet()));
    }

    /** @param total what the amounts are a share of; empty for no share */
    private void sum(String label, Map<String, BigDecimal> amounts, Map<String, BigDecimal> total) {
        if (!amounts.isEmpty()) {
            var words = Styled.div("rule-words");
            Term.linked(label).forEach(words::add);
            var amount = Styled.div("rule-amount");
            amount.addClassName("number");
            amounts.forEach((currency, sum) -> amount.add(new Div(Formats.money(sum, currency))));
            var row = new ListItem(words, amount);
            if (amounts.size() == 1 && !total.isEmpty()) {
                var share = Styled.div("rule-share");
                RuleRow.share(
                        share, amounts.entrySet().iterator().next(), largest(), total, Palette.Colour.UNALLOCATED);
                row.add(share);
            }
            row.addClassNames("rule-row", "rule-sum");
            sums.add(row);
        }
    }

    /** Adds up what the stored rules claim, month by month. */
    private void addUp() {
        claims.clear();
        RuleMonths chosen = months.getValue();
        if (chosen != null) {
            addUp(chosen, 0);
        }
    }

    private void addUp(RuleMonths chosen, int at) {
        if (at == chosen.months().size()) {
            RulesLoad now = load;
            if (now != null) {
                BigDecimal largest = largest();
                Map<String, BigDecimal> total = total();
                rows.forEach(row -> row.claims(claims, largest, total, now.shadows(), chosen.name(), Today.of(clock)));
            }
            showFoot(visible().size());
            return;
        }
        showFoot(visible().size());
        foot.add(
                RulePreview.working(chosen.months().get(at), at, chosen.months().size()));
        work.ask(
                () -> service.claims(chosen.months().get(at)),
                month -> {
                    claims.addAll(month.claims());
                    addUp(chosen, at + 1);
                },
                this::failed);
    }

    private void choose(RuleMonths chosen) {
        go(Optional.of(chosen.key()));
    }

    private void search() {
        if (!search.words().equals(searched)) {
            go(asked);
        }
    }

    private void go(Optional<String> chosen) {
        var parameters = new LinkedHashMap<>(search.parameter());
        chosen.ifPresent(key -> parameters.put(MONTHS, List.of(key)));
        UI.getCurrent().navigate(RulesView.class, new QueryParameters(parameters));
    }

    private void add() {
        UI.getCurrent().navigate(RuleView.class, RouteParameters.empty());
    }

    // --- another order

    @Override
    public void up(RuleRow row) {
        move(row, -1);
    }

    @Override
    public void down(RuleRow row) {
        move(row, 1);
    }

    private void move(RuleRow row, int by) {
        List<RuleRow> visible = visible();
        int to = visible.indexOf(row) + by;
        if (to >= 0 && to < visible.size()) {
            to(row, visible.get(to));
            row.focusUp(by < 0);
        }
    }

    @Override
    public void to(RuleRow row, RuleRow place) {
        int at = rows.indexOf(place);
        if (!mayChange() || row == place || at < 0 || !rows.remove(row)) {
            return;
        }
        rows.add(at, row);
        row.moved(at + 1 != row.place().position());
        shown = Math.max(shown, visible().indexOf(row) + 1);
        place();
        announced.setText(row.name() + " is now " + (at + 1) + " of " + rows.size() + ". The order is not saved.");
        showOrder();
    }

    @Override
    public void ask(RuleRow row) {
        new MoveRuleDialog(row.name(), rows.indexOf(row) + 1, rows.size(), position -> {
                    to(row, rows.get(position - 1));
                    row.focusPosition();
                })
                .open();
    }

    private OwnershipEdit.Reorder edit() {
        return new OwnershipEdit.Reorder(
                seenOrder,
                rows.stream().map(row -> row.place().versions().getFirst().id()).toList());
    }

    private boolean isStored() {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).place().position() > rows.get(i).place().position()) {
                return false;
            }
        }
        return true;
    }

    private void showOrder() {
        RulesLoad now = load;
        RuleMonths chosen = months.getValue();
        if (now == null || isStored()) {
            order.removeAll();
            bar = null;
            rows.forEach(row -> row.moved(false));
            return;
        }
        if (bar == null || preview == null) {
            preview = new RulePreview(service, workers, now.names().teams(), Today.of(clock));
            bar = new OrderBar(preview, this::save, this::read);
            order.add(bar);
        }
        if (chosen == null) {
            preview.say("No costs have been read yet, so nothing moves.");
        } else {
            preview.of(edit(), chosen, this::failedChange);
        }
    }

    private void save() {
        if (changing(() -> service.save(edit())).run()) {
            Notices.success("Order saved.");
            read();
            applying.look();
        }
    }

    private UserAction changing(Runnable action) {
        return UserAction.of(action).stale(() -> work.ask(() -> RulesLoad.read(service), this::stale, this::failed));
    }

    private void failedChange(RuntimeException problem) {
        changing(() -> {
                    throw problem;
                })
                .run();
    }

    /** Theirs is what is stored now; mine is put on top of it where it is kept, with rules that I had not seen last. */
    private void stale(RulesLoad theirs) {
        if (bar == null) {
            return;
        }
        List<RulePosition> mine = rebased(theirs);
        bar.stale(
                RulePosition.of(theirs.rules().all()).stream()
                        .map(place -> words(place, theirs))
                        .toList(),
                mine.stream().map(place -> words(place, theirs)).toList(),
                this::read,
                () -> keep(theirs, mine));
    }

    private String words(RulePosition place, RulesLoad theirs) {
        OwnershipRule rule = place.on(Today.of(clock));
        return RuleText.sentence(
                rule, theirs.names().team(rule.team()), theirs.names().accounts());
    }

    private List<RulePosition> rebased(RulesLoad theirs) {
        List<RulePosition> left = new ArrayList<>(RulePosition.of(theirs.rules().all()));
        List<RulePosition> mine = new ArrayList<>();
        for (RuleRow row : rows) {
            left.stream()
                    .filter(place -> place.versions().stream()
                            .anyMatch(rule ->
                                    row.place().versions().stream().anyMatch(version -> version.id() == rule.id())))
                    .findFirst()
                    .ifPresent(place -> {
                        left.remove(place);
                        mine.add(place);
                    });
        }
        mine.addAll(left);
        return mine;
    }

    private void keep(RulesLoad theirs, List<RulePosition> mine) {
        load = theirs;
        seenOrder = theirs.rules().order();
        rows.clear();
        mine.forEach(place -> rows.add(new RuleRow(place, theirs.names(), Today.of(clock), mayChange(), this)));
        if (bar != null) {
            bar.fresh();
        }
        place();
        showOrder();
        addUp();
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        content.add(FailedState.of(
                problem, "The rules could not be loaded", "Nothing was lost.", clock.instant(), this::read));
    }
}
