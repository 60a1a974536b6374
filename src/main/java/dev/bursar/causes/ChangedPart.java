package dev.bursar.causes;

import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A part of a change and what it is put down to.
 *
 * @param amounts by class, without those that are zero; they add up to the change exactly
 * @param booked what the booked amount is made of
 * @param acts what events made of it, the largest amount first; those of a class add up to its amount
 * @param why of an amount that is unexplained; null where none is
 * @param commitments by which its price changed, the likeliest first
 * @param move when what moved did; null where nothing did, or where it isn't known
 * @param family of what recurs under a new name each time, of which its resource is a run; null for others
 */
public record ChangedPart(
        PartKey key,
        BigDecimal before,
        BigDecimal now,
        Map<ChangeClass, BigDecimal> amounts,
        Map<Booked, BigDecimal> booked,
        List<Acted> acts,
        @Nullable Unknown why,
        List<Commitment> commitments,
        @Nullable Move move,
        @Nullable Family family) {
    private static final int ID_BYTES = 8;
    private static final Comparator<Acted> LARGEST = Comparator.comparing(
                    (Acted act) -> act.amount().abs())
            .reversed()
            .thenComparing(Acted::of)
            .thenComparing(Acted::event);

    public ChangedPart {
        amounts = Map.copyOf(amounts);
        booked = Map.copyOf(booked);
        acts = acts.isEmpty() ? List.of() : acts.stream().sorted(LARGEST).toList();
        commitments = List.copyOf(commitments);
    }

    /** No commitment is known to have changed its price. */
    public ChangedPart(
            PartKey key,
            BigDecimal before,
            BigDecimal now,
            Map<ChangeClass, BigDecimal> amounts,
            Map<Booked, BigDecimal> booked,
            List<Acted> acts,
            @Nullable Unknown why) {
        this(key, before, now, amounts, booked, acts, why, List.of(), null, null);
    }

    /** The same with the commitments by which its price changed. */
    public ChangedPart with(List<Commitment> changed) {
        return new ChangedPart(key, before, now, amounts, booked, acts, why, changed, move, family);
    }

    /** The same with when what moved did. */
    public ChangedPart with(@Nullable Move moved) {
        return new ChangedPart(key, before, now, amounts, booked, acts, why, commitments, moved, family);
    }

    /** The same as a part of a run. */
    public ChangedPart of(Family its) {
        return new ChangedPart(key, before, now, amounts, booked, acts, why, commitments, move, its);
    }

    /**
     * The same with what only recurred put down to usage, or unexplained where not all events were read.
     *
     * @param amount that recurred, of what was used more or less; null for all of it
     */
    public ChangedPart recurring(@Nullable BigDecimal amount, boolean unread) {
        Map<ChangeClass, BigDecimal> told = new EnumMap<>(ChangeClass.class);
        told.putAll(amounts);
        BigDecimal used = BigDecimal.ZERO;
        ChangeClass as = unread ? ChangeClass.UNEXPLAINED : ChangeClass.USAGE;
        ChangeClass of = as;
        for (ChangeClass one : List.of(ChangeClass.UNEXPLAINED, ChangeClass.CANDIDATE, ChangeClass.EXPLAINED)) {
            BigDecimal its = told.remove(one);
            if (its != null) {
                used = used.add(its);
                of = one;
            }
        }
        BigDecimal recurred = amount == null ? used : amount;
        BigDecimal rest = used.subtract(recurred);
        told.merge(as, recurred, BigDecimal::add);
        told.merge(of, rest, BigDecimal::add);
        told.values().removeIf(one -> one.signum() == 0);
        List<Acted> made = rest.signum() == 0
                ? List.of()
                : acts(of).stream()
                        .limit(1)
                        .map(act -> new Acted(act.of(), rest, act.events()))
                        .toList();
        return new ChangedPart(
                key,
                before,
                now,
                told,
                booked,
                made,
                !told.containsKey(ChangeClass.UNEXPLAINED) ? null : unread ? Unknown.EVENTS_NOT_READ : why,
                commitments,
                move,
                family);
    }

    /** The same with what events explain as what they may have caused. */
    public ChangedPart unproved() {
        Map<ChangeClass, BigDecimal> told = new EnumMap<>(ChangeClass.class);
        amounts.forEach((of, amount) ->
                told.merge(of == ChangeClass.EXPLAINED ? ChangeClass.CANDIDATE : of, amount, BigDecimal::add));
        List<Acted> possible = acts.stream()
                .map(act -> new Acted(ChangeClass.CANDIDATE, act.amount(), act.events()))
                .toList();
        return new ChangedPart(key, before, now, told, booked, possible, why, commitments, move, family);
    }

    /** Why nothing explains an amount. */
    public enum Unknown {
        /** No event that was read acted on the resource at that time. */
        NO_EVENT,
        /** Not all events of its account at that time were read. */
        EVENTS_NOT_READ,
        /** The source of its charges names no resources. */
        NO_RESOURCES,
        /** It is one of many small ones. */
        NOT_LOOKED_AT
    }

    /** Tells it apart in addresses: 16 hexadecimal digits. */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(key.toString()), 0, ID_BYTES);
    }

    public BigDecimal change() {
        return now.subtract(before);
    }

    public BigDecimal amount(ChangeClass of) {
        return amounts.getOrDefault(of, BigDecimal.ZERO);
    }

    /** What events made that are of a class, first those that made it dearer or cheaper as they did together, the largest amount first. */
    public List<Acted> acts(ChangeClass of) {
        int direction = amount(of).signum();
        return acts.stream()
                .filter(act -> act.of() == of)
                .sorted(Comparator.comparing(act -> act.amount().signum() != direction))
                .toList();
    }

    /** The events that it is put down to, the one with the largest amount first. */
    public List<UUID> events() {
        return acts.stream().flatMap(act -> act.events().stream()).distinct().toList();
    }

    /** The class of its largest amount in the direction in which it changed; empty where nothing changed. */
    public Optional<ChangeClass> main() {
        int direction = change().signum();
        return amounts.entrySet().stream()
                .filter(one -> direction == 0 || one.getValue().signum() == direction)
                .max(Comparator.comparing((Map.Entry<ChangeClass, BigDecimal> one) ->
                                one.getValue().abs())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }
}
