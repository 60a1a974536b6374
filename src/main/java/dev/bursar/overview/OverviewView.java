package dev.bursar.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.kernel.Role;
import dev.bursar.overview.OverviewLoad.Outcome;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Travel;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Where a person comes in: this month against the last, where it is heading, what moved, and what needs them. */
@Route("")
@PageTitle("Overview")
@Menu(order = 0, title = "Overview", icon = "layout-dashboard")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class OverviewView extends Div implements AfterNavigationObserver {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private OverviewUrl url = OverviewUrl.DEFAULT;
    private final OverviewLoad load;
    private final ChangeService changes;
    private final Clock clock;
    private final PageWork work;
    private final PageWork causes;

    private final PageHeader header = new PageHeader("Overview");
    private final PeriodControl period;
    private final DropDown<CostMetric> cost = new DropDown<>(
            "Cost",
            List.of(CostMetric.EFFECTIVE, CostMetric.BILLED),
            CostMetric::label,
            chosen -> open(url.with(chosen)));
    private final DropDown<Comparison> compare = new DropDown<>(
            "Compare with",
            List.of(Comparison.PREVIOUS, Comparison.LAST_YEAR),
            Comparison::label,
            chosen -> open(url.with(chosen)));
    private final Div results = Styled.div("results");

    private LocalDate lastDay;
    private boolean arrived;
    private final AddressNotice notice = new AddressNotice();

    OverviewView(OverviewLoad load, ChangeService changes, Workers workers, Clock clock) {
        this.load = load;
        this.changes = changes;
        this.clock = clock;
        work = new PageWork(this, workers).rebuilt(this::reload);
        causes = new PageWork(this, workers);
        lastDay = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1);
        period = new PeriodControl(() -> lastDay, days -> open(url.with(YearMonth.from(days.getStart()), lastDay)))
                .monthsOnly();
        addClassNames("page", "overview");
        showControls(false);
        add(header.actions(compare, cost, period), new WaitsCard(clock), results);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        UI ui = getUI().orElseGet(UI::getCurrent);
        Travel along = Travel.in(ui);
        if (!arrived && Travel.joins(event)) {
            url = OverviewUrl.DEFAULT.with(along, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
            if (!url.equals(OverviewUrl.DEFAULT)) {
                rewrite();
            }
        } else {
            OverviewUrl.Read read =
                    OverviewUrl.read(event.getLocation().getQueryParameters().getParameters());
            url = read.url();
            url.over(along).keepIn(ui);
            notice.tell(read.ignored());
        }
        arrived = true;
        reload();
    }

    private void rewrite() {
        getUI().ifPresent(ui ->
                ui.getPage().getHistory().replaceState(null, new Location("", new QueryParameters(url.parameters()))));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
        causes.forget();
    }

    private void open(OverviewUrl other) {
        getUI().ifPresent(ui -> ui.navigate(OverviewView.class, new QueryParameters(other.parameters())));
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    private void reload() {
        leaving(Skeleton.figuresChartAndTable("Adding up the month", 8));
        OverviewUrl asked = url;
        work.ask(() -> load.load(asked), this::show, this::failed);
    }

    /** Keeps what is shown until the answer is there or 300 ms have passed, so that fast answers don't flicker. */
    private void leaving(Skeleton skeleton) {
        results.getChildren()
                .filter(old -> old.getElement().getClassList().contains("skeleton"))
                .toList()
                .forEach(results::remove);
        results.getChildren().forEach(old -> old.getElement().getClassList().add("leaving"));
        results.getElement().setAttribute("aria-busy", "true");
        results.add(skeleton);
    }

    private void replace(List<? extends Component> content) {
        results.removeAll();
        results.getElement().removeAttribute("aria-busy");
        content.forEach(results::add);
    }

    private void show(Outcome outcome) {
        switch (outcome) {
            case Outcome.Found(Overview overview) -> found(overview);
            case Outcome.FirstUse first -> firstUse(first);
            case Outcome.NothingOfTheirs nothing -> {
                showControls(false);
                header.facts("No costs belong to a team that you lead");
                replace(List.of(FirstUse.nothingOfYours(load.needs().visibility())));
            }
            case Outcome.Nothing nothing -> nothing(nothing);
        }
    }

    private void found(Overview overview) {
        lastDay = overview.lastDay();
        period.value(overview.days());
        cost.setValue(overview.cost());
        compare.setValue(url.compare() == Comparison.LAST_YEAR ? Comparison.LAST_YEAR : Comparison.PREVIOUS);
        showControls(true);
        header.facts(facts(overview))
                .onPaper(overview.observedAt()
                        .map(at -> List.of("Data as of " + Formats.momentWithYear(at)))
                        .orElse(List.of()));
        var blocks = new ArrayList<MonthBlock>();
        for (Month month : overview.months()) {
            blocks.add(new MonthBlock(
                    overview,
                    month,
                    blocks.isEmpty() ? besides(overview) : List.of(),
                    this::go,
                    url.view(),
                    this::viewed));
        }
        replace(blocks);
        causes(blocks);
    }

    /** They take longer than the figures; without them the page is whole. */
    private void causes(List<MonthBlock> blocks) {
        causes.forget();
        blocks.stream()
                .map(MonthBlock::changes)
                .flatMap(card -> card.question().stream())
                .findFirst()
                .ifPresent(question -> causes.ask(
                        () -> changes.change(question),
                        change -> blocks.forEach(block -> block.changes().show(change)),
                        Reference::of));
    }

    private static List<Section> besides(Overview overview) {
        return Stream.of(
                        Stream.of(NeedsCard.section(overview.needs(), overview.lookedAt())),
                        Statements.section(overview.statements()).stream(),
                        overview.setUp().map(StartCard::section).stream())
                .flatMap(sections -> sections)
                .toList();
    }

    /** Keeps the choice in the address, without asking anew for what is there. */
    private void viewed(OverviewUrl.View view) {
        url = url.with(view);
        rewrite();
    }

    private static FactLine facts(Overview overview) {
        return new FactLine(
                        Formats.range(overview.days()),
                        overview.cost().label(),
                        overview.months().stream().map(Month::currency).collect(Collectors.joining(" and ")))
                .fact(
                        AccountsText.some(
                                overview.accounts().seen(), overview.accounts().known()),
                        overview.observedAt()
                                .map(at -> ", data as of " + Formats.moment(at))
                                .orElse(""))
                .finality(overview.finality().estimated(), overview.finality().restated());
    }

    private void nothing(Outcome.Nothing nothing) {
        lastDay = nothing.lastDay();
        period.value(nothing.days());
        cost.setValue(url.cost());
        showControls(true);
        header.facts(new FactLine(Formats.range(nothing.days()), url.cost().label()));
        replace(List.of(NoCostsText.state(nothing.why(), nothing.days(), nothing.read())
                .actions(Buttons.primary(
                        "Show the current month",
                        click -> open(new OverviewUrl(Optional.empty(), url.cost(), url.compare(), url.view()))))));
    }

    private void firstUse(Outcome.FirstUse first) {
        showControls(false);
        header.facts("No data has been read from AWS yet");
        var state = FirstUse.nothingRead(
                load.needs().isAdmin() ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                load.needs().isAdmin() ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                load.needs().seesSync() ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                first.read().running(),
                FirstReadText.words(first.read()),
                this::go);
        replace(Stream.concat(Stream.of(state), first.setUp().map(StartCard::section).stream())
                .toList());
        lookAgain(first);
    }

    /** Costs appear by themselves once they are there. */
    private void lookAgain(Outcome.FirstUse shown) {
        OverviewUrl asked = url;
        work.askAfter(
                LOOK_AGAIN,
                () -> load.load(asked),
                outcome -> {
                    if (outcome.equals(shown)) {
                        lookAgain(shown);
                    } else {
                        show(outcome);
                    }
                },
                this::failed);
    }

    private void failed(RuntimeException problem) {
        replace(List.of(FailedState.of(
                problem, "The overview could not be loaded", "Nothing was lost.", clock.instant(), this::reload)));
    }

    private void showControls(boolean visible) {
        period.setVisible(visible);
        cost.setVisible(visible);
        compare.setVisible(visible);
    }

    /** What needs the person now, each with the way to it. */
    static final class NeedsCard {
        /** So many stand beside the chart; more would be longer than it. */
        private static final int FIRST = 4;

        private NeedsCard() {}

        /** @param lookedAt what was looked at, in words */
        static Section section(List<Need> needs, List<String> lookedAt) {
            var section = new Section("Needs attention").flush();
            if (needs.isEmpty()) {
                var none = new Paragraph(
                        lookedAt.isEmpty()
                                ? "What needs your attention appears here once Bursar has read more than costs."
                                : "Nothing needs your attention. Checked: " + String.join(", ", lookedAt) + ".");
                none.addClassNames("card-note", "quiet");
                return section.with(none);
            }
            var list = new UnorderedList();
            list.addClassName("facts-list");
            List<Need> worst = needs.stream()
                    .sorted(Comparator.comparing(need -> rank(need.kind())))
                    .toList();
            worst.stream().limit(FIRST).forEach(need -> list.add(item(need)));
            section.endNote(Formats.count(needs.size())).with(list);
            if (worst.size() > FIRST) {
                List<Need> others = worst.subList(FIRST, worst.size());
                Button more = Buttons.link("Show " + Formats.count(others.size()) + " more", click -> {
                    others.forEach(need -> list.add(item(need)));
                    click.getSource().setVisible(false);
                });
                more.addClassName("more-needs");
                section.add(more);
            }
            return section;
        }

        private static int rank(StatusBadge.Kind kind) {
            return switch (kind) {
                case DANGER -> 0;
                case WARNING -> 1;
                case INFO, SUCCESS, NEUTRAL -> 2;
            };
        }

        private static ListItem item(Need need) {
            var icon = icon(need).create();
            icon.addClassName("need-icon");
            var title = new H3(need.title());
            var body = new Paragraph(need.body());
            body.addClassName("need-body");
            var words = Styled.div("need-words", title, body);
            need.way().ifPresent(way -> words.add(new Anchor(way.address(), way.words())));
            var row = new Div(icon, words);
            row.addClassNames("need", need.kind().name().toLowerCase(java.util.Locale.ROOT));
            return new ListItem(row);
        }

        private static Icons icon(Need need) {
            return switch (need.kind()) {
                case DANGER -> Icons.OCTAGON_ALERT;
                case WARNING -> Icons.TRIANGLE_ALERT;
                case INFO -> Icons.CIRCLE_DASHED;
                case SUCCESS -> Icons.CIRCLE_CHECK;
                case NEUTRAL -> Icons.CIRCLE_DOT;
            };
        }
    }
}
