package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.Move;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.split.Line;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.OwnerQueries;
import dev.bursar.charges.query.OwnerQueries.OwnerDays;
import dev.bursar.charges.query.OwnerQueries.OwnerMonths;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the day on which charges went to another owner, by whose they were on which days, also where the viewer sees one owner alone: then
 * of the other only that there is one. Charges that both have at the same time are shared, and went nowhere.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OwnerChanges {
    /** What is smaller is not looked at. */
    private static final int MOST_RESOURCES = 1_000;

    private final OwnerQueries queries;
    private final TermDictionary terms;

    OwnerChanges(OwnerQueries queries, TermDictionary terms) {
        this.queries = queries;
        this.terms = terms;
    }

    /** The same use, whoever's: a resource, or else a tag value's use of a service in an account. */
    private record Use(String account, String service, String usageType, String tagValue, String resource) {
        static Use of(Line line) {
            // a resource is told by its name, whatever else its charges say
            return line.resource().isEmpty()
                    ? new Use(line.account(), line.service(), line.usageType(), line.tagValue(), "")
                    : new Use(line.account(), "", "", "", line.resource());
        }
    }

    private record Days(LocalDate first, LocalDate last) {}

    /** What is known of the lines' moves. */
    interface Known extends Function<Line, Optional<Move>> {}

    /** Of usage alone: what is booked has no owner by its resource. */
    Known of(ChangeQuestion question, Visibility visibility, List<Line> lines) {
        List<Line> used = lines.stream().filter(OwnerChanges::isUsage).toList();
        if (used.isEmpty()) {
            return line -> Optional.empty();
        }
        var reading = new Reading(question, visibility);
        Map<Use, Map<Integer, Days>> owners = new HashMap<>(reading.resources(used));
        owners.putAll(reading.unnamed(used));
        return line -> isUsage(line)
                ? Optional.ofNullable(owners.get(Use.of(line))).flatMap(its -> reading.move(line.team(), its))
                : Optional.empty();
    }

    private static boolean isUsage(Line line) {
        return !line.correction() && isUsage(line.recordType());
    }

    private static boolean isUsage(String recordType) {
        return RecordType.category(recordType) == ChargeCategory.USAGE;
    }

    private final class Reading {
        private final Visibility visibility;
        private final LocalDate from;
        private final LocalDate to;
        private final List<Integer> usage;

        Reading(ChangeQuestion question, Visibility visibility) {
            this.visibility = visibility;
            from = question.before().from();
            to = question.now().to();
            usage = terms.all(Kind.RECORD_TYPE).entrySet().stream()
                    .filter(type -> isUsage(type.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        Map<Use, Map<Integer, Days>> resources(List<Line> used) {
            Map<String, BigDecimal> changes = new LinkedHashMap<>();
            used.stream()
                    .filter(line -> !line.resource().isEmpty())
                    .forEach(line -> changes.merge(
                            line.resource(),
                            line.now().cost().subtract(line.before().cost()).abs(),
                            BigDecimal::add));
            Set<String> largest = changes.entrySet().stream()
                    .filter(one -> one.getValue().signum() != 0)
                    .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry::getKey))
                    .limit(MOST_RESOURCES)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            return largest.isEmpty()
                    ? Map.of()
                    : owners(queries.ofResources(
                            terms.find(Kind.RESOURCE, largest).values(), usage, from, to));
        }

        /** Charge files name resources of nearly all use: of the rest a move is known only where all of an account went. */
        Map<Use, Map<Integer, Days>> unnamed(List<Line> used) {
            List<Line> lines =
                    used.stream().filter(line -> line.resource().isEmpty()).toList();
            if (lines.isEmpty()) {
                return Map.of();
            }
            Map<String, Integer> ids =
                    terms.find(Kind.ACCOUNT, lines.stream().map(Line::account).collect(Collectors.toSet()));
            Map<Integer, List<OwnerMonths>> months = queries.ofAccounts(ids.values(), from, to).stream()
                    .collect(Collectors.groupingBy(OwnerMonths::account));
            Set<Integer> explored = new HashSet<>();
            Set<Integer> whole = new HashSet<>();
            for (Line line : lines) {
                int account = ids.getOrDefault(line.account(), 0);
                List<OwnerMonths> its = months.getOrDefault(account, List.of());
                if (its.size() > 1 && !line.exported()) {
                    explored.add(account);
                } else if (went(line.team(), its)) {
                    whole.add(account);
                }
            }
            if (explored.isEmpty() && whole.isEmpty()) {
                return Map.of();
            }
            Set<Integer> teams = months.entrySet().stream()
                    .filter(one -> explored.contains(one.getKey()) || whole.contains(one.getKey()))
                    .flatMap(one -> one.getValue().stream())
                    .map(OwnerMonths::team)
                    .collect(Collectors.toSet());
            return owners(queries.ofUnnamed(teams, explored, whole, usage, from, to));
        }

        private Map<Use, Map<Integer, Days>> owners(List<OwnerDays> found) {
            Set<Integer> ids = new HashSet<>();
            found.forEach(one ->
                    ids.addAll(List.of(one.account(), one.service(), one.usageType(), one.tagValue(), one.resource())));
            Map<Integer, String> texts = terms.texts(ids);
            Map<Use, Map<Integer, Days>> owners = new HashMap<>();
            for (OwnerDays one : found) {
                var use = new Use(
                        texts.getOrDefault(one.account(), ""),
                        texts.getOrDefault(one.service(), ""),
                        texts.getOrDefault(one.usageType(), ""),
                        texts.getOrDefault(one.tagValue(), ""),
                        texts.getOrDefault(one.resource(), ""));
                owners.computeIfAbsent(use, any -> new HashMap<>())
                        .merge(one.team(), new Days(one.first(), one.last()), OwnerChanges::together);
            }
            return owners;
        }

        /**
         * Empty where teams have charges at the same time before and after, and where they do not follow each other within two weeks. One
         * team may give to several, and several to one.
         */
        private Optional<Move> move(int team, Map<Integer, Days> owners) {
            Days own = owners.get(team);
            var givers = new HashMap<Integer, Days>();
            var takers = new HashMap<Integer, Days>();
            var beside = new ArrayList<Days>();
            for (Map.Entry<Integer, Days> one : owners.entrySet()) {
                if (own == null || one.getKey() == team) {
                    continue;
                }
                boolean gave = follows(one.getValue(), own);
                boolean took = follows(own, one.getValue());
                if (gave == took) {
                    beside.add(one.getValue());
                } else {
                    (gave ? givers : takers).put(one.getKey(), one.getValue());
                }
            }
            boolean came = !givers.isEmpty();
            Map<Integer, Days> others = came ? givers : takers;
            if (own == null
                    || others.isEmpty()
                    || came && !takers.isEmpty()
                    || others.size() > 1 && !beside.isEmpty()) {
                return Optional.empty();
            }
            Days other = others.values().stream().reduce(OwnerChanges::together).orElseThrow();
            Days first = came ? other : own;
            Days second = came ? own : other;
            boolean together = beside.stream()
                    .allMatch(one -> came
                            ? !one.first().isBefore(first.last())
                            : !one.last().isAfter(second.first()));
            // what the team has on the days next to it is the viewer's to see, or nothing is said
            if (!together || !second.first().isAfter(from) || !sees(team, came ? own.first() : own.last())) {
                return Optional.empty();
            }
            return Optional.of(
                    new Move(second.first(), came, first.last().equals(second.first()), named(others, came)));
        }

        private @Nullable Integer named(Map<Integer, Days> others, boolean came) {
            Map.Entry<Integer, Days> other = others.entrySet().iterator().next();
            LocalDate day = came ? other.getValue().last() : other.getValue().first();
            return others.size() == 1 && (other.getKey() == 0 || sees(other.getKey(), day)) ? other.getKey() : null;
        }

        private boolean sees(int team, LocalDate day) {
            return visibility.everything()
                    || visibility.spans().stream()
                            .anyMatch(span -> span.team().value() == team
                                    && !day.isBefore(span.from())
                                    && day.isBefore(span.to()));
        }
    }

    /** Whether the second begins where the first ends: on the same day, or not long after. */
    private static boolean follows(Days first, Days second) {
        return !second.first().isBefore(first.last())
                && !second.first().isAfter(first.last().plusDays(Evidence.QUIET_DAYS));
    }

    private static Days together(Days one, Days other) {
        return new Days(
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last());
    }

    /** Whether all that others have of an account comes before or after what the team has, by months. */
    private static boolean went(int team, List<OwnerMonths> months) {
        var own = new ArrayList<OwnerMonths>();
        var others = new ArrayList<OwnerMonths>();
        months.forEach(one -> (one.team() == team ? own : others).add(one));
        return !own.isEmpty()
                && !others.isEmpty()
                && others.stream()
                        .allMatch(one -> own.stream()
                                        .allMatch(its -> !one.first().isBefore(its.last()))
                                || own.stream().allMatch(its -> !one.last().isAfter(its.first())));
    }
}
