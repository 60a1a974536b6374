package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.charges.ChargeCategory;
import module java.base;

/** What the kept and the newest cut have of the charges of one account, service, record type and tag value, by kind and team. */
final class ChargePlace {
    /** @param caller where an issued pool asks for them, else "" */
    record Name(
            String account,
            String service,
            String recordType,
            String tagValue,
            ChargeCategory category,
            String caller) {
        static final Comparator<Name> ORDER = Comparator.comparing(Name::account)
                .thenComparing(Name::service)
                .thenComparing(Name::recordType)
                .thenComparing(Name::tagValue)
                .thenComparing(Name::category)
                .thenComparing(Name::caller);

        /** @param issued pools; callers are told apart only where these ask for them */
        static Name of(CutLine line, List<Pool> issued) {
            CutCharge charge = line.charge();
            return new Name(
                    charge.account(),
                    charge.service(),
                    charge.recordType(),
                    line.tagValue(),
                    charge.category(),
                    issued.stream().anyMatch(pool -> pool.selection().names(charge.caller())) ? charge.caller() : "");
        }
    }

    record Part(ChargeKind kind, int team) {
        static final Comparator<Part> ORDER = Comparator.comparing(Part::kind).thenComparingInt(Part::team);
    }

    private final Name name;
    private final Map<Part, BigDecimal> kept = new TreeMap<>(Part.ORDER);
    private final Map<Part, BigDecimal> newest = new TreeMap<>(Part.ORDER);
    private final Map<Part, BigDecimal> keptUnused = new TreeMap<>(Part.ORDER);
    private final Map<Part, BigDecimal> newestUnused = new TreeMap<>(Part.ORDER);

    ChargePlace(Name name) {
        this.name = name;
    }

    void keep(CutCharge charge) {
        var part = new Part(charge.kind(), charge.team());
        kept.merge(part, charge.billed(), BigDecimal::add);
        keptUnused.merge(part, charge.unused(), BigDecimal::add);
    }

    void renew(CutCharge charge) {
        var part = new Part(charge.kind(), charge.team());
        newest.merge(part, charge.billed(), BigDecimal::add);
        newestUnused.merge(part, charge.unused(), BigDecimal::add);
    }

    Name name() {
        return name;
    }

    /** Whether the kept cut says whose these charges are. */
    boolean known() {
        return !kept.isEmpty();
    }

    boolean vanished() {
        return some(kept) && !some(newest);
    }

    boolean appeared() {
        return !some(kept) && some(newest);
    }

    private static boolean some(Map<Part, BigDecimal> amounts) {
        return amounts.values().stream().anyMatch(amount -> amount.signum() != 0);
    }

    BigDecimal keptSum() {
        return Amounts.sum(kept.values());
    }

    BigDecimal change() {
        return Amounts.sum(newest.values()).subtract(keptSum());
    }

    /** What each team has in the kept cut. */
    Map<Integer, BigDecimal> keptByTeam() {
        return by(kept, Part::team);
    }

    Map<Integer, BigDecimal> newestByTeam() {
        return by(newest, Part::team);
    }

    BigDecimal keptUnused() {
        return Amounts.sum(keptUnused.values());
    }

    BigDecimal unusedChange() {
        return Amounts.sum(newestUnused.values()).subtract(keptUnused());
    }

    boolean hasFees() {
        return kept.keySet().stream().anyMatch(part -> part.kind() == ChargeKind.COMMITMENT_FEE)
                || newest.keySet().stream().anyMatch(part -> part.kind() == ChargeKind.COMMITMENT_FEE);
    }

    /** The kept cut's part with most of it, or the newest one's of new charges. */
    Part largest() {
        Map<Part, BigDecimal> cut = known() ? kept : newest;
        int team = Amounts.largest(by(cut, Part::team));
        ChargeKind kind = Amounts.largest(by(cut, Part::kind));
        return new Part(kind, team);
    }

    /** Whose commitment it is that is used more or less. */
    Part mostUnused() {
        Map<Part, BigDecimal> unused = known() ? keptUnused : newestUnused;
        Map<Part, BigDecimal> fees = new TreeMap<>(Part.ORDER);
        unused.forEach((part, amount) -> {
            if (part.kind() == ChargeKind.COMMITMENT_FEE && amount.signum() != 0) {
                fees.put(part, amount);
            }
        });
        return fees.isEmpty() ? largest() : Amounts.largest(fees);
    }

    /**
     * What changed, for whom the kept cut names. Where it names several, each has their own change if these have one sign; else, like
     * what the newest cut gives to another one, it goes to who had most. New charges are the newest cut's team's.
     */
    Map<Part, BigDecimal> changes() {
        if (!known()) {
            return newest;
        }
        Map<Part, BigDecimal> own = new TreeMap<>(Part.ORDER);
        newest.forEach((part, amount) -> own.merge(part, amount, BigDecimal::add));
        kept.forEach((part, amount) -> own.merge(part, amount.negate(), BigDecimal::add));
        Part largest = largest();
        Map<ChargeKind, BigDecimal> kinds = by(own, Part::kind);
        if (!Amounts.oneSign(kinds.values())) {
            return teams(largest, largest.kind(), by(own, Part::team));
        }
        Map<Part, BigDecimal> changes = new TreeMap<>(Part.ORDER);
        for (ChargeKind kind : kinds.keySet()) {
            Map<Part, BigDecimal> ofKind = own.entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            changes.putAll(teams(largest, kind, by(ofKind, Part::team)));
        }
        return changes;
    }

    private Map<Part, BigDecimal> teams(Part largest, ChargeKind kind, Map<Integer, BigDecimal> own) {
        boolean each = Amounts.oneSign(own.values());
        var named = keptByTeam().keySet();
        Map<Part, BigDecimal> changes = new TreeMap<>(Part.ORDER);
        own.forEach((team, amount) -> changes.merge(
                new Part(kind, each && named.contains(team) ? team : largest.team()), amount, BigDecimal::add));
        return changes;
    }

    private static <K> Map<K, BigDecimal> by(Map<Part, BigDecimal> amounts, Function<Part, K> of) {
        return amounts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> of.apply(entry.getKey()), Map.Entry::getValue, BigDecimal::add, TreeMap::new));
    }
}
