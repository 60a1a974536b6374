package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.Commitment;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.PlansRead;
import dev.bursar.causes.evidence.Coverage;
import dev.bursar.causes.evidence.Coverage.Covered;
import dev.bursar.causes.evidence.Coverage.Term;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.plans.PlanStore;
import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.causes.split.SameResources;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.Visibility;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the commitments by which prices changed: what charges say they covered, and when plans begin and end. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CoveredUse {
    /** Of a currency; what is smaller is not looked at. */
    private static final int MOST_PARTS = 200;

    /** In the currency's unit. */
    private static final BigDecimal LEAST = BigDecimal.ONE;

    private final PartQueries queries;
    private final TermDictionary terms;
    private final PlanStore plans;
    private final DailyReadings readings;

    CoveredUse(PartQueries queries, TermDictionary terms, PlanStore plans, DailyReadings readings) {
        this.queries = queries;
        this.terms = terms;
        this.plans = plans;
        this.readings = readings;
    }

    PlansRead read() {
        DailyReadings.State reading = readings.state(PlanStore.READING);
        return reading.refusal() != null
                ? PlansRead.REFUSED
                : reading.readAt() == null ? PlansRead.NOT_READ : PlansRead.READ;
    }

    /**
     * Commitments by part; without parts that none has to do with.
     *
     * @param arrived the day after the last one whose costs are there, by account
     */
    Map<PartKey, List<Commitment>> of(
            ChangeQuestion question, Visibility visibility, List<SplitPart> parts, Map<String, LocalDate> arrived) {
        List<SplitPart> priced = parts.stream()
                .filter(part -> part.price().abs().compareTo(LEAST) >= 0)
                .sorted(Comparator.comparing((SplitPart part) -> part.price().abs())
                        .reversed()
                        .thenComparing(SplitPart::key, PartKey.ORDER))
                .limit(MOST_PARTS)
                .toList();
        if (priced.isEmpty()) {
            return Map.of();
        }
        Map<PartKey, List<Covered>> covered = covered(question, visibility, priced);
        Map<PartKey, List<Commitment>> found = new HashMap<>();
        for (SplitPart part : priced) {
            var coverage = new Coverage(
                    question.before(),
                    question.now(),
                    arrived.getOrDefault(part.key().account(), question.now().to()));
            List<Commitment> its = coverage.of(part.price(), covered.getOrDefault(named(part.key()), List.of()));
            if (!its.isEmpty()) {
                found.put(part.key(), its);
            }
        }
        return found;
    }

    /** By parts whose resources have their short names, because a delivery has an ARN where another has an id. */
    private Map<PartKey, List<Covered>> covered(ChangeQuestion question, Visibility visibility, List<SplitPart> parts) {
        List<PartQueries.Covered> rows = queries.covered(
                question.before().from().minusDays(Evidence.QUIET_DAYS),
                question.before(),
                question.now(),
                parts.stream().map(part -> part.key().team()).collect(Collectors.toSet()),
                numbers(Kind.ACCOUNT, parts.stream().map(part -> part.key().account())),
                numbers(Kind.USAGE_TYPE, parts.stream().map(part -> part.key().usageType())),
                visibility);
        Set<Integer> numbers = new HashSet<>();
        rows.forEach(row -> numbers.addAll(
                List.of(row.account(), row.service(), row.usageType(), row.resource(), row.commitment())));
        Map<Integer, String> texts = terms.texts(numbers);
        Map<String, SavingsPlan> known = plans.of(rows.stream()
                .map(row -> texts.getOrDefault(row.commitment(), ""))
                .collect(Collectors.toSet()));
        Map<PartKey, Map<String, Covered>> covered = new HashMap<>();
        for (PartQueries.Covered row : rows) {
            var key = new PartKey(
                    row.team(),
                    texts.getOrDefault(row.account(), ""),
                    texts.getOrDefault(row.service(), ""),
                    texts.getOrDefault(row.usageType(), ""),
                    ClusterPart.placeOf(texts.getOrDefault(row.resource(), "")),
                    row.currency());
            String id = texts.getOrDefault(row.commitment(), "");
            var one = new Covered(id, row.before(), row.now(), row.first(), row.last(), term(known.get(id)));
            covered.computeIfAbsent(named(key), any -> new HashMap<>()).merge(id, one, CoveredUse::together);
        }
        Map<PartKey, List<Covered>> lists = new HashMap<>();
        covered.forEach((key, its) -> lists.put(key, new ArrayList<>(its.values())));
        return lists;
    }

    private Set<Integer> numbers(Kind kind, Stream<String> texts) {
        return Set.copyOf(terms.find(kind, texts.collect(Collectors.toSet())).values());
    }

    private static Covered together(Covered one, Covered other) {
        return new Covered(
                one.id(),
                one.before().add(other.before()),
                one.now().add(other.now()),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last(),
                one.term());
    }

    private static PartKey named(PartKey key) {
        return new PartKey(
                key.team(),
                key.account(),
                key.service(),
                key.usageType(),
                SameResources.id(key.resource()),
                key.currency());
    }

    private static @Nullable Term term(@Nullable SavingsPlan plan) {
        return plan == null ? null : new Term(day(plan.start()), day(plan.end()));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
