package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.ChargePlace.Name;
import dev.bursar.chargeback.corrections.ChargePlace.Part;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    private final List<Change> changes = new ArrayList<>();

    private ChargeChanges() {}

    static List<Change> of(List<CutLine> kept, List<CutLine> newest, boolean otherSource) {
        List<ChargePlace> places = SameCharges.places(kept, newest);
        var changes = new ChargeChanges();
        if (otherSource) {
            changes.acrossSources(places);
        } else {
            SameCharges.byName(places).forEach(changes::ofGroup);
            changes.unused(places);
        }
        return changes.changes.stream()
                .filter(change -> change.amount().signum() != 0)
                .toList();
    }

    private void ofGroup(List<ChargePlace> group) {
        if (group.size() == 1) {
            ChargePlace place = group.getFirst();
            place.changes().forEach((part, amount) -> add(place.name(), part, amount));
        } else {
            ChargePlace largest = SameCharges.largest(group);
            add(largest.name(), largest.largest(), SameCharges.change(group));
        }
    }

    /** An account's changes are netted by category, by team where these have one sign; if all of them come to zero, nothing changed. */
    private void acrossSources(List<ChargePlace> places) {
        for (List<ChargePlace> account : SameCharges.groups(places, Name::account)) {
            if (SameCharges.change(account).signum() != 0) {
                SameCharges.bySource(account).forEach(this::ofSource);
            }
        }
    }

    private void ofSource(List<ChargePlace> sort) {
        var own = new ArrayList<Change>();
        sort.forEach(place -> place.changes()
                .forEach((part, amount) -> own.add(new Change(place.name(), part.kind(), part.team(), false, amount))));
        Map<Integer, List<Change>> byTeam =
                own.stream().collect(Collectors.groupingBy(Change::team, TreeMap::new, Collectors.toList()));
        if (!Amounts.oneSign(byTeam.values().stream().map(ChargeChanges::sum).toList())) {
            ChargePlace largest = SameCharges.largest(sort);
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
                ChargePlace largest = SameCharges.largest(theirs);
                add(largest.name(), largest.largest(), sum(ofTeam));
            }
        });
    }

    private record Fees(String account, String service) {}

    /** Of a fee that stays the same more or less may be unused: pools may take the one and not the other. */
    private void unused(List<ChargePlace> places) {
        List<ChargePlace> fees = places.stream().filter(ChargePlace::hasFees).toList();
        var renamed = fees.stream()
                .filter(place -> place.vanished() || place.appeared())
                .map(place -> place.name().account())
                .collect(Collectors.toSet());
        for (List<ChargePlace> group : SameCharges.groups(
                fees, name -> new Fees(name.account(), renamed.contains(name.account()) ? "" : name.service()))) {
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

    private static Map<ChargePlace, BigDecimal> byPlace(
            List<ChargePlace> places, Function<ChargePlace, BigDecimal> amount) {
        Map<ChargePlace, BigDecimal> amounts = new LinkedHashMap<>();
        places.forEach(place -> amounts.put(place, amount.apply(place)));
        return amounts;
    }

    private static BigDecimal sum(List<Change> changes) {
        return Amounts.sum(changes.stream().map(Change::amount).toList());
    }
}
