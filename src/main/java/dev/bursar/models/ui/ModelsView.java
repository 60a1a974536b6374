package dev.bursar.models.ui;

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
import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.models.Figures;
import dev.bursar.models.ModelLinks;
import dev.bursar.models.ModelMonth;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelMonth.OfUsageType;
import dev.bursar.models.ModelMonth.Part;
import dev.bursar.models.ModelService;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
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

/** What models cost in a month, and what a million tokens of each; one of them by usage type, caller and day. */
@Route(ModelLinks.MODELS)
@PageTitle("Models")
@Menu(order = 1.15, title = "Models")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ModelsView extends Div implements AfterNavigationObserver {
    private static final int MOST_CALLERS = 100;

    private final ModelService models;
    private final CostService costs;
    private final ModelExport file;
    private final Scope scope;
    private final Readings readings;
    private final Clock clock;

    private final PageHeader header = new PageHeader("Models");
    private final PeriodControl period;
    private final ExportMenu export;
    private final LoadedPart<Loaded> content;

    private volatile Optional<YearMonth> asked = Optional.empty();
    private volatile String model = "";

    /**
     * @param any whether there are costs that the person may see
     * @param opened the model that the address asks for, in each currency that has it
     * @param read the days whose costs are read, whoever's they are
     * @param first how far the first read is; null where costs have been read
     */
    private record Loaded(
            YearMonth month,
            boolean any,
            @Nullable ModelMonth found,
            List<Opened> opened,
            Optional<LocalDateRange> read,
            @Nullable FirstRead first) {}

    private record Opened(String currency, OfModel model, List<Part> callers, List<Part> days) {}

    ModelsView(
            ModelService models,
            CostService costs,
            ModelExport file,
            ExportService exports,
            Scope scope,
            Readings readings,
            Workers workers,
            Clock clock) {
        this.models = models;
        this.costs = costs;
        this.file = file;
        this.scope = scope;
        this.readings = readings;
        this.clock = clock;
        export = new ExportMenu(exports);
        period = new PeriodControl(() -> Today.of(clock), days -> open(YearMonth.from(days.getStart()))).monthsOnly();
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Models could not be loaded", "Nothing was lost.")
                .onFailure(export::withhold);
        header.actions(period, export);
        addClassNames("page", "dense", "models");
        add(header, new SectionTabs(TabSection.SPEND, ModelLinks.MODELS), content);
    }

    private void open(YearMonth month) {
        getUI().ifPresent(ui -> ui.navigate(
                ModelsView.class,
                QueryParameters.simple(
                        model.isEmpty()
                                ? Map.of("month", month.toString())
                                : Map.of("month", month.toString(), "model", model))));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        asked = parameters.getSingleParameter("month").flatMap(this::month);
        model = parameters.getSingleParameter("model").orElse("");
        export.withhold();
        content.load(Skeleton.table("Adding up models", 6, true));
    }

    private Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text))
                    .filter(month -> !month.isAfter(YearMonth.from(Today.of(clock))) && month.getYear() >= 2000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Loaded load() {
        Optional<LocalDateRange> read = costs.read();
        LocalDate today = Today.of(clock);
        YearMonth present = YearMonth.from(today);
        YearMonth month = asked.orElseGet(() -> read.map(days -> YearMonth.from(days.getEndInclusive()))
                .filter(present.minusMonths(1)::equals)
                .orElse(present));
        boolean any = costs.extent().isPresent();
        if (!any) {
            return new Loaded(month, false, null, List.of(), read, read.isEmpty() ? readings.first() : null);
        }
        ModelMonth found = models.of(month);
        var opened = new ArrayList<Opened>();
        for (OfCurrency of : found.currencies()) {
            of.models().stream()
                    .filter(row -> row.model().key().equals(model))
                    .forEach(row -> opened.add(new Opened(
                            of.currency(),
                            row,
                            models.callers(found, of.currency(), row),
                            models.days(found, of.currency(), row))));
        }
        return new Loaded(month, true, found, opened, read, null);
    }

    private Component shown(Loaded loaded) {
        header.title("Models");
        ModelMonth found = loaded.found();
        period.setVisible(found != null);
        if (found == null) {
            FirstRead first = loaded.first();
            header.facts(
                    first == null ? "No costs belong to a team that you lead" : "Costs haven\u2019t been read yet");
            return first == null ? FirstUse.nothingOfYours(scope.visibility()) : nothingRead(first);
        }
        LocalDateRange days = found.days();
        period.value(days);
        var facts = new FactLine(
                Formats.range(days),
                "EffectiveCost",
                found.currencies().stream().map(OfCurrency::currency).collect(Collectors.joining(" and ")));
        header.facts(
                facts.finality(found.finality().estimated(), found.finality().restated()));
        if (found.currencies().isEmpty()) {
            return nothing(loaded, days);
        }
        export.offer("Models", file, loaded.month().toString(), found.rows());
        Div stack = Styled.stack();
        if (!model.isEmpty()) {
            if (loaded.opened().isEmpty()) {
                return EmptyState.missing(
                        "Model not found",
                        "It has no costs in " + Formats.month(loaded.month()) + " that you can see.");
            }
            header.title(PlainText.cut(
                            ModelText.name(loaded.opened().getFirst().model().model()), 80))
                    .breadcrumb(List.of(new RouterLink("Models", ModelsView.class)), "Model");
            loaded.opened().forEach(one -> opened(stack, found, one));
            return stack;
        }
        for (OfCurrency of : found.currencies()) {
            String many = found.currencies().size() > 1 ? ", " + of.currency() : "";
            stack.add(new Section("Models" + many)
                    .note(ModelText.check(of))
                    .endNote("Input, output and cache: cost per 1 M tokens")
                    .flush()
                    .with(table(found, of)));
            ModelText.notStated(of).ifPresent(words -> stack.add(Styled.note(words)));
            if (!of.unknown().isEmpty()) {
                stack.add(new Section("Other usage types" + many)
                        .note("Neither tokens, images nor anything else that this page knows.")
                        .flush()
                        .with(usageTypes("Other usage types" + many, of.currency(), of.unknown())));
            }
        }
        return stack;
    }

    private EmptyState nothing(Loaded loaded, LocalDateRange days) {
        NoCosts why = NoCosts.of(days, loaded.read(), Today.of(clock));
        return why == NoCosts.NOTHING_SPENT || why == NoCosts.READ_IN_PART
                ? EmptyState.noMatch(
                        "No costs of models in " + Formats.month(loaded.month()),
                        "Of the costs that you can see, none are Amazon Bedrock\u2019s or of models that others sell"
                                + " there.")
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

    private static Component table(ModelMonth found, OfCurrency of) {
        String currency = of.currency();
        boolean credits =
                of.models().stream().anyMatch(row -> row.now().credits().signum() != 0);
        LocalDateRange before = found.before();
        var columns = new ArrayList<Column>();
        columns.add(Column.name("NAME", "Model", "Total"));
        columns.add(Column.figure("COST", "Cost", 98, Formats.money(of.now().cost(), currency)));
        if (credits) {
            columns.add(Column.figure(
                            "CREDITS", "Credits", 100, Formats.money(of.now().credits(), currency))
                    .quietOnlyWide());
        }
        columns.add(Column.figure(
                        "CHANGE",
                        before == null ? "Change" : "vs " + Formats.shortRange(before),
                        176,
                        ModelText.change(of.now(), of.before(), before != null, currency))
                .quietOnlyWide());
        columns.add(Column.figure("TOKENS", "Tokens", 80, ModelText.tokens(of.now()))
                .onlyWide());
        for (Direction direction : ModelText.PRICED) {
            columns.add(
                    Column.figure(direction.name(), direction.label(), 88, "").onlyWide());
        }
        columns.add(Column.figure("CACHED", "From cache", 94, "").onlyWide());
        columns.add(Column.text("TIERS", "Tiers", 98).onlyWide());
        columns.add(Column.text("SELLER", "Seller", 112).onlyWide());
        return ModelTable.of(
                "Models, " + Formats.range(found.days()) + ", " + currency,
                columns,
                of.models().stream()
                        .map(row -> row(found, currency, row, credits, before != null))
                        .toList());
    }

    private static ModelTable.Row row(
            ModelMonth found, String currency, OfModel row, boolean credits, boolean compared) {
        Figures now = row.now();
        var cells = new ArrayList<String>();
        cells.add(Formats.money(now.cost(), currency));
        if (credits) {
            cells.add(Formats.money(now.credits(), currency));
        }
        cells.add(ModelText.change(now, row.before(), compared, currency));
        cells.add(ModelText.tokens(now));
        ModelText.PRICED.forEach(direction -> cells.add(ModelText.perMillion(now, direction, currency)));
        cells.add(ModelText.fromCache(now));
        cells.add(ModelText.tiers(row));
        cells.add(row.model().seller().label());
        String tokens = ModelText.tokens(now);
        return new ModelTable.Row(
                ModelText.name(row.model()),
                ModelLinks.of(found.month(), row.model().key()),
                tokens.isEmpty() || tokens.equals(ModelText.NOT_KNOWN) ? "" : tokens + " tokens",
                cells);
    }

    private void opened(Div stack, ModelMonth found, Opened one) {
        OfModel row = one.model();
        String currency = one.currency();
        String many = found.currencies().size() > 1 ? ", " + currency : "";
        if (row.now().together().isPresent()) {
            stack.add(new Section("Tokens" + many)
                    .note(ModelText.cacheMove(row.now(), row.before())
                            .filter(move -> found.before() != null)
                            .orElse(""))
                    .flush()
                    .with(directions("Tokens" + many, found, currency, row)));
        }
        String by = "Usage types" + many;
        stack.add(new Section(by)
                .note(Formats.money(row.now().cost(), currency) + ", "
                        + ModelText.change(row.now(), row.before(), found.before() != null, currency)
                        + (found.before() == null ? "" : " vs " + Formats.range(found.before())))
                .actions(Styled.pageLink(spend(found, row), "See in Spend"))
                .flush()
                .with(usageTypes(by, currency, row.usageTypes())));
        List<Part> callers = one.callers();
        stack.add(new Section("Callers" + many)
                .note(
                        callers.size() > MOST_CALLERS
                                ? "The " + MOST_CALLERS + " that cost most, of " + Formats.count(callers.size()) + "."
                                : "Roles and users, as far as charge files state them.")
                .flush()
                .with(parts(
                        "Callers" + many,
                        "Caller",
                        currency,
                        callers.stream().limit(MOST_CALLERS).toList(),
                        Part::label)));
        stack.add(new Section("Days" + many)
                .flush()
                .with(parts("Days" + many, "Day", currency, one.days(), part -> Formats.date(part.day()))));
    }

    /** What was read and written, beside the days before. */
    private static Component directions(String label, ModelMonth found, String currency, OfModel row) {
        Figures now = row.now();
        Figures before = row.before();
        LocalDateRange compared = found.before();
        var columns = new ArrayList<>(List.of(
                Column.name("NAME", "Direction", "All tokens"),
                Column.figure("TOKENS", "Tokens", 100, ModelText.tokens(now.together())),
                Column.figure("PRICE", "Per 1 M", 100, ModelText.perMillion(now.together(), currency))));
        if (compared != null) {
            String days = Formats.shortRange(compared);
            columns.add(Column.figure("TOKENS_BEFORE", "Tokens, " + days, 140, ModelText.tokens(before.together()))
                    .quietOnlyWide());
            columns.add(Column.figure(
                            "PRICE_BEFORE", "Per 1 M, " + days, 140, ModelText.perMillion(before.together(), currency))
                    .quietOnlyWide());
        }
        return ModelTable.of(
                label,
                columns,
                ModelText.PRICED.stream()
                        .filter(direction -> now.tokens().containsKey(direction)
                                || compared != null && before.tokens().containsKey(direction))
                        .map(direction -> {
                            Optional<Figures.Tokens> some =
                                    Optional.ofNullable(now.tokens().get(direction));
                            Optional<Figures.Tokens> old =
                                    Optional.ofNullable(before.tokens().get(direction));
                            var cells = new ArrayList<>(
                                    List.of(ModelText.tokens(some), ModelText.perMillion(some, currency)));
                            if (compared != null) {
                                cells.add(ModelText.tokens(old));
                                cells.add(ModelText.perMillion(old, currency));
                            }
                            return new ModelTable.Row(direction.label(), "", "", cells);
                        })
                        .toList());
    }

    /** The model's services by usage type. */
    private static String spend(ModelMonth found, OfModel row) {
        List<String> services =
                row.usageTypes().stream().map(OfUsageType::service).distinct().toList();
        return services.isEmpty()
                ? SpendLinks.SPEND
                : SpendLinks.view(
                        found.days().getStart(),
                        found.days().getEnd(),
                        CostMetric.EFFECTIVE,
                        Dimension.USAGE_TYPE,
                        new CostFilter(Dimension.SERVICE, CostFilter.Operator.IS, services));
    }

    private static Component usageTypes(String label, String currency, List<OfUsageType> types) {
        return ModelTable.of(
                label,
                List.of(
                        Column.name("NAME", "Usage type", ""),
                        Column.figure("COST", "Cost", 110, ""),
                        Column.figure("QUANTITY", "Quantity", 170, "").onlyWide(),
                        Column.figure("PRICE", "Per 1 M tokens", 110, "").onlyWide(),
                        Column.text("DIRECTION", "Direction", 110).onlyWide(),
                        Column.text("TIER", "Tier", 130).onlyWide(),
                        Column.text("ROUTING", "Routing", 196).onlyWide()),
                types.stream()
                        .map(type -> new ModelTable.Row(
                                ModelText.usageType(type),
                                "",
                                type.line().direction().label(),
                                List.of(
                                        Formats.money(type.now().cost(), currency),
                                        ModelText.quantity(type.quantity(), type.unit()),
                                        ModelText.perMillion(
                                                type.now(), type.line().direction(), currency),
                                        type.line().direction().label(),
                                        type.line().tier().label(),
                                        type.line().direction().ofTokens()
                                                ? type.line().routing().label()
                                                : "")))
                        .toList());
    }

    private static Component parts(
            String label, String head, String currency, List<Part> parts, Function<Part, String> name) {
        return ModelTable.of(
                label,
                List.of(
                        Column.name("NAME", head, ""),
                        Column.figure("COST", "Cost", 110, ""),
                        Column.figure("TOKENS", "Tokens", 90, "").onlyWide(),
                        Column.figure("OUTPUT", "Output, per 1 M", 120, "").onlyWide(),
                        Column.figure("CACHED", "From cache", 104, "").onlyWide()),
                parts.stream()
                        .map(part -> new ModelTable.Row(
                                name.apply(part),
                                "",
                                ModelText.tokens(part.figures()),
                                List.of(
                                        Formats.money(part.figures().cost(), currency),
                                        ModelText.tokens(part.figures()),
                                        ModelText.perMillion(part.figures(), Direction.OUTPUT, currency),
                                        ModelText.fromCache(part.figures()))))
                        .toList());
    }
}
