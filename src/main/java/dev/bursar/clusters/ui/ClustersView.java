package dev.bursar.clusters.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.query.CostService;
import dev.bursar.clusters.ClusterLinks;
import dev.bursar.clusters.ClusterMonth;
import dev.bursar.clusters.ClusterMonth.OfCluster;
import dev.bursar.clusters.ClusterMonth.Row;
import dev.bursar.clusters.ClusterService;
import dev.bursar.clusters.ClusterUse;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.AskedMonth;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What clusters cost in a month; one of them by namespace and workload, and whose tags decide who pays for it. */
@Route(ClusterLinks.CLUSTERS)
@PageTitle("Clusters")
@Menu(order = 1.16, title = "Clusters")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ClustersView extends Div implements AfterNavigationObserver {
    /** So many workloads of a namespace stand on the page; the file has all. */
    private static final int MOST_WORKLOADS = 20;

    private final ClusterService clusters;
    private final CostService costs;
    private final ClusterExport file;
    private final Scope scope;
    private final Readings readings;
    private final Workers workers;
    private final Clock clock;

    private final PageHeader header = new PageHeader("Clusters");
    private final PeriodControl period;
    private final ExportMenu export;
    private final LoadedPart<Loaded> content;

    private volatile Optional<YearMonth> asked = Optional.empty();
    private volatile String cluster = "";

    /**
     * @param found null while there are no costs that the person may see
     * @param choices how the cluster that the address asks for was and is split, the newest first; null for a lead, and of no cluster
     * @param read the days whose costs are read, whoever's they are
     * @param first how far the first read is; null where costs have been read
     */
    private record Loaded(
            YearMonth month,
            @Nullable ClusterMonth found,
            @Nullable List<Choice> choices,
            Optional<LocalDateRange> read,
            @Nullable FirstRead first) {}

    ClustersView(
            ClusterService clusters,
            CostService costs,
            ClusterExport file,
            ExportService exports,
            Scope scope,
            Readings readings,
            Workers workers,
            Clock clock) {
        this.clusters = clusters;
        this.costs = costs;
        this.file = file;
        this.scope = scope;
        this.readings = readings;
        this.workers = workers;
        this.clock = clock;
        export = new ExportMenu(exports);
        period = new PeriodControl(() -> Today.of(clock), days -> open(YearMonth.from(days.getStart()))).monthsOnly();
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Clusters could not be loaded", "Nothing was lost.")
                .onFailure(export::withhold);
        header.actions(period, export);
        addClassNames("page", "dense", "clusters");
        add(header, new SectionTabs(TabSection.SPEND, ClusterLinks.CLUSTERS), content);
    }

    private void open(YearMonth month) {
        getUI().ifPresent(ui -> ui.navigate(
                ClustersView.class,
                QueryParameters.simple(
                        cluster.isEmpty()
                                ? Map.of("month", month.toString())
                                : Map.of("month", month.toString(), "cluster", cluster))));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        asked = AskedMonth.of(parameters, Today.of(clock));
        cluster = parameters.getSingleParameter("cluster").orElse("");
        export.withhold();
        content.load(Skeleton.table("Adding up clusters", 6, true));
    }

    private Loaded load() {
        Optional<LocalDateRange> read = costs.read();
        YearMonth month = asked.orElseGet(() -> AskedMonth.usual(read, Today.of(clock)));
        if (costs.extent().isEmpty()) {
            return new Loaded(month, null, null, read, read.isEmpty() ? readings.first() : null);
        }
        return new Loaded(
                month,
                clusters.of(month),
                cluster.isEmpty() || !costs.seesEverything() ? null : clusters.choices(cluster),
                read,
                null);
    }

    private Component shown(Loaded loaded) {
        header.title("Clusters");
        ClusterMonth found = loaded.found();
        period.setVisible(found != null && found.any());
        if (found == null) {
            FirstRead first = loaded.first();
            header.facts(
                    first == null ? "No costs belong to a team that you lead" : "Costs haven\u2019t been read yet");
            return first == null ? FirstUse.nothingOfYours(scope.visibility()) : nothingRead(first);
        }
        LocalDateRange days = found.days();
        period.value(days);
        if (!found.any()) {
            header.facts("No charge file states what pods use");
            return noSplitData();
        }
        var facts = new FactLine(
                Formats.range(days),
                "EffectiveCost",
                found.clusters().stream()
                        .map(OfCluster::currency)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" and ")));
        header.facts(
                facts.finality(found.finality().estimated(), found.finality().restated()));
        if (!cluster.isEmpty()) {
            return opened(loaded, found);
        }
        if (found.clusters().isEmpty()) {
            return nothing(loaded, days);
        }
        export.offer("Clusters", file, ClusterExport.question(loaded.month(), ""), found.rows());
        Div stack = Styled.stack();
        found.clusters().stream()
                .collect(Collectors.groupingBy(OfCluster::currency, TreeMap::new, Collectors.toList()))
                .forEach((currency, those) -> stack.add(
                        new Section(found.clusters().size() == those.size() ? "Clusters" : "Clusters, " + currency)
                                .note(together(those, currency))
                                .flush()
                                .with(table(found, currency, those))));
        if (!costs.seesEverything()) {
            stack.add(Styled.note("You see your teams\u2019 part of each cluster."));
        }
        return stack;
    }

    /** {@code $1,200.00, 22.0% of it idle}. */
    private static String together(List<OfCluster> clusters, String currency) {
        ClusterUse all = clusters.stream().map(OfCluster::use).reduce(ClusterUse.NOTHING, ClusterUse::plus);
        String idle = ClusterText.idle(all);
        return Formats.money(all.cost(), currency) + (idle.isEmpty() ? "" : ", " + idle + " of it idle");
    }

    private static Component table(ClusterMonth found, String currency, List<OfCluster> clusters) {
        List<Line> lines = clusters.stream()
                .map(one -> new Line(
                        ClusterText.name(one.name()),
                        one.accountName() + ", " + one.region(),
                        ClusterText.split(one),
                        one.use(),
                        namespaces(one),
                        ClusterLinks.of(found.month(), one.key())))
                .toList();
        return use(
                        new Table<>("Clusters, " + Formats.range(found.days()) + ", " + currency, currency, lines)
                                .name("Cluster and namespace", "Total", Line::name)
                                .opens(Line::address)
                                .parts(Line::parts)
                                .narrow(line -> narrow(line.use()))
                                .text("Account", 170, Line::place)
                                .onlyWide()
                                .text("Who pays", 104, Line::payer)
                                .onlyWide(),
                        currency)
                .html();
    }

    /** Adds what all tables of this page say of what was used. */
    private static Table<Line> use(Table<Line> table, String currency) {
        return table.money("Cost", 100, line -> line.use().cost())
                .sum()
                .money("Idle", 92, line -> line.use().unused())
                .sum()
                .onlyWide()
                .figure("Idle share", 84, line -> ClusterText.idle(line.use()))
                .onlyWide()
                .figure("GPU-hours", 88, line -> ClusterText.hours(line.use().gpuHours()))
                .onlyWide()
                .figure("Per GPU-hour", 100, line -> ClusterText.perGpuHour(line.use(), currency))
                .onlyWide()
                .figure("vCPU-hours", 90, line -> ClusterText.hours(line.use().vcpuHours()))
                .onlyWide()
                .figure("GB-hours", 84, line -> ClusterText.hours(line.use().gbHours()))
                .onlyWide();
    }

    private static String narrow(ClusterUse use) {
        String idle = ClusterText.idle(use);
        return idle.isEmpty() ? "" : idle + " idle";
    }

    private Component opened(Loaded loaded, ClusterMonth found) {
        List<OfCluster> those = found.clusters().stream()
                .filter(one -> one.key().equals(cluster))
                .toList();
        if (those.isEmpty()) {
            export.withhold();
            return EmptyState.missing(
                    "Cluster not found", "It has no costs in " + Formats.month(loaded.month()) + " that you can see.");
        }
        OfCluster first = those.getFirst();
        header.title(ClusterText.name(first.name()))
                .breadcrumb(List.of(new RouterLink("Clusters", ClustersView.class)), "Cluster");
        Div stack = Styled.stack();
        for (OfCluster one : those) {
            stack.add(new Section(those.size() == 1 ? "Namespaces" : "Namespaces, " + one.currency())
                    .note(together(List.of(one), one.currency()))
                    .actions(Styled.pageLink(spend(found), "See in Spend"))
                    .flush()
                    .with(table(found, one)));
            one.whole().ifPresent(whole -> stack.add(Styled.note(ClusterText.whole(whole, one.currency()) + ".")));
        }
        stack.add(split(first, loaded.choices()));
        export.offer(
                "Cluster",
                file,
                ClusterExport.question(loaded.month(), cluster),
                those.stream().mapToInt(one -> one.rows().size()).sum());
        return stack;
    }

    /**
     * A line of the tables: a cluster, a namespace, a workload, or workloads that stand only in the file.
     *
     * @param place account and Region of a cluster
     * @param payer teams, or of a cluster whose tags decide
     * @param address of the page that it opens; "" for none
     */
    private record Line(String name, String place, String payer, ClusterUse use, List<Line> parts, String address) {
        static Line of(String name, List<Row> rows, List<Line> parts) {
            return new Line(name, "", ClusterText.teams(rows), sum(rows), parts, "");
        }
    }

    private static Component table(ClusterMonth found, OfCluster one) {
        return use(
                        new Table<>(
                                        "Namespaces of " + ClusterText.name(one.name()) + ", "
                                                + Formats.range(found.days()) + ", " + one.currency(),
                                        one.currency(),
                                        namespaces(one))
                                .name("Namespace and workload", "Total", Line::name)
                                .narrow(Line::payer)
                                .parts(Line::parts)
                                .text("Who pays", 230, Line::payer)
                                .onlyWide(),
                        one.currency())
                .html();
    }

    /** By cost, the largest first, with their workloads. */
    private static List<Line> namespaces(OfCluster one) {
        return one.rows().stream()
                .collect(Collectors.groupingBy(ClusterText::namespace, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(namespace -> Line.of(namespace.getKey(), namespace.getValue(), workloads(namespace.getValue())))
                .sorted(Comparator.comparing((Line line) -> line.use().cost()).reversed())
                .toList();
    }

    private static List<Line> workloads(List<Row> rows) {
        if (rows.getFirst().noPods()) {
            return List.of();
        }
        var all = new ArrayList<Line>();
        rows.stream()
                .limit(MOST_WORKLOADS)
                .forEach(row -> all.add(Line.of(
                        row.workload().isEmpty() ? "No workload" : ClusterText.name(row.workload()),
                        List.of(row),
                        List.of())));
        List<Row> more = rows.stream().skip(MOST_WORKLOADS).toList();
        if (!more.isEmpty()) {
            all.add(Line.of(Formats.count(more.size()) + " more, in the file", more, List.of()));
        }
        return all;
    }

    private static ClusterUse sum(List<Row> rows) {
        return rows.stream().map(Row::use).reduce(ClusterUse.NOTHING, ClusterUse::plus);
    }

    private String spend(ClusterMonth found) {
        return SpendLinks.view(
                found.days().getStart(),
                found.days().getEnd(),
                CostMetric.EFFECTIVE,
                Dimension.NAMESPACE,
                new CostFilter(Dimension.CLUSTER, CostFilter.Operator.IS, List.of(cluster)));
    }

    /** @param choices null for a lead, who reads what holds in the month */
    private Section split(OfCluster one, @Nullable List<Choice> choices) {
        var section = new Section("Who pays").note(ClusterText.decides(one.choice()));
        if (choices == null) {
            return section;
        }
        if (scope.has(Role.ADMIN)) {
            choices.stream()
                    .findFirst()
                    .ifPresent(newest -> section.actions(Buttons.neutral(
                            "Remove " + from(newest) + "\u2026", click -> confirm(one, newest, choices))));
            section.actions(Buttons.neutral("Edit", click -> edit(one, choices)));
        }
        if (choices.isEmpty()) {
            return section;
        }
        return section.flush()
                .with(new Table<>("Who pays, by month", choices)
                        .name("From", ClustersView::from)
                        .text("Who pays", 160, ClusterText::choice)
                        .text("Idle costs", 400, ClusterText::idle)
                        .onlyWide()
                        .html());
    }

    private static String from(Choice choice) {
        return Formats.month(YearMonth.from(choice.from()));
    }

    private void edit(OfCluster one, List<Choice> choices) {
        var opened = new AtomicReference<ClusterDialog>();
        var dialog = new ClusterDialog(
                one,
                clusters,
                workers,
                choice -> change(() -> clusters.choose(choice, choices), "Saved. ", opened.get()::close));
        opened.set(dialog);
        dialog.open();
    }

    private void confirm(OfCluster one, Choice choice, List<Choice> choices) {
        String from = from(choice);
        new ConfirmationDialog(
                        "Remove the split from " + from + "?",
                        List.of("From " + from + " on, " + ClusterText.name(one.name())
                                + " is split as before. You can set it again with Edit."),
                        "Remove",
                        () -> change(() -> clusters.remove(choice, choices), "Removed. ", () -> {}))
                .open();
    }

    private void change(Runnable action, String done, Runnable then) {
        boolean made = UserAction.of(action)
                .stale(() -> {
                    then.run();
                    Notices.warning(
                            "Someone else changed who pays for this cluster in the meantime. The page now shows it.");
                    content.reload();
                })
                .denied("Nothing was changed. You no longer have permission to change clusters.")
                .run();
        if (made) {
            then.run();
            Notices.success(done + "Costs move to their teams within a few minutes.");
            content.reload();
        }
    }

    private EmptyState noSplitData() {
        return EmptyState.notSetUp(
                Icons.DATABASE,
                "Turn on split cost allocation data",
                "AWS states what each pod used of a node only in CUR 2.0 and legacy CUR files that have split cost"
                        + " allocation data. Turn it on for EKS or ECS under Billing, Cost Management preferences,"
                        + " then in the export (INCLUDE_SPLIT_COST_ALLOCATION_DATA in CUR 2.0). FOCUS files and"
                        + " Cost Explorer have none.");
    }

    private EmptyState nothing(Loaded loaded, LocalDateRange days) {
        NoCosts why = NoCosts.of(days, loaded.read(), Today.of(clock));
        return why == NoCosts.NOTHING_SPENT || why == NoCosts.READ_IN_PART
                ? EmptyState.noMatch(
                        "No costs of clusters in " + Formats.month(loaded.month()),
                        "Of the costs that you can see, none are parts of nodes there.")
                : NoCostsText.state(why, days, loaded.read().filter(any -> costs.seesEverything()));
    }

    private EmptyState nothingRead(FirstRead first) {
        boolean admin = scope.has(Role.ADMIN);
        boolean seesSync = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        return FirstUse.nothingRead(
                admin ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                admin ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                seesSync ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                first.running(),
                FirstReadText.words(first),
                address -> getUI().ifPresent(ui -> ui.navigate(address)));
    }
}
