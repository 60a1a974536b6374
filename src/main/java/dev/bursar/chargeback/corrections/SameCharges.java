package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.ChargePlace.Name;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.charges.ChargeCategory;
import module java.base;

/**
 * Tells which places of two cuts hold the same charges by other names, in one currency: what changed of them is their sum.
 *
 * <p>Of an account and record type these are those that changed if all changes there come to zero; else, of one service, tag values that
 * vanish or appear while others change the other way; and, under one tag value, services that vanish while others appear.
 */
final class SameCharges {
    private SameCharges() {}

    /**
     * Each account, service, record type and tag value with what the cuts have there, in order.
     *
     * @param issued pools; callers are told apart only where these ask for them
     */
    static List<ChargePlace> places(List<CutLine> kept, List<CutLine> newest, List<Pool> issued) {
        Map<Name, ChargePlace> places = new TreeMap<>(Name.ORDER);
        kept.forEach(line ->
                places.computeIfAbsent(Name.of(line, issued), ChargePlace::new).keep(line.charge()));
        newest.forEach(line ->
                places.computeIfAbsent(Name.of(line, issued), ChargePlace::new).renew(line.charge()));
        return List.copyOf(places.values());
    }

    private record Type(String account, String recordType) {}

    /** Every place is in one of these groups, most of them alone. */
    static List<List<ChargePlace>> byName(List<ChargePlace> places) {
        return groups(places, name -> new Type(name.account(), name.recordType())).stream()
                .flatMap(type -> ofType(type).stream())
                .toList();
    }

    private record Sort(String account, ChargeCategory category) {}

    /** Cost Explorer and exports name services, record types and tag values differently. */
    static List<List<ChargePlace>> bySource(List<ChargePlace> places) {
        return List.copyOf(groups(places, name -> new Sort(name.account(), name.category())));
    }

    private static List<List<ChargePlace>> ofType(List<ChargePlace> type) {
        List<ChargePlace> changed = changed(type);
        if (moved(changed) && change(changed).signum() == 0) {
            return apart(type, changed);
        }
        var rest = new ArrayList<ChargePlace>();
        var groups = new ArrayList<List<ChargePlace>>();
        for (List<ChargePlace> service : groups(type, Name::service)) {
            List<ChargePlace> tagged = tagged(service);
            rest.addAll(without(service, tagged));
            add(groups, tagged);
        }
        for (List<ChargePlace> tagValue : groups(rest, Name::tagValue)) {
            List<ChargePlace> renamed = renamed(tagValue);
            groups.addAll(apart(tagValue, renamed));
        }
        return groups;
    }

    private static List<ChargePlace> tagged(List<ChargePlace> service) {
        List<ChargePlace> changed = changed(service);
        if (moved(changed) && change(changed).signum() == 0) {
            return changed;
        }
        List<ChargePlace> other = changed.stream()
                .filter(place -> place.vanished() || place.appeared())
                .toList();
        int against = -change(other).signum();
        List<ChargePlace> tagged = Stream.concat(
                        other.stream(),
                        without(changed, other).stream()
                                .filter(place -> place.change().signum() == against))
                .toList();
        return moved(tagged)
                        && !Amounts.oneSign(
                                tagged.stream().map(ChargePlace::change).toList())
                ? tagged
                : List.of();
    }

    /** Whether charges can have moved between these: not if all of them came, or all went. */
    private static boolean moved(List<ChargePlace> changed) {
        return !changed.stream().allMatch(ChargePlace::appeared)
                && !changed.stream().allMatch(ChargePlace::vanished);
    }

    private static List<ChargePlace> renamed(List<ChargePlace> tagValue) {
        boolean both = tagValue.stream().anyMatch(ChargePlace::vanished)
                && tagValue.stream().anyMatch(ChargePlace::appeared);
        return both
                ? tagValue.stream()
                        .filter(place -> place.vanished() || place.appeared())
                        .toList()
                : List.of();
    }

    private static List<List<ChargePlace>> apart(List<ChargePlace> places, List<ChargePlace> together) {
        var groups = new ArrayList<List<ChargePlace>>();
        add(groups, together);
        without(places, together).forEach(place -> groups.add(List.of(place)));
        return groups;
    }

    private static void add(List<List<ChargePlace>> groups, List<ChargePlace> group) {
        if (!group.isEmpty()) {
            groups.add(group);
        }
    }

    private static List<ChargePlace> changed(List<ChargePlace> places) {
        return places.stream().filter(place -> place.change().signum() != 0).toList();
    }

    private static List<ChargePlace> without(List<ChargePlace> places, List<ChargePlace> others) {
        var without = Set.copyOf(others);
        return places.stream().filter(place -> !without.contains(place)).toList();
    }

    static <K> Collection<List<ChargePlace>> groups(List<ChargePlace> places, Function<Name, K> by) {
        return places.stream()
                .collect(
                        Collectors.groupingBy(place -> by.apply(place.name()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    static BigDecimal change(List<ChargePlace> places) {
        return Amounts.sum(places.stream().map(ChargePlace::change).toList());
    }

    /** Where most was in the kept cut, or what is most of new charges. */
    static ChargePlace largest(List<ChargePlace> places) {
        List<ChargePlace> known = places.stream().filter(ChargePlace::known).toList();
        Map<ChargePlace, BigDecimal> amounts = new LinkedHashMap<>();
        (known.isEmpty() ? places : known)
                .forEach(place -> amounts.put(place, place.known() ? place.keptSum() : place.change()));
        return Amounts.largest(amounts);
    }
}
