package dev.bursar.charges.query;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.Stretches.Told;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import module java.base;
import org.springframework.stereotype.Component;

/** Turns what a question filters and leaves out into numbers of teams and terms. */
@Component
public class QueryConditions {
    private final TermDictionary terms;
    private final Organisation organisation;
    private final ModelDimensions models;
    private final ClusterDimensions clusters;

    QueryConditions(
            TermDictionary terms, Organisation organisation, ModelDimensions models, ClusterDimensions clusters) {
        this.terms = terms;
        this.organisation = organisation;
        this.models = models;
        this.clusters = clusters;
    }

    /** The question by stretches of days, with the conditions of its filters and of what it leaves out. */
    public Stretches of(CostQuery question) {
        return of(question, List.of());
    }

    /** The same of those charges that match some more conditions. */
    public Stretches of(CostQuery question, List<Condition> more) {
        var conditions = new ArrayList<>(more);
        for (CostFilter filter : question.filters()) {
            if (Dimension.OF_CLUSTERS.contains(filter.dimension())) {
                conditions.add(clusters.condition(filter));
            } else if (isOfModels(filter.dimension())) {
                conditions.add(models.condition(filter, question));
            } else if (!Dimension.OF_TEAMS.contains(filter.dimension())) {
                conditions.add(
                        new Condition(filter.dimension(), matching(filter), filter.operator() != Operator.IS_NOT));
            }
        }
        if (!question.without().isEmpty()) {
            List<Integer> leftOut = terms.all(TermDictionary.Kind.RECORD_TYPE).entrySet().stream()
                    .filter(term -> question.without().stream().anyMatch(out -> out.matches(term.getValue())))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!leftOut.isEmpty()) { // else the question needs no record types and a smaller table may answer it
                conditions.add(new Condition(Dimension.RECORD_TYPE, leftOut, false));
            }
        }
        if (Stretches.used(question).findAny().isEmpty()) {
            return new Stretches(
                    question,
                    conditions,
                    null,
                    (day, filter) -> {
                        throw new IllegalStateException("No filter is on a dimension of teams");
                    },
                    told(question));
        }
        var teams = new TeamDimensions(organisation.attributes());
        List<TeamId> all = organisation.teams().stream().map(Team::id).toList();
        return new Stretches(
                question,
                conditions,
                teams,
                (day, filter) -> new Condition(
                        Dimension.TEAM, teams.teams(filter, all, day), filter.operator() != Operator.IS_NOT),
                told(question));
    }

    private static boolean isOfModels(Dimension dimension) {
        return dimension == Dimension.PROFILE || Dimension.OF_MODELS.contains(dimension);
    }

    private List<Told> told(CostQuery question) {
        Set<Dimension> by = Stretches.groups(question).collect(Collectors.toSet());
        var told = new ArrayList<Told>();
        if (by.stream().anyMatch(Dimension.OF_MODELS::contains)) {
            told.add(new Told(Set.copyOf(Dimension.OF_MODELS), Dimension.SERVICE, models.services(question)));
        }
        if (by.stream().anyMatch(Dimension.OF_CLUSTERS::contains)) {
            told.add(new Told(Set.copyOf(Dimension.OF_CLUSTERS), Dimension.WORKLOAD, clusters.parts()));
        }
        if (by.contains(Dimension.PROFILE)) {
            told.add(new Told(Set.of(Dimension.PROFILE), Dimension.RESOURCE, models.profiles()));
        }
        return told;
    }

    private Collection<Integer> matching(CostFilter filter) {
        boolean contains = filter.operator() == Operator.CONTAINS;
        return switch (filter.dimension()) {
            case Plain.TEAM ->
                contains
                        ? DimensionLabels.teamNames(organisation).entrySet().stream()
                                .filter(team -> hasPart(filter, team.getValue()))
                                .map(team -> team.getKey().value())
                                .toList()
                        : filter.values().stream()
                                .flatMap(QueryConditions::number)
                                .toList();
            case Plain.CHARGE_CATEGORY ->
                terms.all(TermDictionary.Kind.RECORD_TYPE).entrySet().stream()
                        .filter(term -> {
                            String label = RecordType.category(term.getValue()).label();
                            return contains
                                    ? hasPart(filter, label)
                                    : filter.values().contains(label);
                        })
                        .map(Map.Entry::getKey)
                        .toList();
            case Plain.ACCOUNT -> {
                if (!contains) {
                    yield terms.find(TermDictionary.Kind.ACCOUNT, filter.values())
                            .values();
                }
                Map<String, String> names = DimensionLabels.accountNames(organisation);
                yield terms.all(TermDictionary.Kind.ACCOUNT).entrySet().stream()
                        .filter(term -> hasPart(filter, term.getValue())
                                || hasPart(filter, names.getOrDefault(term.getValue(), "")))
                        .map(Map.Entry::getKey)
                        .toList();
            }
            case Plain.SERVICE -> found(TermDictionary.Kind.SERVICE, filter);
            case Plain.RECORD_TYPE -> found(TermDictionary.Kind.RECORD_TYPE, filter);
            case Plain.TAG_VALUE -> found(TermDictionary.Kind.TAG_VALUE, filter);
            case Plain.REGION -> stated(TermDictionary.Kind.REGION, filter);
            case Plain.USAGE_TYPE -> stated(TermDictionary.Kind.USAGE_TYPE, filter);
            case Plain.PRICING_CATEGORY -> stated(TermDictionary.Kind.PRICING_CATEGORY, filter);
            case Plain.COMMITMENT -> stated(TermDictionary.Kind.COMMITMENT, filter);
            case Plain.RESOURCE -> stated(TermDictionary.Kind.RESOURCE, filter);
            case Plain.CALLER -> stated(TermDictionary.Kind.CALLER, filter);
            case Plain.MODEL,
                    Plain.DIRECTION,
                    Plain.TIER,
                    Plain.ROUTING,
                    Plain.SELLER,
                    Plain.PROFILE,
                    Plain.CLUSTER,
                    Plain.NAMESPACE,
                    Plain.WORKLOAD ->
                throw new IllegalArgumentException("A condition of lines or parts: " + filter.dimension());
            case Plain.DEPARTMENT, Plain.COST_CENTRE ->
                throw new IllegalArgumentException("A condition of days: " + filter.dimension());
            case Dimension.Tag(String key) ->
                contains
                        ? filter.values().stream()
                                .flatMap(part -> terms.tagsContaining(key, part).stream())
                                .toList()
                        : with(filter.values().contains(Dimension.NOT_STATED), terms.tags(key, filter.values()));
        };
    }

    private Collection<Integer> found(TermDictionary.Kind kind, CostFilter filter) {
        return filter.operator() == Operator.CONTAINS
                ? filter.values().stream()
                        .flatMap(part -> terms.containing(kind, part).stream())
                        .toList()
                : terms.find(kind, filter.values()).values();
    }

    /** "" is what the charge's source doesn't say, which has no text. */
    private Collection<Integer> stated(TermDictionary.Kind kind, CostFilter filter) {
        return with(filter.operator() != Operator.CONTAINS && filter.values().contains(""), found(kind, filter));
    }

    private static Collection<Integer> with(boolean notStated, Collection<Integer> found) {
        if (!notStated) {
            return found;
        }
        var all = new ArrayList<>(found);
        all.add(DimensionColumn.NOT_STATED);
        return all;
    }

    private static boolean hasPart(CostFilter filter, String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return filter.values().stream().anyMatch(part -> folded.contains(part.toLowerCase(Locale.ROOT)));
    }

    private static Stream<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Stream.of(Integer.valueOf(text)) : Stream.of();
    }
}
