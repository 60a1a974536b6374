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
import dev.bursar.charges.models.ModelLine.Tier;
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
import dev.bursar.ui.AskedMonth;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
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
import dev.bursar.ui.Table;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What models cost in a month, and what a million tokens of each; one of them by usage type, caller, inference profile and day. */
@Route(ModelLinks.MODELS)
@PageTitle("Models")
@Menu(order = 1.15, title = "Models")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ModelsView extends Div implements AfterNavigationObserver {
    private static final int MOST_PARTS = 100;

    private final ModelService models;
    private final CostService costs;
    private final ModelExport file;
    private final ModelPartsExport parts;
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

    private record Opened(
            String currency,
            OfModel model,
            List<Part> callers,
            Optional<BigDecimal> withoutCallerTag,
            List<Part> profiles,
            List<Part> days) {
        int rows() {
            return model.usageTypes().size() + callers.size() + profiles.size() + days.size();
        }
    }

    ModelsView(
            ModelService models,
            CostService costs,
            ModelExport file,
            ModelPartsExport parts,
            ExportService exports,
            Scope scope,
            Readings readings,
            Workers workers,
            Clock clock) {
        this.models = models;
        this.costs = costs;
        this.file = file;
        this.parts = parts;
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
        asked = AskedMonth.of(parameters, Today.of(clock));
        model = parameters.getSingleParameter("model").orElse("");
        export.withhold();
        content.load(Skeleton.table("Adding up models", 6, true));
    }

    private Loaded load() {
        Optional<LocalDateRange> read = costs.read();
        YearMonth month = asked.orElseGet(() -> AskedMonth.usual(read, Today.of(clock)));
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
                            models.withoutCallerTag(found, of.currency(), row),
                            models.profiles(found, of.currency(), row),
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
        Div stack = Styled.stack();
        if (!model.isEmpty()) {
            if (loaded.opened().isEmpty()) {
                export.withhold();
                return EmptyState.missing(
                        "Model not found",
                        "It has no costs in " + Formats.month(loaded.month()) + " that you can see.");
            }
            header.title(PlainText.cut(
                            ModelText.name(loaded.opened().getFirst().model().model()), 80))
                    .breadcrumb(List.of(new RouterLink("Models", ModelsView.class)), "Model");
            loaded.opened().forEach(one -> opened(stack, found, one));
            export.offer(
                    "Model",
                    parts,
                    ModelPartsExport.question(loaded.month(), model),
                    loaded.opened().stream().mapToLong(Opened::rows).sum());
            return stack;
        }
        export.offer("Models", file, loaded.month().toString(), found.rows());
        for (OfCurrency of : found.currencies()) {
            String many = found.currencies().size() > 1 ? ", " + of.currency() : "";
            stack.add(new Section("Models" + many)
                    .note(ModelText.check(of))
                    .endNote("Input, output and cache: cost per 1 M tokens")
                    .flush()
                    .with(table(found, of)));
            if (found.before() != null) {
                ModelText.moves(of).forEach(move -> stack.add(Styled.note(move)));
            }
            ModelText.notStated(of).ifPresent(words -> stack.add(Styled.note(words)));
            if (!of.unknown().isEmpty()) {
                stack.add(new Section("Other usage types" + many)
                        .note("Usage that is neither tokens nor images.")
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
        LocalDateRange before = found.before();
        boolean compared = before != null;
        var table = new Table<>("Models, " + Formats.range(found.days()) + ", " + currency, currency, of.models())
                .name("Model", "Total", row -> ModelText.name(row.model()))
                .opens(row -> ModelLinks.of(found.month(), row.model().key()))
                .whole(ModelText::tiersInFull)
                .narrow(row -> narrow(row.now()))
                .money("Cost", 98, row -> row.now().cost())
                .sum()
                .money(
                        "Credits",
                        100,
                        row -> row.now().credits().signum() == 0
                                ? null
                                : row.now().credits())
                .sum()
                .quietOnlyWide()
                .shownIf(
                        of.models().stream().anyMatch(row -> row.now().credits().signum() != 0))
                .figure(
                        before == null ? "Change" : "vs " + Formats.shortRange(before),
                        150,
                        row -> ModelText.change(row.now(), row.before(), compared, currency))
                .foot(ModelText.change(of.now(), of.before(), compared, currency))
                .quietOnlyWide()
                .figure("Tokens", 84, ModelText::tokens)
                .foot(ModelText.tokens(of.now().together()))
                .onlyWide();
        for (Direction direction : ModelText.PRICED) {
            table.figure(
                            direction.label(),
                            direction == Direction.INPUT || direction == Direction.OUTPUT ? 74 : 90,
                            row -> ModelText.perMillion(row.now().of(direction), currency))
                    .onlyWide();
        }
        return table.figure("From cache", 90, row -> ModelText.fromCache(row.now()))
                .onlyWide()
                .text("Tiers", 120, ModelText::tiersInShort)
                .onlyWide()
                .text("Seller", 112, row -> row.model().seller().label())
                .onlyWide()
                .html();
    }

    private static String narrow(Figures figures) {
        String tokens = ModelText.tokens(figures.together());
        return tokens.isEmpty() || tokens.equals(ModelText.NOT_KNOWN) ? "" : tokens + " tokens";
    }

    private void opened(Div stack, ModelMonth found, Opened one) {
        OfModel row = one.model();
        String currency = one.currency();
        String many = found.currencies().size() > 1 ? ", " + currency : "";
        if (row.now().together().isPresent()) {
            stack.add(new Section("Tokens" + many)
                    .note(ModelText.why(row.now(), row.before(), currency)
                            .filter(why -> found.before() != null)
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
        stack.add(of(
                "Callers" + many,
                "Caller",
                one.withoutCallerTag()
                        .map(cost -> Formats.money(cost, currency) + " without a caller\u2019s tag.")
                        .orElse("Roles and users, as far as charge files state them."),
                currency,
                one.callers()));
        stack.add(of("Inference profiles" + many, "Profile", "", currency, one.profiles()));
        stack.add(new Section("Days" + many)
                .flush()
                .with(parts("Days" + many, "Day", currency, one.days(), part -> Formats.date(part.day()))));
    }

    /** What was read and written, beside the days before. */
    private static Component directions(String label, ModelMonth found, String currency, OfModel row) {
        Figures now = row.now();
        Figures before = row.before();
        LocalDateRange compared = found.before();
        String days = compared == null ? "before" : Formats.shortRange(compared);
        List<Direction> directions = ModelText.PRICED.stream()
                .filter(one -> now.of(one).isPresent()
                        || compared != null && before.of(one).isPresent())
                .toList();
        return new Table<>(label, directions)
                .name("Direction", "All tokens", Direction::label)
                .figure("Tokens", 100, one -> ModelText.tokens(now.of(one)))
                .foot(ModelText.tokens(now.together()))
                .figure("Per 1 M", 100, one -> ModelText.perMillion(now.of(one), currency))
                .foot(ModelText.perMillion(now.together(), currency))
                .figure("Tokens, " + days, 140, one -> ModelText.tokens(before.of(one)))
                .foot(ModelText.tokens(before.together()))
                .quietOnlyWide()
                .shownIf(compared != null)
                .figure("Per 1 M, " + days, 140, one -> ModelText.perMillion(before.of(one), currency))
                .foot(ModelText.perMillion(before.together(), currency))
                .quietOnlyWide()
                .shownIf(compared != null)
                .html();
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

    private static Section of(String name, String head, String note, String currency, List<Part> parts) {
        return new Section(name)
                .note(
                        parts.size() > MOST_PARTS
                                ? "The " + MOST_PARTS + " that cost most, of " + Formats.count(parts.size()) + "."
                                : note)
                .flush()
                .with(parts(
                        name, head, currency, parts.stream().limit(MOST_PARTS).toList(), Part::label));
    }

    private static Component usageTypes(String label, String currency, List<OfUsageType> types) {
        return new Table<>(label, currency, types)
                .name("Usage type", ModelText::usageType)
                .narrow(type -> type.line().direction().label())
                .money("Cost", 110, type -> type.now().cost())
                .figure("Quantity", 170, type -> ModelText.quantity(type.quantity(), type.unit()))
                .onlyWide()
                .figure(
                        "Per 1 M tokens",
                        110,
                        type -> ModelText.perMillion(type.now().of(type.line().direction()), currency))
                .onlyWide()
                .shownIf(types.stream()
                        .anyMatch(type -> type.now().of(type.line().direction()).isPresent()))
                .text("Direction", 110, type -> type.line().direction().label())
                .onlyWide()
                .shownIf(types.stream().anyMatch(type -> type.line().direction() != Direction.OTHER))
                .text("Tier", 130, type -> type.line().tier().label())
                .onlyWide()
                .shownIf(types.stream().anyMatch(type -> type.line().tier() != Tier.OTHER))
                .text("Routing", 196, ModelText::routing)
                .onlyWide()
                .shownIf(
                        types.stream().anyMatch(type -> !ModelText.routing(type).isEmpty()))
                .html();
    }

    private static Component parts(
            String label, String head, String currency, List<Part> parts, Function<Part, String> name) {
        return new Table<>(label, currency, parts)
                .name(head, name)
                .whole(Part::id)
                .narrow(part -> narrow(part.figures()))
                .money("Cost", 110, part -> part.figures().cost())
                .figure("Tokens", 90, part -> ModelText.tokens(part.figures().together()))
                .onlyWide()
                .figure(
                        "Output, per 1 M",
                        120,
                        part -> ModelText.perMillion(part.figures().of(Direction.OUTPUT), currency))
                .onlyWide()
                .figure("From cache", 104, part -> ModelText.fromCache(part.figures()))
                .onlyWide()
                .html();
    }
}
