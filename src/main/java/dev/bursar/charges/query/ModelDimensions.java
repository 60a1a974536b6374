package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.models.ModelLine;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Models with their directions, tiers, routings and sellers, and inference profiles, as dimensions of costs. None is stored with charges, so
 * that a better reading of usage types tells past charges anew: sums are asked for by service and usage type, or by resource, and named here.
 */
@Component
public class ModelDimensions {
    private final TermDictionary terms;
    private final CostQueries queries;
    private final ProfileLabels labels;

    ModelDimensions(TermDictionary terms, CostQueries queries, ProfileLabels labels) {
        this.terms = terms;
        this.queries = queries;
        this.labels = labels;
    }

    /** What a charge of a service of models has of one of {@link Dimension#OF_MODELS}. */
    static Choice choice(Dimension dimension, String service, String usageType) {
        ModelLine line = ModelLine.of(service, usageType, "", "");
        String told = switch (dimension) {
            case Plain.MODEL -> line.model().isEmpty() ? Dimension.OTHER : line.model();
            case Plain.DIRECTION -> line.direction().label();
            case Plain.TIER -> line.tier().label();
            case Plain.ROUTING -> line.routing().label();
            case Plain.SELLER -> line.seller().label();
            default -> throw new IllegalArgumentException("Not of models: " + dimension.label());
        };
        boolean byService = dimension == Plain.SELLER
                || dimension == Plain.MODEL && !line.model().isEmpty();
        String key = usageType.isEmpty() && !byService ? Dimension.NOT_STATED : told;
        return new Choice(key, ChoiceText.ofModels(key));
    }

    /** The inference profile of a charge's resource; "" where it is none. */
    static String profile(String resource) {
        return InferenceProfile.of(resource).map(InferenceProfile::text).orElse("");
    }

    /** The names of lines' numbers; 0 is of no model. */
    DimensionLabels.Labels labels(Dimension dimension, Collection<Long> lines) {
        Map<Long, Choice> choices = choices(dimension, lines);
        var none = new Choice("", ChoiceText.NO_MODEL);
        return line -> choices.getOrDefault(line, none);
    }

    private Map<Long, Choice> choices(Dimension dimension, Collection<Long> lines) {
        Map<Integer, String> texts = texts(lines);
        Map<Long, Choice> choices = new HashMap<>();
        lines.stream()
                .filter(line -> line != DimensionColumn.NOT_STATED)
                .forEach(line -> choices.put(
                        line,
                        choice(
                                dimension,
                                texts.getOrDefault(DimensionColumn.service(line), ""),
                                texts.getOrDefault(DimensionColumn.usageType(line), ""))));
        return choices;
    }

    private Map<Integer, String> texts(Collection<Long> lines) {
        return terms.texts(lines.stream()
                .flatMap(line -> Stream.of(DimensionColumn.service(line), DimensionColumn.usageType(line)))
                .collect(Collectors.toSet()));
    }

    /** Whether any service is of models, or may be. */
    boolean any() {
        return terms.all(Kind.SERVICE).values().stream()
                .anyMatch(service -> ModelLine.isOfModels(service) || ModelLine.isProductCode(service));
    }

    /** The services that are of models; of those that go by a product's code alone those that count tokens in the question's months. */
    Set<Integer> services(CostQuery question) {
        Map<Integer, String> all = terms.all(Kind.SERVICE);
        Set<Integer> found = ids(all, ModelLine::isOfModels);
        Set<Integer> codes = ids(all, ModelLine::isProductCode);
        if (!codes.isEmpty()) {
            Set<Long> lines = lines(question, codes);
            Map<Integer, String> texts = texts(lines);
            lines.stream()
                    .filter(line -> ModelLine.of(
                                    texts.getOrDefault(DimensionColumn.service(line), ""),
                                    texts.getOrDefault(DimensionColumn.usageType(line), ""),
                                    "",
                                    "")
                            .direction()
                            .ofTokens())
                    .map(DimensionColumn::service)
                    .forEach(found::add);
        }
        return found;
    }

    private static Set<Integer> ids(Map<Integer, String> texts, Predicate<String> wanted) {
        return texts.entrySet().stream()
                .filter(text -> wanted.test(text.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The resources that are inference profiles. */
    Set<Integer> profiles() {
        return ids(
                terms.texts(terms.containing(Kind.RESOURCE, InferenceProfile.PART)),
                resource -> InferenceProfile.of(resource).isPresent());
    }

    /** What a filter on one of {@link Dimension#OF_MODELS} or on profiles keeps, in numbers of lines or resources. */
    Condition condition(CostFilter filter, CostQuery question) {
        Dimension dimension = filter.dimension();
        if (dimension == Dimension.PROFILE) {
            Map<Integer, String> resources = terms.texts(profiles());
            Map<Integer, Choice> choices = new HashMap<>();
            Map<String, String> names = labels.of(
                    resources.values().stream().map(ModelDimensions::profile).toList());
            resources.forEach((id, resource) -> {
                String profile = profile(resource);
                // a part of the name or of the id finds it
                choices.put(id, new Choice(profile, names.getOrDefault(profile, "") + " " + profile));
            });
            return condition(filter, Dimension.RESOURCE, choices, new Choice("", ChoiceText.NO_PROFILE));
        }
        Set<Integer> services = services(question);
        Map<Long, Choice> choices = services.isEmpty() ? Map.of() : choices(dimension, lines(question, services));
        return condition(filter, Dimension.MODEL, choices, new Choice("", ChoiceText.NO_MODEL));
    }

    /** @param none what all charges have that have none of the choices: if that matches, those that don't are dropped */
    static <N extends Number> Condition condition(
            CostFilter filter, Dimension stored, Map<N, Choice> choices, Choice none) {
        boolean rest = matches(filter, none);
        List<N> numbers = choices.entrySet().stream()
                .filter(choice -> matches(filter, choice.getValue()) != rest)
                .map(Map.Entry::getKey)
                .toList();
        return new Condition(stored, numbers, (filter.operator() != Operator.IS_NOT) != rest);
    }

    /** What has no text of its own contains nothing, as with other dimensions. */
    private static boolean matches(CostFilter filter, Choice choice) {
        if (filter.operator() != Operator.CONTAINS) {
            return filter.values().contains(choice.key());
        }
        if (choice.key().isEmpty() || choice.key().equals(Dimension.NOT_STATED)) {
            return false;
        }
        String name = choice.label().toLowerCase(Locale.ROOT);
        return filter.values().stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }

    /** The lines of services in all months that the question is about or compares with, whoever's they are. */
    private Set<Long> lines(CostQuery question, Collection<Integer> services) {
        DayRange before = question.before();
        LocalDate first = before == null ? question.from() : before.from();
        var months = new CostQuery(
                first.withDayOfMonth(1),
                question.to().minusDays(1).withDayOfMonth(1).plusMonths(1),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.MODEL,
                List.of());
        return queries
                .cells(
                        new Stretch(months, List.of(new Condition(Dimension.SERVICE, services, true))),
                        Visibility.EVERYTHING)
                .stream()
                .map(Cell::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
