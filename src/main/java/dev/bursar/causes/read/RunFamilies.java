package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Family;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.read.ChargedArns.Charged;
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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Map<String, Charged> charged = new HashMap<>();
        lines.forEach(line -> charged.putIfAbsent(
                line.account() + " " + line.resource(),
                new Charged(line.account(), line.region(), line.service(), line.resource())));
        Map<Charged, Map<String, String>> tags = tags(parts, charged);
        Map<String, String> groups = causes.groups();
        Map<Charged, Optional<Definition>> known = new HashMap<>();
        return Families.of(
                parts,
                earlier(question, visibility, parts),
                key -> known.computeIfAbsent(
                        charged(charged, key),
                        one -> Definition.of(one.resource(), tags.getOrDefault(one, Map.of()))
                                .or(() -> Optional.ofNullable(groups.get(FoundCauses.id(one.account(), one.resource())))
                                        .map(Definition::group))),
                key -> region(charged, key));
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
    private static String region(Map<String, Charged> charged, PartKey key) {
        String own = Definition.region(key.resource());
        return own.isEmpty() ? charged(charged, key).region() : own;
    }

    private static Charged charged(Map<String, Charged> charged, PartKey key) {
        return charged.getOrDefault(
                key.account() + " " + key.resource(), new Charged(key.account(), "", key.service(), key.resource()));
    }

    private Map<Charged, Map<String, String>> tags(List<SplitPart> parts, Map<String, Charged> charged) {
        List<Charged> asked = parts.stream()
                .map(part -> Map.entry(part.key(), part.change().abs()))
                .filter(part -> part.getValue().signum() != 0
                        && Definition.mayBe(part.getKey().resource()))
                .sorted(Map.Entry.<PartKey, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(part -> part.getKey().resource()))
                .map(part -> charged(charged, part.getKey()))
                .distinct()
                .limit(MOST_TAGS)
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
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
