package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Family;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.read.ChargedArns.Charged;
import dev.bursar.causes.read.ResourceVerdicts.Used;
import dev.bursar.causes.recurring.Definition;
import dev.bursar.causes.recurring.Families;
import dev.bursar.causes.recurring.Recurrence;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.PartQueries.Named;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.inventory.Inventory;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the runs of one definition among the parts of a change: by tags that inventory has, by ARN, by name, and by who started instances. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunFamilies {
    /** Of the tags of those that changed most is asked. */
    private static final int MOST_TAGS = 5_000;

    /** Of so many days earlier names tell what recurs; of more the days themselves do. */
    private static final int FEW_DAYS = 7;

    private final Inventory inventory;
    private final ChargedArns arns;
    private final PartQueries queries;
    private final TermDictionary terms;

    RunFamilies(Inventory inventory, ChargedArns arns, PartQueries queries, TermDictionary terms) {
        this.inventory = inventory;
        this.arns = arns;
        this.queries = queries;
        this.terms = terms;
    }

    /** @param causes of what was looked at: they say for which group an instance was started */
    Families of(
            ChangeQuestion question,
            Visibility visibility,
            List<Line> lines,
            List<SplitPart> parts,
            FoundCauses causes) {
        List<SplitPart> asked = asked(parts);
        Set<Used> instances = asked.stream().map(part -> used(part.key())).collect(Collectors.toSet());
        Map<String, String> groups = causes.groups();
        List<SplitPart> runs = parts.stream()
                .filter(part -> {
                    PartKey key = part.key();
                    return Definition.isInstance(key.resource())
                            ? instances.contains(used(key)) || group(groups, key) != null
                            : Definition.of(key.resource()).isPresent() || group(groups, key) != null;
                })
                .toList();
        Map<Used, Charged> charged = charged(runs, lines);
        Map<Charged, Map<String, String>> tags = tags(asked, charged);
        return Families.of(
                runs,
                earlier(question, visibility, runs),
                key -> Definition.of(key.resource(), tags.getOrDefault(charged(charged, key), Map.of()))
                        .or(() -> Optional.ofNullable(group(groups, key)).map(Definition::group)),
                key -> region(charged, key));
    }

    /** Of whose tags is asked: parts of the resources that changed most. */
    private static List<SplitPart> asked(List<SplitPart> parts) {
        record Changed(SplitPart part, BigDecimal amount) {}
        List<Changed> changed = parts.stream()
                .map(part -> new Changed(part, part.change().abs()))
                .filter(one -> one.amount().signum() != 0)
                .toList();
        Set<Used> used = new HashSet<>();
        return Ordered.of(
                        changed,
                        Comparator.comparing(Changed::amount)
                                .reversed()
                                .thenComparing(one -> one.part().key().resource()))
                .map(Changed::part)
                .filter(part -> Definition.mayBe(part.key().resource()) && used.add(used(part.key())))
                .limit(MOST_TAGS)
                .toList();
    }

    private static @Nullable String group(Map<String, String> groups, PartKey key) {
        return groups.isEmpty() ? null : groups.get(FoundCauses.id(key.account(), key.resource()));
    }

    private static Map<Used, Charged> charged(List<SplitPart> parts, List<Line> lines) {
        Set<Used> used = HashSet.newHashSet(parts.size());
        parts.forEach(part -> used.add(used(part.key())));
        Map<Used, Charged> charged = HashMap.newHashMap(used.size());
        for (Line line : lines) {
            var one = new Used(line.account(), line.resource());
            if (used.contains(one)) {
                charged.computeIfAbsent(
                        one, any -> new Charged(line.account(), line.region(), line.service(), line.resource()));
            }
        }
        return charged;
    }

    private static Used used(PartKey key) {
        return new Used(key.account(), key.resource());
    }

    /** Runs of the days before both periods, where these are short: a nightly job has one run on each side. */
    private List<PartKey> earlier(ChangeQuestion question, Visibility visibility, List<SplitPart> parts) {
        LocalDate from = question.before().from();
        if (from.plusDays(FEW_DAYS).isBefore(question.before().to())) {
            return List.of();
        }
        List<PartKey> runs = parts.stream()
                .map(SplitPart::key)
                .filter(key -> Definition.of(key.resource()).isPresent())
                .toList();
        if (runs.isEmpty()) {
            return List.of();
        }
        return names(queries.named(
                new DayRange(from.minusDays(Evidence.QUIET_DAYS), from),
                numbers(TermDictionary.Kind.ACCOUNT, runs, PartKey::account),
                numbers(TermDictionary.Kind.SERVICE, runs, PartKey::service),
                visibility));
    }

    private Collection<Integer> numbers(TermDictionary.Kind kind, List<PartKey> keys, Function<PartKey, String> text) {
        return terms.find(kind, keys.stream().map(text).collect(Collectors.toSet()))
                .values();
    }

    private List<PartKey> names(List<Named> named) {
        Set<Integer> numbers = new HashSet<>();
        named.forEach(one -> numbers.addAll(List.of(one.account(), one.service(), one.resource())));
        Map<Integer, String> texts = terms.texts(numbers);
        return named.stream()
                .map(one -> new PartKey(
                        one.team(),
                        texts.getOrDefault(one.account(), ""),
                        texts.getOrDefault(one.service(), ""),
                        "",
                        texts.getOrDefault(one.resource(), ""),
                        one.currency()))
                .toList();
    }

    /** Earlier names have their ARN's alone. */
    private static String region(Map<Used, Charged> charged, PartKey key) {
        String own = Definition.region(key.resource());
        return own.isEmpty() ? charged(charged, key).region() : own;
    }

    private static Charged charged(Map<Used, Charged> charged, PartKey key) {
        return charged.getOrDefault(used(key), new Charged(key.account(), "", key.service(), key.resource()));
    }

    private Map<Charged, Map<String, String>> tags(List<SplitPart> parts, Map<Used, Charged> charged) {
        if (parts.isEmpty()) {
            return Map.of();
        }
        List<Charged> asked =
                parts.stream().map(part -> charged(charged, part.key())).toList();
        Map<Charged, List<String>> named = arns.of(asked);
        Map<String, Map<String, String>> known = inventory.tags(
                named.values().stream().flatMap(List::stream).distinct().toList());
        Map<Charged, Map<String, String>> tags = new HashMap<>();
        named.forEach((one, its) -> its.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(found -> tags.put(one, found)));
        return tags;
    }

    /**
     * The same parts; those of a family say so, and name acts only where runs were added, ended or changed in size.
     *
     * @param unread whether not all events were read where a part is
     */
    static List<ChangedPart> told(
            List<ChangedPart> parts, Families families, FoundCauses causes, Predicate<PartKey> unread) {
        Map<Family, Map<PartKey, List<ChangedPart>>> found = new LinkedHashMap<>();
        var told = new ArrayList<ChangedPart>();
        for (ChangedPart part : parts) {
            PartKey key = part.key();
            families.of(key)
                    .ifPresentOrElse(
                            family -> found.computeIfAbsent(family, any -> new LinkedHashMap<>())
                                    .computeIfAbsent(
                                            new PartKey(
                                                    key.team(), key.account(), key.service(), "", "", key.currency()),
                                            any -> new ArrayList<>())
                                    .add(part.of(family)),
                            () -> told.add(part));
        }
        found.values().stream()
                .flatMap(scopes -> scopes.entrySet().stream())
                .flatMap(one -> told(one.getKey(), one.getValue(), causes, unread))
                .forEach(told::add);
        return told;
    }

    private static Stream<ChangedPart> told(
            PartKey scope, List<ChangedPart> family, FoundCauses causes, Predicate<PartKey> unread) {
        return Recurrence.of(
                family,
                run -> causes.started(scope.account(), run),
                unread.test(family.getFirst().key()))
                .stream();
    }
}
