package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.clusters.ClusterUseService;
import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.cost.ResourceCostService;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.ElsewhereCost;
import dev.bursar.efficiency.query.PurchaseMixService;
import dev.bursar.efficiency.query.PurchaseMixService.Mix;
import dev.bursar.efficiency.query.WorkloadList;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.Choices;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.setup.SetupLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.daily.PaidReadings;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Machine learning workloads, those that could save most first. The address says what is shown. */
@Route(EfficiencyLinks.WORKLOADS)
@PageTitle("Efficiency")
@Menu(order = 7, title = "Efficiency", icon = "zap")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class EfficiencyView extends ListPage<EfficiencyView.Loaded> {
    private static final List<ReadingText.RestsOn> RESTS_ON = List.of(
            new ReadingText.RestsOn(EfficiencyJobs.WORKLOADS, "Workloads", "read", true),
            new ReadingText.RestsOn(EfficiencyJobs.METRICS, "Metrics", "read", true),
            new ReadingText.RestsOn(EfficiencyJobs.PRICES, "Prices", "read", false),
            new ReadingText.RestsOn(EfficiencyJobs.JUDGE, "Workloads", "evaluated", false));

    private final EfficiencyService service;
    private final Readings readings;
    private final boolean admin;
    private final boolean seesSync;
    private final PurchaseMixService purchases;
    private final ResourceCostService resourceCosts;
    private final PaidReadings paid;
    private final ClusterUseService clusters;
    private final Clock clock;

    private final PageHeader header = new PageHeader("Efficiency");
    private final ExportMenu exports;
    private final SearchField search = new SearchField("Search workloads", "Search workloads", this::search);

    record Loaded(
            Page page,
            List<ElsewhereCost> elsewhere,
            Optional<Mix> mix,
            Optional<ResourceCostService.State> resourceCosts,
            Optional<ClusterUseService.Page> clusters,
            Readings.Answer readings) {}

    EfficiencyView(
            EfficiencyService service,
            PurchaseMixService purchases,
            ResourceCostService resourceCosts,
            PaidReadings paid,
            ClusterUseService clusters,
            Readings readings,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(WorkloadList.LISTING.address(), Skeleton.table("Reading workloads", 10, true), workers, clock);
        this.service = service;
        this.purchases = purchases;
        this.resourceCosts = resourceCosts;
        this.paid = paid;
        this.clusters = clusters;
        this.clock = clock;
        this.readings = readings;
        admin = scope.has(Role.ADMIN);
        seesSync = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        filters()
                .controls(
                        choice("State", WorkloadList.STATE, Stream.of(FindingState.values()), FindingState::label),
                        search);
        content().failure("Workloads could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "efficiency");
        header.actions(exports);
        add(header, new SectionTabs(TabSection.EFFICIENCY, EfficiencyLinks.WORKLOADS), filters(), content());
    }

    @Override
    protected void chosen() {
        search.follow(state().get(WorkloadList.SEARCH));
    }

    private void search() {
        String text = search.words();
        if (!text.equals(state().get(WorkloadList.SEARCH))
                && Dimension.wrongSearch(text).isEmpty()) {
            open(state().with(WorkloadList.SEARCH, text));
        }
    }

    @Override
    protected Loaded load(ListState asked) {
        return new Loaded(
                service.page(asked),
                service.elsewhere(),
                purchases.mix(),
                seesSync ? Optional.of(resourceCosts.state()) : Optional.empty(),
                clusters.page(),
                readings.of(ReadingText.jobs(RESTS_ON)));
    }

    @Override
    protected Component shown(Loaded found) {
        ListState list = state();
        Choices choices = found.page().choices();
        offer(choices.and(WorkloadList.KIND, kinds()));
        filters().setVisible(choices.count(WorkloadList.STATE, Optional.empty()) > 0 || WorkloadList.narrowed(list));
        header.facts(facts(found.page()));
        exports.offer("Workloads", WorkloadList.LISTING, list, found.page().workloads());
        Div all = Styled.stack();
        fresh(found).ifPresent(all::add);
        if (found.page().workloads() == 0) {
            all.add(new EfficiencyStates(list, admin, seesSync, this::open, this::go).of(found.page(), asked()));
        } else {
            all.add(
                    figures(found.page()),
                    new WorkloadTable(this, service, list, found.page()),
                    measuredNote(found.page()));
        }
        found.clusters()
                .ifPresent(page -> all.add(new ClusterSection(
                        page, clusters, LocalDate.now(clock.withZone(ZoneOffset.UTC)), this::again)));
        if (!found.elsewhere().isEmpty()) {
            all.add(new ElsewhereSection(found.elsewhere(), found.page()));
        }
        found.mix().filter(mix -> !mix.teams().isEmpty()).ifPresent(mix -> all.add(new PurchaseSection(mix)));
        found.resourceCosts()
                .filter(state -> state.reading().enabled()
                        || state.needed() && found.page().judgedAt().isPresent())
                .ifPresent(state -> all.add(ResourceCostSection.of(paid, state, admin, this::again)));
        return all;
    }

    private static Optional<FreshnessNote> fresh(Loaded found) {
        Page page = found.page();
        var lines = new ArrayList<>(ReadingText.lines(found.readings(), RESTS_ON));
        if (page.workloads() > 0) {
            ReadingText.older(page.judgedAt(), page.readAt(), "workloads").ifPresent(lines::add);
        }
        return FreshnessNote.of(lines, found.readings().sync());
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            kinds.put(kind.stored(), kind.label());
        }
        return kinds;
    }

    /** What the rows are narrowed by, in words. */
    private List<String> asked() {
        ListState list = state();
        var words = new ArrayList<String>();
        list.get(WorkloadList.STATE).ifPresent(one -> words.add("state " + one.label()));
        list.filters().forEach(filter -> words.add(filters().words(filter)));
        if (!list.isUsual(WorkloadList.SEARCH)) {
            words.add("names with \u201C" + list.get(WorkloadList.SEARCH) + "\u201D");
        }
        return words;
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine();
        if (page.judgedAt().isPresent()) {
            @Nullable LocalDate first = page.firstDay();
            @Nullable LocalDate last = page.lastDay();
            if (first == null || last == null) {
                facts.fact("list price \u00D7 measured hours of " + EfficiencyText.days(page.days()));
            } else {
                facts.fact("EffectiveCost").fact(Formats.range(LocalDateRange.ofClosed(first, last)));
                if (page.origin() == Origin.COST_EXPLORER) {
                    facts.fact(WorkloadRow.CostSource.COST_EXPLORER.label());
                }
            }
            if (!page.cost().isEmpty()) {
                facts.fact(String.join(" and ", page.cost().keySet()));
            }
        }
        page.judgedAt().ifPresent(at -> facts.fact("evaluated " + Formats.moment(at)));
        if (!page.unread().unread().isEmpty()) {
            facts.fact(AccountsText.fullyRead(
                    page.unread().accounts(), page.unread().reasons()));
        }
        return facts;
    }

    private static FigureStrip figures(Page page) {
        String days = EfficiencyText.days(page.days());
        String rate = EfficiencyText.rate(page.rate());
        var strip = new FigureStrip(
                new KeyFigure("Possible saving a month", Formats.about(page.saving(), EfficiencyText.USD))
                        .note(rate.isEmpty() ? "if all proposals are carried out" : "of " + rate + " at this rate"),
                new KeyFigure(
                                "Possible saving a year",
                                Formats.about(page.saving().multiply(BigDecimal.valueOf(12)), EfficiencyText.USD))
                        .note("12 months at this rate"),
                new KeyFigure("Open proposals", Formats.count(page.proposals()))
                        .note(
                                page.approved() == 0
                                        ? "none approved yet"
                                        : Formats.count(page.approved()) + " approved"),
                new KeyFigure("Cost of workloads", EfficiencyText.money(page.cost()))
                        .note(days + ", " + Formats.count(page.workloads(), "workload", "workloads")));
        if (!page.idle().isEmpty()) {
            strip.add(new KeyFigure("Idle", EfficiencyText.money(page.idle())).note(days + ", without requests"));
        }
        return strip;
    }

    /**
     * Which part of the cost metrics exist for. What isn't measured counts at list price where no charge names it; without a price either it
     * is named.
     */
    private static Paragraph measuredNote(Page page) {
        String unknown = page.unmeasuredUnknown() == 0
                ? ""
                : page.unmeasuredUnknown() == page.unmeasured()
                        ? ", at no known cost"
                        : ", " + Formats.count(page.unmeasuredUnknown()) + " of them at no known cost";
        String measured = measured(page);
        String share = measured.isEmpty() ? "" : measured + " of this cost could be evaluated. ";
        return UseSection.note(share
                + (page.unmeasured() == 0
                        ? ""
                        : Formats.count(page.unmeasured()) + " of "
                                + Formats.count(page.workloads(), "workload was", "workloads were") + " not evaluated"
                                + unknown + "."));
    }

    private static String measured(Page page) {
        var whole = new TreeMap<>(page.cost());
        if (page.unmeasuredUsd().signum() > 0) {
            whole.merge(EfficiencyText.USD, page.unmeasuredUsd(), BigDecimal::add);
        }
        return whole.entrySet().stream()
                .map(cost -> Formats.share(
                                page.measuredCost().getOrDefault(cost.getKey(), BigDecimal.ZERO), cost.getValue())
                        .map(share -> whole.size() == 1 ? share : share + " of " + cost.getKey())
                        .orElse(null))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** Charges of SageMaker for resources that are no known workloads, so that the page says what it leaves out. */
    static final class ElsewhereSection extends Composite<Section> {
        private final Section section = new Section("Charges without a workload");

        ElsewhereSection(List<ElsewhereCost> charges, Page page) {
            section.note(Formats.count(charges.size(), "resource", "resources"));
            String days = page.firstDay() == null || page.lastDay() == null
                    ? "in the latest 30 days"
                    : "in " + Formats.range(LocalDateRange.ofClosed(page.firstDay(), page.lastDay()));
            var why = new Paragraph("AWS charged for these SageMaker resources " + days
                    + ", but didn\u2019t list them when Bursar read the workloads. They were deleted, or are in an account"
                    + " or Region that Bursar doesn\u2019t read.");
            why.addClassName("note");
            var rows = new FixedRows();
            charges.forEach(one -> rows.line(
                    one.resource(),
                    "",
                    one.accountName(),
                    one.accountName(),
                    Formats.money(one.effectiveCost(), one.currency())));
            var table = new HtmlTable(
                    "Charges without a workload",
                    List.of(
                            Column.name("RESOURCE", "Resource", ""),
                            Column.text("ACCOUNT", "Account", 200).onlyWide(),
                            Column.figure("COST", "Cost", 140, "")),
                    List.of(),
                    rows);
            section.with(why, new NativeDetails("Show them", new Div(table)));
        }

        @Override
        protected Section initContent() {
            return section;
        }
    }

    /** What the Efficiency page says where there are no rows: nothing read, nothing judged, read in part, nothing there, or nothing that matches. */
    record EfficiencyStates(
            ListState list, boolean admin, boolean seesSync, Consumer<ListState> open, Consumer<String> go) {
        /** @param asked what rows are narrowed by, in words */
        EmptyState of(Page page, List<String> asked) {
            if (page.readAt().isEmpty() && page.judgedAt().isEmpty()) {
                return next(EmptyState.notRead(
                        "Workloads have not been read yet",
                        "Bursar reads SageMaker and EC2 GPU workloads every 8 hours, with the job Read machine learning"
                                + " workloads. Without access to member accounts it reads only its own account."));
            }
            if (page.judgedAt().isEmpty()) {
                return next(EmptyState.notRead(
                        "Workloads have not been evaluated yet",
                        "Workloads have been read. Their use and cost appear here when metrics and prices have"
                                + " been read."));
            }
            if (WorkloadList.narrowed(list)) {
                var state = EmptyState.noMatch(
                                "No workloads match these filters", "Narrowed by: " + String.join("; ", asked) + ".")
                        .actions(Buttons.primary("Clear filters", click -> open.accept(list.inSameOrder())));
                return list.isUsual(WorkloadList.STATE)
                        ? state
                        : state.actions(Buttons.neutral(
                                "Show all states", click -> open.accept(list.without(WorkloadList.STATE))));
            }
            int accounts = page.unread().accounts();
            String found = admin || seesSync
                    ? "No endpoint, notebook, app, job or EC2 GPU instance was found"
                    : "No workload of your teams was found";
            var state = EmptyState.nothingFound(
                    "No machine learning workloads",
                    Looked.in(
                                    accounts,
                                    page.unread().reasons(),
                                    Formats.count(accounts, "account", "accounts"),
                                    page.judgedAt())
                            .after(page.readAt()),
                    found + " there.");
            return state.isAllClear() ? state : next(state);
        }

        private EmptyState next(EmptyState state) {
            if (admin) {
                state.actions(
                        Buttons.primary("Go to Sync", click -> go.accept(SyncLinks.SYNC)),
                        Buttons.neutral("Go to Access to accounts", click -> go.accept(SetupLinks.REACH)));
            } else if (seesSync) {
                Button sync = Buttons.neutral("Go to Sync", click -> go.accept(SyncLinks.SYNC));
                state.actions(sync);
            }
            return state;
        }
    }
}
