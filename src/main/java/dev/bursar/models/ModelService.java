package dev.bursar.models;

import dev.bursar.charges.Caller;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.Choice;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.models.ModelLine;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.charges.query.UsageService;
import dev.bursar.charges.query.UsageService.Usage;
import dev.bursar.kernel.Today;
import dev.bursar.models.Figures.Tokens;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelMonth.OfUsageType;
import dev.bursar.models.ModelMonth.Part;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Says what models cost in a month, of the costs that the person who asks may see. Asks nothing of AWS. */
@Service
@Transactional(readOnly = true)
public class ModelService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int MOST_SERVICES = 200;
    private static final int MOST_TAGS = 10;
    private static final String OF_CALLERS = "iamPrincipal/";

    private final CostService costs;
    private final UsageService usage;
    private final ProfileLabels labels;
    private final Clock clock;

    ModelService(CostService costs, UsageService usage, ProfileLabels labels, Clock clock) {
        this.costs = costs;
        this.usage = usage;
        this.labels = labels;
        this.clock = clock;
    }

    /** A month's costs by model. */
    @PreAuthorize(MAY_SEE)
    public ModelMonth of(YearMonth month) {
        Optional<LocalDateRange> read = costs.read();
        LocalDateRange days = days(month, read);
        DayRange now = new DayRange(days.getStart(), days.getEnd());
        DayRange compared = Comparison.PREVIOUS.of(now);
        LocalDateRange before = read.filter(all -> !all.getStart().isAfter(compared.from()))
                .map(all -> LocalDateRange.of(compared.from(), compared.to()))
                .orElse(null);
        Map<Line, Sum> lines =
                lines(new DayRange(before == null ? now.from() : compared.from(), now.to()), now, before);
        List<String> services =
                lines.keySet().stream().map(Line::service).distinct().sorted().toList();
        if (services.isEmpty()) {
            return new ModelMonth(month, days, before, services, List.of(), Finality.SETTLED, Optional.empty());
        }
        CostResult whole = costs.ask(question(now, services, Dimension.SERVICE, null, Granularity.MONTHLY));
        var currencies = new TreeMap<String, Map<Line, Sum>>();
        lines.forEach((line, sum) -> currencies
                .computeIfAbsent(line.currency(), any -> new HashMap<>())
                .put(line, sum));
        List<OfCurrency> found = currencies.entrySet().stream()
                .map(entry -> currency(
                        entry.getKey(),
                        entry.getValue(),
                        whole.currencies().stream()
                                .filter(spend -> spend.currency().equals(entry.getKey()))
                                .map(CostResult.CurrencySpend::total)
                                .findFirst()
                                .orElse(BigDecimal.ZERO)))
                .filter(of -> !of.models().isEmpty())
                .sorted(Comparator.comparing((OfCurrency of) -> of.now().cost()).reversed())
                .toList();
        return new ModelMonth(month, days, before, services, found, whole.finality(), whole.observedAt());
    }

    /** A model's costs of the month by caller, the largest first. */
    @PreAuthorize(MAY_SEE)
    public List<Part> callers(ModelMonth month, String currency, OfModel model) {
        return parts(month, currency, model, Dimension.CALLER).entrySet().stream()
                .map(part -> {
                    Choice stored = part.getKey().part();
                    Optional<String> caller = Caller.of(stored.key()).map(Caller::text);
                    return new Part(
                            month.days().getStart(),
                            caller.orElse(stored.label()),
                            caller.isPresent() ? stored.key() : "",
                            part.getValue());
                })
                .sorted(Comparator.comparing((Part part) -> part.figures().cost())
                        .reversed()
                        .thenComparing(Part::label))
                .toList();
    }

    /** A model's costs of the month by inference profile, the largest first; what has none is one part. */
    @PreAuthorize(MAY_SEE)
    public List<Part> profiles(ModelMonth month, String currency, OfModel model) {
        Map<String, Figures> profiles = new HashMap<>();
        Map<String, String> arns = new HashMap<>();
        parts(month, currency, model, Dimension.RESOURCE).forEach((part, figures) -> {
            String resource = part.part().key();
            String profile =
                    InferenceProfile.of(resource).map(InferenceProfile::text).orElse("");
            profiles.merge(profile, figures, Figures::plus);
            arns.putIfAbsent(profile, profile.isEmpty() ? "" : resource);
        });
        Map<String, String> names = labels.of(profiles.keySet());
        return profiles.entrySet().stream()
                .map(part -> new Part(
                        month.days().getStart(),
                        names.getOrDefault(part.getKey(), part.getKey()),
                        arns.getOrDefault(part.getKey(), ""),
                        part.getValue()))
                .sorted(Comparator.comparing((Part part) -> part.figures().cost())
                        .reversed()
                        .thenComparing(Part::label))
                .toList();
    }

    /** What of a model's costs carries no tag of a caller; empty for who doesn't see all costs. */
    @PreAuthorize(MAY_SEE)
    public Optional<BigDecimal> withoutCallerTag(ModelMonth month, String currency, OfModel model) {
        if (!costs.seesEverything()) {
            return Optional.empty();
        }
        List<CostFilter> none = costs.dimensions().stream()
                .filter(dimension -> dimension instanceof Dimension.Tag(String key) && key.startsWith(OF_CALLERS))
                .limit(MOST_TAGS)
                .map(tag -> new CostFilter(tag, CostFilter.Operator.IS, List.of("", Dimension.NOT_STATED)))
                .toList();
        return Optional.of(parts(month, currency, model, Granularity.MONTHLY, null, none).values().stream()
                .map(Figures::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** A model's costs by day, without days that have none. */
    @PreAuthorize(MAY_SEE)
    public List<Part> days(ModelMonth month, String currency, OfModel model) {
        return parts(month, currency, model, null).entrySet().stream()
                .map(part -> new Part(part.getKey().day(), "", "", part.getValue()))
                .sorted(Comparator.comparing(Part::day))
                .toList();
    }

    private record PartKey(LocalDate day, Choice part) {}

    private Map<PartKey, Figures> parts(ModelMonth month, String currency, OfModel model, @Nullable Dimension by) {
        return parts(month, currency, model, by == null ? Granularity.DAILY : Granularity.MONTHLY, by, List.of());
    }

    private Map<PartKey, Figures> parts(
            ModelMonth month,
            String currency,
            OfModel model,
            Granularity granularity,
            @Nullable Dimension by,
            List<CostFilter> more) {
        List<String> services =
                model.usageTypes().stream().map(OfUsageType::service).distinct().toList();
        if (services.isEmpty()) {
            return Map.of();
        }
        var days = new DayRange(month.days().getStart(), month.days().getEnd());
        Map<PartKey, Figures> parts = new HashMap<>();
        CostQuery question = question(days, services, Dimension.USAGE_TYPE, by, granularity);
        List<CostFilter> filters =
                Stream.concat(question.filters().stream(), more.stream()).toList();
        for (Usage one : usage.usage(question.with(filters))) {
            ModelLine line = ModelLine.of(one.service(), one.usageType(), one.unit(), "");
            if (one.currency().equals(currency) && model(one, line).equals(model.model())) {
                parts.merge(new PartKey(one.day(), one.part()), figures(one, line), Figures::plus);
            }
        }
        return parts;
    }

    /** The days of the month up to the last one that is read; of a month without any those that have begun. */
    private LocalDateRange days(YearMonth month, Optional<LocalDateRange> read) {
        LocalDate first = month.atDay(1);
        LocalDate next = month.plusMonths(1).atDay(1);
        LocalDate end = read.map(LocalDateRange::getEnd)
                .filter(last -> last.isAfter(first))
                .orElse(Today.of(clock).plusDays(1));
        return LocalDateRange.of(first, end.isAfter(first) && end.isBefore(next) ? end : next);
    }

    private static CostQuery question(
            DayRange days, List<String> services, Dimension by, @Nullable Dimension thenBy, Granularity granularity) {
        return new CostQuery(
                days.from(),
                days.to(),
                granularity,
                CostMetric.EFFECTIVE,
                by,
                thenBy,
                Set.of(),
                null,
                List.of(new CostFilter(Dimension.SERVICE, CostFilter.Operator.IS, services)));
    }

    private record Line(String service, String usageType, String unit, String currency) {}

    /**
     * @param line what it is, told once
     * @param present whether the month itself has charges of it
     * @param consumed of the month; empty without usage
     */
    private record Sum(
            ModelLine line, Figures now, Figures before, boolean present, List<Optional<BigDecimal>> consumed) {
        Sum plus(Sum other) {
            return new Sum(
                    line,
                    now.plus(other.now),
                    before.plus(other.before),
                    present || other.present,
                    Stream.concat(consumed.stream(), other.consumed.stream()).toList());
        }

        /** In units; null where some usage doesn't say how much, or there is none. */
        @Nullable
        BigDecimal quantity() {
            return consumed.isEmpty() || consumed.stream().anyMatch(Optional::isEmpty)
                    ? null
                    : consumed.stream().map(Optional::orElseThrow).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private Map<Line, Sum> lines(DayRange all, DayRange now, @Nullable LocalDateRange before) {
        List<String> candidates = costs.choices(Dimension.SERVICE, all.from(), all.to()).stream()
                .map(Choice::key)
                .filter(service -> ModelLine.isOfModels(service) || ModelLine.isProductCode(service))
                .toList();
        Map<Line, Sum> lines = new HashMap<>();
        for (int i = 0; i < candidates.size(); i += MOST_SERVICES) {
            List<String> some = candidates.subList(i, Math.min(candidates.size(), i + MOST_SERVICES));
            add(lines, now, some, true);
            if (before != null) {
                add(lines, new DayRange(before.getStart(), before.getEnd()), some, false);
            }
        }
        Set<String> counting = lines.entrySet().stream()
                .filter(line -> line.getValue().line().direction().ofTokens())
                .map(line -> line.getKey().service())
                .collect(Collectors.toSet());
        lines.keySet().removeIf(line -> !ModelLine.isOfModels(line.service()) && !counting.contains(line.service()));
        // charges that say no usage type and have no EffectiveCost, such as fees that commitments cover, say nothing of
        // models
        lines.entrySet()
                .removeIf(line -> line.getKey().usageType().isEmpty()
                        && line.getValue().now().isNothing()
                        && line.getValue().before().isNothing());
        return lines;
    }

    private void add(Map<Line, Sum> lines, DayRange days, List<String> services, boolean isNow) {
        for (Usage one : usage.usage(question(days, services, Dimension.USAGE_TYPE, null, Granularity.MONTHLY))) {
            var line = new Line(one.service(), one.usageType(), one.unit(), one.currency());
            Sum known = lines.get(line);
            ModelLine told = known == null ? line(line) : known.line();
            Figures figures = figures(one, told);
            boolean consumes = RecordType.category(one.recordType()) == ChargeCategory.USAGE;
            lines.merge(
                    line,
                    new Sum(
                            told,
                            isNow ? figures : Figures.NOTHING,
                            isNow ? Figures.NOTHING : figures,
                            isNow,
                            isNow && consumes ? List.of(Optional.ofNullable(one.quantity())) : List.of()),
                    Sum::plus);
        }
    }

    private static ModelLine line(Line line) {
        return ModelLine.of(line.service(), line.usageType(), line.unit(), "");
    }

    private static Figures figures(Usage one, ModelLine line) {
        ChargeCategory category = RecordType.category(one.recordType());
        if (category == ChargeCategory.CREDIT) {
            return new Figures(BigDecimal.ZERO, one.cost(), Map.of());
        }
        if (category != ChargeCategory.USAGE || !line.direction().ofTokens()) {
            return new Figures(one.cost(), BigDecimal.ZERO, Map.of());
        }
        BigDecimal perUnit = line.tokensPerUnit();
        BigDecimal quantity = one.quantity();
        return new Figures(
                one.cost(),
                BigDecimal.ZERO,
                Map.of(
                        line.direction(),
                        perUnit == null || quantity == null
                                ? new Tokens(BigDecimal.ZERO, BigDecimal.ZERO, false)
                                : new Tokens(quantity.multiply(perUnit), one.cost(), true)));
    }

    private static Model model(Usage one, ModelLine line) {
        return model(one.service(), one.usageType(), line);
    }

    private static Model model(String service, String usageType, ModelLine line) {
        return line.model().isEmpty()
                ? new Model("", line.seller(), service, !usageType.isEmpty())
                : new Model(line.model(), line.seller(), "", true);
    }

    private static OfCurrency currency(String currency, Map<Line, Sum> lines, BigDecimal serviceCost) {
        Map<Model, List<Map.Entry<Line, Sum>>> models = lines.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> model(
                        entry.getKey().service(),
                        entry.getKey().usageType(),
                        entry.getValue().line())));
        List<OfModel> rows = models.entrySet().stream()
                .map(entry -> model(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((OfModel row) -> row.now().cost())
                        .reversed()
                        .thenComparing(row -> row.model().key()))
                .toList();
        return new OfCurrency(
                currency,
                rows,
                rows.stream().map(OfModel::now).reduce(Figures.NOTHING, Figures::plus),
                rows.stream().map(OfModel::before).reduce(Figures.NOTHING, Figures::plus),
                serviceCost);
    }

    private static OfModel model(Model model, List<Map.Entry<Line, Sum>> lines) {
        return new OfModel(
                model,
                lines.stream().map(line -> line.getValue().now()).reduce(Figures.NOTHING, Figures::plus),
                lines.stream().map(line -> line.getValue().before()).reduce(Figures.NOTHING, Figures::plus),
                lines.stream()
                        .filter(line -> line.getValue().present())
                        .map(line -> new OfUsageType(
                                line.getKey().service(),
                                line.getKey().usageType(),
                                line.getKey().unit(),
                                line.getValue().line(),
                                line.getValue().now(),
                                line.getValue().quantity(),
                                !line.getValue().consumed().isEmpty()))
                        .sorted(OfUsageType.BY_COST)
                        .toList());
    }
}
