package dev.bursar.tagging.coverage;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.tagging.coverage.CurrencyCoverage.AnyTag;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/** Adds up the charges from exports whose resource, or else whose caller, has at least one tag of people, whatever its key. */
@Component
class AnyTags {
    /** Its values don't matter: all tags of a charge are one number. */
    private static final Dimension ALL_TAGS = new Dimension.Tag("any");

    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final Scope scope;

    AnyTags(CostQueries queries, QueryConditions conditions, TermDictionary terms, Scope scope) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.scope = scope;
    }

    /** By currency, of the question's charges from exports that the person may see; currencies without any are left out. */
    Map<String, AnyTag> of(CostQuery question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing() || !queries.hasExports()) {
            return Map.of();
        }
        Map<String, Map<Integer, BigDecimal>> sums = new TreeMap<>();
        for (Stretch stretch : conditions
                .of(question.about(question.from(), question.to(), ALL_TAGS, null))
                .all()) {
            for (Cell cell : queries.cells(stretch, visibility)) {
                int tags = Objects.requireNonNull(cell.key()).intValue();
                if (tags != DimensionColumn.NOT_STATED) {
                    sums.computeIfAbsent(cell.currency(), currency -> new HashMap<>())
                            .merge(tags, cell.amount(), BigDecimal::add);
                }
            }
        }
        Set<Integer> ids = new HashSet<>();
        sums.values().forEach(byTags -> ids.addAll(byTags.keySet()));
        Set<Integer> tagged = new HashSet<>();
        Set<Integer> byCaller = new HashSet<>();
        terms.texts(ids).forEach((id, text) -> {
            Map<String, String> tags = TagsText.read(text);
            if (has(tags, Dimension.Tag::isOfResource)) {
                tagged.add(id);
            } else if (has(tags, Dimension.Tag::isOfCaller)) {
                byCaller.add(id);
            }
        });
        Map<String, AnyTag> found = new TreeMap<>();
        sums.forEach((currency, byTags) -> {
            BigDecimal all = byTags.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            CurrencyUnit unit = CurrencyUnit.of(currency);
            found.put(
                    currency,
                    new AnyTag(
                            BigMoney.of(unit, sum(byTags, tagged)),
                            BigMoney.of(unit, sum(byTags, byCaller)),
                            BigMoney.of(unit, all)));
        });
        return found;
    }

    private static BigDecimal sum(Map<Integer, BigDecimal> byTags, Set<Integer> of) {
        return byTags.entrySet().stream()
                .filter(sum -> of.contains(sum.getKey()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean has(Map<String, String> tags, Predicate<String> key) {
        return tags.entrySet().stream().anyMatch(tag -> !tag.getValue().isEmpty() && key.test(tag.getKey()));
    }
}
