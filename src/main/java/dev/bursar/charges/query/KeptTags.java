package dev.bursar.charges.query;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.query.KeptAnswer.Value;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.spi.TagSums;
import dev.bursar.charges.spi.TagSums.Kept;
import dev.bursar.charges.spi.TagSums.Sum;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/**
 * Answers the part of a question about a tag that charges can't, by sums that are kept beside them: of days and months whose costs all come
 * from Cost Explorer, where these sums have every dimension of the question and agree with the charges. What carries no value is the charges'
 * sum without what does, so that totals are those of the charges to the last digit.
 */
@Component
public class KeptTags {
    /** Cost Explorer rounds each group to ten decimals; sums of many differ by so much without a reason. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.00001");

    private final ObjectProvider<TagSums> source;
    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;

    KeptTags(ObjectProvider<TagSums> source, CostQueries queries, QueryConditions conditions, TermDictionary terms) {
        this.source = source;
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
    }

    /** @param other the question's dimension besides the tag, or null */
    private record Asked(
            CostQuery question, Dimension.Tag tag, @Nullable Dimension other, List<Condition> conditions) {}

    private record Place(@Nullable Integer other, String currency) {}

    /** What is kept of some days of the question; nothing for who doesn't see all costs. */
    public KeptAnswer of(CostQuery question, DayRange days, Visibility visibility) {
        TagSums sums = source.getIfAvailable();
        Optional<String> key = question.tag().map(Dimension.Tag::key);
        List<Kept> known = sums == null || key.isEmpty() || !visibility.everything()
                ? List.of()
                : sums.kept().stream()
                        .filter(kept -> kept.tagKey().equals(key.get()))
                        .toList();
        if (sums == null || known.isEmpty()) {
            return KeptAnswer.nothing(days);
        }
        List<Dimension> by = known.stream().map(Kept::dimension).toList();
        Optional<Asked> asked = asked(question);
        List<Kept> fitting = known.stream()
                .filter(kept -> asked.filter(
                                one -> one.other() == null || kept.dimension().equals(one.other()))
                        .isPresent())
                .toList();
        if (asked.isEmpty() || fitting.isEmpty()) {
            return KeptAnswer.nothing(days, new TagFacts.Kept(List.of(), List.of(), List.of(), by));
        }
        Set<LocalDate> taken = new HashSet<>();
        queries.exportedDays(days.from(), days.to())
                .forEach(range -> range.stream().forEach(taken::add));
        var values = new ArrayList<Value>();
        var answered = new TreeSet<LocalDate>();
        var differing = new TreeSet<LocalDate>();
        var byMonth = new TreeSet<YearMonth>();
        for (Kept kept : fitting) {
            for (boolean daily : List.of(true, false)) {
                Map<LocalDate, List<Sum>> periods = new TreeMap<>();
                sums.of(kept, days.from().withDayOfMonth(1), days.to()).stream()
                        .filter(sum -> sum.daily() == daily)
                        .filter(sum -> days(sum).stream()
                                .allMatch(day ->
                                        !taken.contains(day) && !day.isBefore(days.from()) && day.isBefore(days.to())))
                        .forEach(sum -> periods.computeIfAbsent(sum.period(), any -> new ArrayList<>())
                                .add(sum));
                if (!daily && question.granularity() == Granularity.DAILY) {
                    periods.keySet().forEach(month -> byMonth.add(YearMonth.from(month)));
                    continue;
                }
                Map<LocalDate, List<Value>> found = agreeing(asked.get(), kept, daily, periods);
                periods.forEach((period, of) -> {
                    List<LocalDate> its = days(of.getFirst());
                    if (found.containsKey(period)) {
                        values.addAll(found.get(period));
                        taken.addAll(its);
                        answered.addAll(its);
                    } else {
                        differing.addAll(its);
                    }
                });
            }
        }
        differing.removeAll(answered);
        return new KeptAnswer(
                asked.get().tag(),
                values,
                rest(days, answered),
                new TagFacts.Kept(ranges(answered), List.copyOf(byMonth), ranges(differing), by));
    }

    private static List<LocalDate> days(Sum sum) {
        return sum.period()
                .datesUntil(
                        sum.daily() ? sum.period().plusDays(1) : sum.period().plusMonths(1))
                .toList();
    }

    private Optional<Asked> asked(CostQuery question) {
        if (question.cost() != CostMetric.EFFECTIVE || question.spread()) {
            return Optional.empty();
        }
        Set<Dimension> dimensions = new HashSet<>();
        dimensions.add(question.groupBy());
        if (question.thenBy() != null) {
            dimensions.add(question.thenBy());
        }
        question.filters().forEach(filter -> dimensions.add(filter.dimension()));
        if (!question.without().isEmpty()) {
            dimensions.add(Dimension.RECORD_TYPE);
        }
        Optional<Dimension.Tag> tag = question.tag();
        if (tag.isEmpty() || dimensions.size() > 2) {
            return Optional.empty();
        }
        dimensions.remove(tag.get());
        if (dimensions.size() > 1) {
            return Optional.empty();
        }
        CostQuery plain = question.alone()
                .with(question.filters().stream()
                        .filter(filter -> !filter.dimension().equals(tag.get()))
                        .toList());
        Dimension other = dimensions.stream().findFirst().orElse(null);
        boolean stored = other == null || kind(other).isPresent();
        return stored
                ? Optional.of(new Asked(
                        question,
                        tag.get(),
                        other,
                        conditions
                                .of(plain.about(plain.from(), plain.to(), Dimension.SERVICE, null))
                                .all()
                                .getFirst()
                                .conditions()))
                : Optional.empty();
    }

    private static Optional<TermDictionary.Kind> kind(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Plain.SERVICE -> Optional.of(TermDictionary.Kind.SERVICE);
            case Dimension.Plain.ACCOUNT -> Optional.of(TermDictionary.Kind.ACCOUNT);
            case Dimension.Plain.RECORD_TYPE -> Optional.of(TermDictionary.Kind.RECORD_TYPE);
            default -> Optional.empty();
        };
    }

    /** The values of those periods that agree with the charges. */
    private Map<LocalDate, List<Value>> agreeing(
            Asked asked, Kept kept, boolean daily, Map<LocalDate, List<Sum>> periods) {
        Map<LocalDate, List<Value>> found = new TreeMap<>();
        if (periods.isEmpty()) {
            return found;
        }
        Map<String, Integer> ids = kind(kept.dimension())
                .map(kind -> terms.find(
                        kind,
                        periods.values().stream()
                                .flatMap(Collection::stream)
                                .map(Sum::value)
                                .collect(Collectors.toSet())))
                .orElse(Map.of());
        Map<LocalDate, Map<Place, BigDecimal>> charges = charges(asked, daily, periods.keySet());
        periods.forEach((period, sums) -> {
            Map<Place, Map<String, BigDecimal>> tagged = new HashMap<>();
            Map<Place, BigDecimal> all = new HashMap<>();
            for (Sum sum : sums) {
                int id = ids.getOrDefault(sum.value(), -1);
                if (asked.conditions().stream()
                        .allMatch(condition -> condition.ids().contains(id) == condition.keep())) {
                    var place = new Place(asked.other() == null ? null : Integer.valueOf(id), sum.currency());
                    all.merge(place, sum.effectiveCost(), BigDecimal::add);
                    tagged.computeIfAbsent(place, any -> new TreeMap<>())
                            .merge(sum.tagValue(), sum.effectiveCost(), BigDecimal::add);
                }
            }
            Map<Place, BigDecimal> stored = charges.getOrDefault(period, Map.of());
            if (agree(all, stored)) {
                found.put(period, values(asked, period, tagged, stored));
            }
        });
        return found;
    }

    private static boolean agree(Map<Place, BigDecimal> kept, Map<Place, BigDecimal> charges) {
        Set<Place> places = new HashSet<>(kept.keySet());
        places.addAll(charges.keySet());
        return places.stream()
                .allMatch(place -> kept.getOrDefault(place, BigDecimal.ZERO)
                                .subtract(charges.getOrDefault(place, BigDecimal.ZERO))
                                .abs()
                                .compareTo(ROUNDING)
                        <= 0);
    }

    private static List<Value> values(
            Asked asked, LocalDate period, Map<Place, Map<String, BigDecimal>> tagged, Map<Place, BigDecimal> charges) {
        LocalDate of = asked.question().granularity().periodOf(period);
        var values = new ArrayList<Value>();
        charges.forEach((place, sum) -> {
            BigDecimal untagged = sum;
            for (Map.Entry<String, BigDecimal> one :
                    tagged.getOrDefault(place, Map.of()).entrySet()) {
                if (!one.getKey().isEmpty()) {
                    untagged = untagged.subtract(one.getValue());
                    values.add(new Value(of, one.getKey(), place.other(), place.currency(), one.getValue()));
                }
            }
            values.add(new Value(of, "", place.other(), place.currency(), untagged));
        });
        return values.stream()
                .filter(value -> value.amount().signum() != 0)
                .filter(value -> asked.question().filters().stream()
                        .filter(filter -> filter.dimension().equals(asked.tag()))
                        .allMatch(filter -> matches(filter, value.tagValue())))
                .toList();
    }

    private static boolean matches(CostFilter filter, String value) {
        return switch (filter.operator()) {
            case IS -> filter.values().contains(value);
            case IS_NOT -> !filter.values().contains(value);
            case CONTAINS ->
                filter.values().stream()
                        .anyMatch(part -> !value.isEmpty()
                                && value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
        };
    }

    /** What the charges of these periods come to, by the other dimension. */
    private Map<LocalDate, Map<Place, BigDecimal>> charges(Asked asked, boolean daily, Set<LocalDate> periods) {
        Map<LocalDate, Map<Place, BigDecimal>> sums = new HashMap<>();
        Dimension other = asked.other();
        var days = new TreeSet<LocalDate>();
        periods.forEach(period -> period.datesUntil(daily ? period.plusDays(1) : period.plusMonths(1))
                .forEach(days::add));
        for (LocalDateRange range : ranges(days)) {
            var question = new CostQuery(
                    range.getStart(),
                    range.getEnd(),
                    daily ? Granularity.DAILY : Granularity.MONTHLY,
                    CostMetric.EFFECTIVE,
                    other == null ? Dimension.TEAM : other,
                    List.of());
            for (Cell cell : queries.cells(new Stretch(question, asked.conditions()), Visibility.EVERYTHING)) {
                sums.computeIfAbsent(Optional.ofNullable(cell.period()).orElseThrow(), any -> new HashMap<>())
                        .merge(
                                new Place(
                                        other == null || cell.key() == null
                                                ? null
                                                : Integer.valueOf(cell.key().intValue()),
                                        cell.currency()),
                                cell.amount(),
                                BigDecimal::add);
            }
        }
        return sums;
    }

    private static List<DayRange> rest(DayRange days, Set<LocalDate> answered) {
        return ranges(days.from()
                        .datesUntil(days.to())
                        .filter(day -> !answered.contains(day))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .stream()
                .map(range -> new DayRange(range.getStart(), range.getEnd()))
                .toList();
    }

    private static List<LocalDateRange> ranges(Collection<LocalDate> days) {
        var ranges = new ArrayList<LocalDateRange>();
        for (LocalDate day : days) {
            LocalDate from = !ranges.isEmpty() && ranges.getLast().getEnd().equals(day)
                    ? ranges.removeLast().getStart()
                    : day;
            ranges.add(LocalDateRange.of(from, day.plusDays(1)));
        }
        return ranges;
    }
}
