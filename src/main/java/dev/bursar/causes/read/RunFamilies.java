package dev.bursar.causes.read;

import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Family;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.read.ChargedArns.Charged;
import dev.bursar.causes.recurring.Definition;
import dev.bursar.causes.recurring.Families;
import dev.bursar.causes.recurring.Recurrence;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.inventory.Inventory;
import dev.bursar.trail.query.ResourceEvents.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final Inventory inventory;
    private final ChargedArns arns;

    RunFamilies(Inventory inventory, ChargedArns arns) {
        this.inventory = inventory;
        this.arns = arns;
    }

    /** @param causes of what was looked at: they say for which group an instance was started */
    Families of(List<Line> lines, List<SplitPart> parts, FoundCauses causes) {
        Map<String, Charged> charged = new HashMap<>();
        lines.forEach(line -> charged.putIfAbsent(
                line.account() + " " + line.resource(), new Charged(line.account(), line.region(), line.resource())));
        Map<Charged, Map<String, String>> tags = tags(parts, charged);
        Map<String, String> groups = causes.groups();
        Map<Charged, Optional<Definition>> known = new HashMap<>();
        return Families.of(
                parts,
                key -> known.computeIfAbsent(
                        charged(charged, key),
                        one -> Definition.of(one.resource(), tags.getOrDefault(one, Map.of()))
                                .or(() -> Optional.ofNullable(groups.get(FoundCauses.id(one.account(), one.resource())))
                                        .map(Definition::group))),
                key -> charged(charged, key).region());
    }

    private static Charged charged(Map<String, Charged> charged, PartKey key) {
        return charged.getOrDefault(
                key.account() + " " + key.resource(), new Charged(key.account(), "", key.resource()));
    }

    private Map<Charged, Map<String, String>> tags(List<SplitPart> parts, Map<String, Charged> charged) {
        List<Charged> asked = parts.stream()
                .filter(part -> part.change().signum() != 0
                        && Definition.mayBe(part.key().resource()))
                .sorted(Comparator.comparing((SplitPart part) -> part.change().abs())
                        .reversed()
                        .thenComparing(part -> part.key().resource()))
                .map(part -> charged(charged, part.key()))
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

    /** The same parts; those of a family say so, and name acts only where runs were added, ended or changed in size. */
    static List<ChangedPart> told(List<ChangedPart> parts, Families families, FoundCauses causes, Unread unread) {
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
            PartKey scope, List<ChangedPart> family, FoundCauses causes, Unread unread) {
        return Recurrence.of(family, run -> causes.started(scope.account(), run), unread.of(scope.account())).stream();
    }
}
