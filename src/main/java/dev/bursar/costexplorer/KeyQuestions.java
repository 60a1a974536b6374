package dev.bursar.costexplorer;

import dev.bursar.charges.models.ModelLine;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostExpression;
import dev.bursar.costexplorer.spi.CostExpression.All;
import dev.bursar.costexplorer.spi.CostExpression.Any;
import dev.bursar.costexplorer.spi.CostExpression.Is;
import dev.bursar.costexplorer.spi.CostExpression.Tagged;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.costexplorer.spi.CostResponse.Group;
import dev.bursar.kernel.TeamKeys;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question about the values that name teams by questions about one tag each, which is all that Cost Explorer takes: what the
 * first key leaves without a value is asked for by the next, of the services that can carry it, for each stretch of days in which the
 * same keys count. A filter by such a value is one question, however many keys there are.
 */
final class KeyQuestions {
    private static final CostExpression EVERYTHING = new All(List.of());
    private static final CostExpression NOTHING = new Any(List.of());
    /** What keys of a caller's tags begin with: only what calls a model has a caller. */
    private static final List<String> CALLER = List.of("iamPrincipal/", "user:iamPrincipal/");

    private final CostRequest question;
    private final TeamKeys keys;
    private final @Nullable Map<String, Set<String>> carriers;
    private final Map<GroupKey, CostAmounts> groups = new LinkedHashMap<>();
    private final Set<LocalDate> estimated = new HashSet<>();
    private final Set<LocalDate> unproven = new TreeSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private int pages;
    private int asked;

    /** Asks one question, the {@code number}th of several. */
    interface Asking {
        CostResponse ask(int number, CostRequest question);
    }

    /**
     * @param unproven periods in which what a further key gave isn't what the keys before it had left
     * @param carriers by key but the first, the services that have a value of it
     * @param questions how many were asked
     */
    record Answer(CostResponse costs, Set<LocalDate> unproven, Map<String, Set<String>> carriers, int questions) {}

    private record GroupKey(LocalDate period, List<String> keys, String currency) {
        static GroupKey of(Group group) {
            return new GroupKey(group.period(), group.keys(), group.amounts().currency());
        }
    }

    /** Days on which the same keys count, {@code to} excluded. */
    record Stretch(LocalDate from, LocalDate to, List<String> keys) {}

    /**
     * @param carriers by key but the first, the services that are known to have a value of it; null while that isn't known
     */
    KeyQuestions(CostRequest question, TeamKeys keys, @Nullable Map<String, Set<String>> carriers) {
        this.question = question;
        this.keys = keys;
        this.carriers = carriers;
    }

    static List<Stretch> stretches(TeamKeys keys, LocalDate from, LocalDate to) {
        var cuts = new TreeSet<>(keys.changes());
        cuts.add(from);
        var stretches = new ArrayList<Stretch>();
        for (LocalDate cut : cuts.subSet(from, to)) {
            List<String> counting = keys.on(cut);
            LocalDate next = cuts.higher(cut);
            LocalDate end = next == null || next.isAfter(to) ? to : next;
            if (!stretches.isEmpty() && stretches.getLast().keys().equals(counting)) {
                stretches.add(new Stretch(stretches.removeLast().from(), end, counting));
            } else {
                stretches.add(new Stretch(cut, end, counting));
            }
        }
        return stretches;
    }

    /** By which keys the days have their values, in order; a first key that always counts is its own text. */
    static String text(TeamKeys keys, LocalDate from, LocalDate to) {
        return stretches(keys, from, to).stream()
                .map(stretch -> (stretch.from().equals(from) ? "" : "\n\n" + stretch.from() + "\n")
                        + String.join("\n", stretch.keys()))
                .collect(Collectors.joining());
    }

    /**
     * Whether values by the keys of one {@link #text} can be compared with the other's, because one goes on where the other ends:
     * then what they differ by is what the further keys say.
     */
    static boolean comparable(String one, String other) {
        List<List<String>> ones = lists(one);
        List<List<String>> others = lists(other);
        return ones.stream()
                .allMatch(a -> others.stream().allMatch(b -> {
                    int shorter = Math.min(a.size(), b.size());
                    return shorter > 0 && a.subList(0, shorter).equals(b.subList(0, shorter));
                }));
    }

    private static List<List<String>> lists(String text) {
        String[] parts = text.split("\n\n", -1);
        return IntStream.range(0, parts.length)
                .mapToObj(i -> Stream.of(parts[i].split("\n"))
                        .skip(i == 0 ? 0 : 1)
                        .filter(key -> !key.isEmpty())
                        .toList())
                .toList();
    }

    Answer answer(Asking asking) {
        boolean grouped = question.groupBy().contains(CostDimension.TAG);
        if (!grouped && !isByTag(question.filter())) {
            take(ask(asking, question));
        } else {
            for (Stretch stretch : stretches(keys, question.from(), question.to())) {
                CostExpression filter = resolved(question.filter(), stretch.keys());
                if (filter.equals(NOTHING)) {
                    continue;
                }
                if (grouped && !stretch.keys().isEmpty()) {
                    byKeys(asking, stretch, filter);
                } else {
                    take(ask(asking, request(stretch, filter, "")));
                }
            }
        }
        return new Answer(
                new CostResponse(
                        groups.entrySet().stream()
                                .map(group -> new Group(
                                        group.getKey().period(), group.getKey().keys(), group.getValue()))
                                .toList(),
                        estimated,
                        names,
                        pages),
                unproven,
                found,
                asked);
    }

    private void byKeys(Asking asking, Stretch stretch, CostExpression filter) {
        List<String> before = stretch.keys();
        String first = before.getFirst();
        List<Group> all =
                new ArrayList<>(ask(asking, request(stretch, filter, first)).groups());
        for (int i = 1; i < before.size(); i++) {
            String key = before.get(i);
            Optional<CostExpression> left = left(filter, before.subList(0, i), key, all);
            if (left.isEmpty()) {
                continue;
            }
            List<Group> more = ask(asking, request(stretch, left.get(), key)).groups();
            Predicate<Group> replaced = group -> value(group).isEmpty() && mayCarry(key, group);
            prove(all.stream().filter(replaced).toList(), more);
            all.removeIf(replaced);
            all.addAll(more);
            carried(key, more);
        }
        all.forEach(this::take);
    }

    /** The filter of what the keys before leave without a value and this one may have; empty where that is nothing. */
    private Optional<CostExpression> left(CostExpression filter, List<String> before, String key, List<Group> groups) {
        List<Group> without =
                groups.stream().filter(group -> value(group).isEmpty()).toList();
        var parts = new ArrayList<>(List.of(filter));
        before.forEach(earlier -> parts.add(new Tagged(earlier, List.of(""))));
        int service = question.groupBy().indexOf(CostDimension.SERVICE);
        if (service < 0) {
            Set<String> possible = services(filter);
            return without.isEmpty()
                            || possible != null && possible.stream().noneMatch(one -> mayCarry(key, one))
                            || carriers != null
                                    && carriers.getOrDefault(key, Set.of()).isEmpty()
                    ? Optional.empty()
                    : Optional.of(all(parts));
        }
        Set<String> services = new TreeSet<>();
        without.forEach(group -> services.add(group.keys().get(service)));
        boolean every = services.stream().allMatch(one -> mayCarry(key, one));
        services.removeIf(one -> !mayCarry(key, one));
        if (services.isEmpty()) {
            return Optional.empty();
        }
        if (!every) {
            parts.add(new Is(CostDimension.SERVICE, List.copyOf(services)));
        }
        return Optional.of(all(parts));
    }

    private boolean mayCarry(String key, Group group) {
        int service = question.groupBy().indexOf(CostDimension.SERVICE);
        return service < 0 || mayCarry(key, group.keys().get(service));
    }

    private boolean mayCarry(String key, String service) {
        return carriers == null
                ? mayCarryIt(key, service)
                : carriers.getOrDefault(key, Set.of()).contains(service);
    }

    /** Whether charges of a service can have a tag of this key, as far as is known before it was asked. */
    static boolean mayCarryIt(String key, String service) {
        return CALLER.stream().noneMatch(key::startsWith) || ModelLine.isOfModels(service);
    }

    private void prove(List<Group> left, List<Group> parts) {
        Map<ProbeSums.Key, CostAmounts> sums = new HashMap<>();
        Map<ProbeSums.Key, Integer> counts = new HashMap<>();
        left.forEach(group -> sums.merge(proof(group), group.amounts(), CostAmounts::plus));
        Map<ProbeSums.Key, CostAmounts> added = new HashMap<>();
        parts.forEach(group -> {
            added.merge(proof(group), group.amounts(), CostAmounts::plus);
            counts.merge(proof(group), 1, Integer::sum);
        });
        new ProbeSums(sums)
                .differences(new ProbeSums(added), counts)
                .forEach(key -> unproven.add(LocalDate.parse(key.getFirst())));
    }

    private ProbeSums.Key proof(Group group) {
        var key = new ArrayList<>(group.keys());
        key.remove(question.groupBy().indexOf(CostDimension.TAG));
        key.addFirst(group.period().toString());
        return new ProbeSums.Key(key, group.amounts().currency());
    }

    private void carried(String key, List<Group> groups) {
        int service = question.groupBy().indexOf(CostDimension.SERVICE);
        Set<String> services = found.computeIfAbsent(key, any -> new TreeSet<>());
        if (service >= 0) {
            groups.stream()
                    .filter(group -> !value(group).isEmpty())
                    .forEach(group -> services.add(group.keys().get(service)));
        }
    }

    private String value(Group group) {
        return group.keys().get(question.groupBy().indexOf(CostDimension.TAG));
    }

    private CostResponse ask(Asking asking, CostRequest one) {
        CostResponse answer = asking.ask(asked++, one);
        estimated.addAll(answer.estimated());
        names.putAll(answer.accountNames());
        pages += answer.pages();
        return answer;
    }

    private void take(CostResponse answer) {
        int tag = question.groupBy().indexOf(CostDimension.TAG);
        answer.groups().forEach(group -> {
            if (group.keys().size() == question.groupBy().size()) {
                take(group);
            } else {
                var withValue = new ArrayList<>(group.keys());
                withValue.add(tag, "");
                take(new Group(group.period(), withValue, group.amounts()));
            }
        });
    }

    private void take(Group group) {
        groups.merge(GroupKey.of(group), group.amounts(), CostAmounts::plus);
    }

    /** @param key "" where no tag is grouped by */
    private CostRequest request(Stretch stretch, CostExpression filter, String key) {
        List<CostDimension> by = key.isEmpty()
                ? question.groupBy().stream()
                        .filter(one -> one != CostDimension.TAG)
                        .toList()
                : question.groupBy();
        var request = new CostRequest(
                stretch.from(), stretch.to(), question.granularity(), by, filter.equals(EVERYTHING) ? null : filter);
        return key.isEmpty() ? request : request.about(key);
    }

    private static boolean isByTag(@Nullable CostExpression filter) {
        return switch (filter) {
            case null -> false;
            case Is is -> is.dimension() == CostDimension.TAG;
            case Tagged tagged -> true;
            case All(List<CostExpression> of) -> of.stream().anyMatch(KeyQuestions::isByTag);
            case Any(List<CostExpression> of) -> of.stream().anyMatch(KeyQuestions::isByTag);
        };
    }

    /** The same in tags of these keys. */
    static CostExpression resolved(@Nullable CostExpression filter, List<String> keys) {
        return switch (filter) {
            case null -> EVERYTHING;
            case Is(CostDimension dimension, List<String> values) ->
                dimension == CostDimension.TAG ? tagged(values, keys) : filter;
            case Tagged tagged -> tagged;
            case All(List<CostExpression> of) ->
                all(of.stream().map(one -> resolved(one, keys)).toList());
            case Any(List<CostExpression> of) ->
                any(of.stream().map(one -> resolved(one, keys)).toList());
        };
    }

    private static CostExpression tagged(List<String> values, List<String> keys) {
        if (keys.size() == 1) {
            return new Tagged(keys.getFirst(), values);
        }
        List<String> present = values.stream().filter(value -> !value.isEmpty()).toList();
        var ways = new ArrayList<CostExpression>();
        var absent = new ArrayList<CostExpression>();
        for (String key : keys) {
            if (!present.isEmpty()) {
                var way = new ArrayList<>(absent);
                way.add(new Tagged(key, present));
                ways.add(all(way));
            }
            absent.add(new Tagged(key, List.of("")));
        }
        if (present.size() < values.size()) {
            ways.add(all(absent));
        }
        return any(ways);
    }

    private static CostExpression all(List<CostExpression> of) {
        List<CostExpression> parts = of.stream()
                .filter(one -> !one.equals(EVERYTHING))
                .flatMap(one -> one instanceof All(List<CostExpression> inner) ? inner.stream() : Stream.of(one))
                .toList();
        return parts.contains(NOTHING) ? NOTHING : parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private static CostExpression any(List<CostExpression> of) {
        List<CostExpression> parts =
                of.stream().filter(one -> !one.equals(NOTHING)).toList();
        return parts.contains(EVERYTHING) ? EVERYTHING : parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    /** The services that what it lets through can be of; null where it doesn't say. */
    private static @Nullable Set<String> services(CostExpression filter) {
        return switch (filter) {
            case Is(CostDimension dimension, List<String> values) ->
                dimension == CostDimension.SERVICE ? Set.copyOf(values) : null;
            case Tagged tagged -> null;
            case All(List<CostExpression> of) ->
                of.stream()
                        .map(KeyQuestions::services)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case Any(List<CostExpression> of) -> {
                Set<String> all = new HashSet<>();
                for (CostExpression one : of) {
                    Set<String> services = services(one);
                    if (services == null) {
                        yield null;
                    }
                    all.addAll(services);
                }
                yield all;
            }
        };
    }
}
