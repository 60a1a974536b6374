package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.list.AddressReader;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.CostReadings;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.coverage.CoverageAnswer;
import dev.bursar.tagging.coverage.TagCoverage;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** How much of the spend carries a tag, over time, and where the rest is. */
@Route(TagLinks.COVERAGE)
@PageTitle("Tag coverage")
@Menu(order = 5.2, title = "Coverage", icon = "tags")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class CoverageView extends Div implements AfterNavigationObserver {
    private static final int LONGEST_KEY = 60;

    private final CoverageLoad load;
    private final CoverageExport export;
    private final PageHeader header = new PageHeader("Tag coverage");
    private final PeriodControl period;
    private final ExportMenu exports;
    private final Div bar = Styled.div("bar");
    private final AddressNotice notice = new AddressNotice();
    private final LoadedPart<CoverageLoad.Loaded> content;
    private CoverageUrl url = new CoverageUrl(Optional.empty(), Optional.empty());

    CoverageView(CoverageLoad load, CoverageExport export, ExportService exports, Workers workers, Clock clock) {
        this.load = load;
        this.export = export;
        this.exports = new ExportMenu(exports);
        period = new PeriodControl(
                () -> LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1), days -> open(url.with(days)));
        content = new LoadedPart<>(workers, clock, () -> load.load(url), this::shown)
                .failure("Tag coverage could not be loaded", "Nothing was lost.")
                .onFailure(() -> showControls(false));
        showControls(false);
        header.actions(period, this.exports);
        addClassNames("page", "dense", "tags");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.COVERAGE), bar, content);
    }

    private void open(CoverageUrl other) {
        getUI().ifPresent(ui -> ui.navigate(CoverageView.class, new QueryParameters(other.parameters())));
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        AddressReader reader =
                CoverageUrl.reader(event.getLocation().getQueryParameters().getParameters());
        url = CoverageUrl.read(reader);
        notice.tell(reader.ignored());
        exports.withhold();
        content.load(Skeleton.figuresChartAndTable("Adding up tagged and untagged costs", 8));
    }

    private Component shown(CoverageLoad.Loaded loaded) {
        return switch (loaded.answer()) {
            case CoverageAnswer.NoCosts none -> noCosts(loaded.nothing());
            case CoverageAnswer.NoTeamKey none -> noTeamKey(none);
            case CoverageAnswer.NeedsExport needs -> needsExport(needs);
            case CoverageAnswer.Found(TagCoverage coverage, List<String> keys) -> found(coverage, keys, loaded);
        };
    }

    private Component noCosts(CoverageLoad.NoCosts nothing) {
        showControls(false);
        if (nothing.others()) {
            header.facts("Costs have been read, but none belong to a team that you lead");
            return FirstUse.nothingOfYours(load.visibility());
        }
        header.facts("Costs have not been read yet");
        return FirstUse.nothingRead(
                load.isAdmin() ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                load.isAdmin() ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                load.seesSync() ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                nothing.read().running(),
                FirstReadText.words(nothing.read()),
                this::go);
    }

    private Component noTeamKey(CoverageAnswer.NoTeamKey none) {
        showControls(true);
        show(none.days(), none.others(), Optional.empty());
        header.facts("The team tag is not chosen yet");
        String choose = load.isAdmin()
                ? "Choose the tag whose values name teams on the Set-up page."
                : "An admin of your organisation chooses the tag whose values name teams.";
        var state = EmptyState.notSetUp(
                Icons.TAGS,
                "Coverage shows how much of the spend is tagged",
                choose + (none.others().isEmpty() ? "" : " Or choose another tag above; charge files have it."));
        if (load.isAdmin()) {
            state.actions(Buttons.primary("Go to Set-up", click -> go(SetupLinks.SET_UP)));
        }
        return state;
    }

    private Component needsExport(CoverageAnswer.NeedsExport needs) {
        showControls(true);
        show(needs.days(), needs.keys(), Optional.empty());
        String key = PlainText.cut(needs.key(), LONGEST_KEY);
        header.facts(new FactLine(Formats.range(CoverageText.range(needs.days()))));
        var state = EmptyState.notSetUp(
                Icons.TAGS,
                "Costs don\u2019t have the tag " + key,
                "Cost Explorer is read by the team tag only. Other tags come from charge files. The imported ones"
                        + " don\u2019t have this tag on costs that you can see.");
        if (!needs.keys().isEmpty()) {
            String first = needs.keys().getFirst();
            state.actions(Buttons.primary("Show " + PlainText.cut(first, LONGEST_KEY), click -> open(url.with(first))));
        }
        if (load.isAdmin()) {
            state.actions(Buttons.neutral("Go to Imports", click -> go(SpendLinks.IMPORTS)));
        }
        return state;
    }

    private Component found(TagCoverage coverage, List<String> keys, CoverageLoad.Loaded loaded) {
        showControls(true);
        show(coverage.days(), keys, Optional.of(coverage.key()));
        var days = CoverageText.range(coverage.days());
        String currencies =
                coverage.currencies().stream().map(one -> one.currency()).collect(Collectors.joining(" and "));
        var facts = new FactLine(Formats.range(days), "EffectiveCost", currencies);
        if (coverage.currencies().isEmpty()) {
            header.facts(facts);
            return EmptyState.noMatch(
                            "No spend in " + Formats.range(days),
                            "Nothing was spent on these days, or their costs have not been read. Choose other days.")
                    .actions(Buttons.primary(
                            "Show the last six months", click -> open(new CoverageUrl(Optional.empty(), url.key()))));
        }
        header.facts(facts.finality(
                        coverage.finality().estimated(), coverage.finality().restated()))
                .onPaper(coverage.observedAt()
                        .map(at -> List.of(
                                "Tag " + CoverageText.key(coverage), "Data as of " + Formats.momentWithYear(at)))
                        .orElse(List.of()));
        exports.offer(export.offered(coverage));
        boolean many = coverage.currencies().size() > 1;
        var blocks = Styled.div("spend-block");
        FreshnessNote.of(
                        ReadingText.lines(loaded.readings(), CostReadings.RESTS_ON),
                        loaded.readings().sync())
                .ifPresent(blocks::add);
        ViolationStates.unread(loaded.unread(), "Coverage includes all accounts with costs; violations don\u2019t.")
                .ifPresent(blocks::add);
        coverage.currencies().forEach(currency -> blocks.add(new CoverageBlock(coverage, currency, many)));
        var definition = new Paragraph(CoverageText.DEFINITION);
        definition.addClassNames("note", "quiet");
        blocks.add(definition);
        return blocks;
    }

    private void show(DayRange days, List<String> keys, Optional<String> key) {
        period.value(CoverageText.range(days));
        var choice = new DropDown<String>(
                "Tag key", keys, one -> PlainText.cut(one, LONGEST_KEY), one -> open(url.with(one)));
        choice.addClassName("wide");
        key.ifPresent(choice::setValue);
        bar.removeAll();
        bar.add(choice);
        bar.setVisible(!keys.isEmpty());
    }

    private void showControls(boolean visible) {
        period.setVisible(visible);
        bar.setVisible(visible);
    }
}
