package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.ChargePlace.Name;
import dev.bursar.chargeback.corrections.ChargePlace.Part;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.charges.ChargeCategory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed between two cuts in one currency, by whom the kept cut names. The changes add up to the difference of the cuts; another
 * owner, another name and another source of the same charges are none.
 */
final class ChargeChanges {
    /**
     * @param unused whether it is about the unused part of a commitment fee
     */
    record Change(Name name, ChargeKind kind, int team, boolean unused, BigDecimal amount) {}

    private final Map<Name, ChargePlace> places = new TreeMap<>(Name.ORDER);
    private final List<Change> changes = new ArrayList<>();

    private ChargeChanges(List<CutLine> kept, List<CutLine> newest) {
        kept.forEach(line -> place(line).keep(line.charge()));
        newest.forEach(line -> place(line).renew(line.charge()));
    }

    private ChargePlace place(CutLine line) {
        return places.computeIfAbsent(Name.of(line), ChargePlace::new);
    }

    static List<Change> of(List<CutLine> kept, List<CutLine> newest, boolean otherSource) {
        var both = new ChargeChanges(kept, newest);
        if (otherSource) {
            both.acrossSources();
        } else {
            both.acrossNames();
            both.unused();
        }
        return both.changes.stream()
                .filter(change -> change.amount().signum() != 0)
                .toList();
    }

    private record Bill(String account, String recordType, String tagValue) {}

    /** Services of an account, record type and tag value that vanish while others appear there are the same by another name. */
    private void acrossNames() {
        for (List<ChargePlace> bill : grouped(
                name -> new Bill(name.account(), name.recordType(), name.tagValue()), places.values())) {
            List<ChargePlace> renamed = renamed(bill);
            if (!renamed.isEmpty()) {
                ChargePlace largest = largestKept(renamed);
                add(largest.name(), largest.largest(), change(renamed));
            }
            bill.stream()
                    .filter(place -> !renamed.contains(place))
                    .forEach(place -> place.changes().forEach((part, amount) -> add(place.name(), part, amount)));
        }
    }

    private static List<ChargePlace> renamed(List<ChargePlace> bill) {
        boolean both = bill.stream().anyMatch(ChargePlace::vanished)
                && bill.stream().anyMatch(ChargePlace::appeared);
        return both
                ? bill.stream()
                        .filter(place -> place.vanished() || place.appeared())
                        .toList()
                : List.of();
    }

    private record Sort(String account, ChargeCategory category) {}

    /**
     * Cost Explorer and exports name services, record types and tag values differently. So an account's changes are netted by category,
     * by team where these have one sign; if all of the account's net to zero, nothing changed.
     */
    private void acrossSources() {
        for (List<ChargePlace> account : grouped(Name::account, places.values())) {
            if (change(account).signum() == 0) {
                continue;
            }
            grouped(name -> new Sort(name.account(), name.category()), account).forEach(this::acrossSources);
        }
    }

    private void acrossSources(List<ChargePlace> sort) {
        var own = new ArrayList<Change>();
        sort.forEach(place -> place.changes()
                .forEach((part, amount) -> own.add(new Change(place.name(), part.kind(), part.team(), false, amount))));
        Map<Integer, List<Change>> byTeam =
                own.stream().collect(Collectors.groupingBy(Change::team, TreeMap::new, Collectors.toList()));
        if (!Amounts.oneSign(
                byTeam.values().stream().map(ChargeChanges::sum).toList())) {
            ChargePlace largest = largestKept(sort);
            add(largest.name(), largest.largest(), sum(own));
            return;
        }
        byTeam.forEach((team, ofTeam) -> {
            if (Amounts.oneSign(ofTeam.stream().map(Change::amount).toList())) {
                changes.addAll(ofTeam);
                return;
            }
            List<ChargePlace> theirs = sort.stream()
                    .filter(place -> place.known() && place.largest().team() == team)
                    .toList();
            if (theirs.isEmpty()) {
                Change largest = Amounts.largest(ofTeam.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), Change::amount, BigDecimal::add, LinkedHashMap::new)));
                add(largest.name(), new Part(largest.kind(), team), sum(ofTeam));
            } else {
                ChargePlace largest = largestKept(theirs);
                add(largest.name(), largest.largest(), sum(ofTeam));
            }
        });
    }

    private record Fees(String account, String service) {}

    /** Of a fee that stays the same more or less may be unused: pools may take the one and not the other. */
    private void unused() {
        List<ChargePlace> fees =
                places.values().stream().filter(ChargePlace::hasFees).toList();
        var renamed = fees.stream()
                .filter(place -> place.vanished() || place.appeared())
                .map(place -> place.name().account())
                .collect(Collectors.toSet());
        for (List<ChargePlace> group : grouped(
                name -> new Fees(name.account(), renamed.contains(name.account()) ? "" : name.service()), fees)) {
            Map<ChargePlace, BigDecimal> own = byPlace(group, ChargePlace::unusedChange);
            if (Amounts.oneSign(own.values())) {
                own.forEach(this::unused);
            } else {
                unused(Amounts.largest(byPlace(group, ChargePlace::keptUnused)), Amounts.sum(own.values()));
            }
        }
    }

    private void unused(ChargePlace place, BigDecimal amount) {
        Part whose = place.mostUnused();
        changes.add(new Change(place.name(), whose.kind(), whose.team(), true, amount));
        changes.add(new Change(place.name(), whose.kind(), whose.team(), false, amount.negate()));
    }

    private void add(Name name, Part part, BigDecimal amount) {
        changes.add(new Change(name, part.kind(), part.team(), false, amount));
    }

    private static ChargePlace largestKept(List<ChargePlace> places) {
        return Amounts.largest(byPlace(
                places.stream().anyMatch(ChargePlace::known)
                        ? places.stream().filter(ChargePlace::known).toList()
                        : places,
                place -> place.known() ? place.keptSum() : place.change()));
    }

    private static Map<ChargePlace, BigDecimal> byPlace(
            List<ChargePlace> places, Function<ChargePlace, BigDecimal> amount) {
        Map<ChargePlace, BigDecimal> amounts = new LinkedHashMap<>();
        places.forEach(place -> amounts.put(place, amount.apply(place)));
        return amounts;
    }

    private static <K> Collection<List<ChargePlace>> grouped(Function<Name, K> by, Collection<ChargePlace> places) {
        return places.stream()
                .collect(Collectors.groupingBy(
                        place -> by.apply(place.name()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static BigDecimal change(List<ChargePlace> places) {
        return Amounts.sum(places.stream().map(ChargePlace::change).toList());
    }

    private static BigDecimal sum(List<Change> changes) {
        return Amounts.sum(changes.stream().map(Change::amount).toList());
    }
}
