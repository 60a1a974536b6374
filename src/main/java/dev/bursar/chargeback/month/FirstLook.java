package dev.bursar.chargeback.month;

import dev.bursar.chargeback.documents.AwsDocument;
import module java.base;

/** What to compare with AWS's bill first where a difference is too large to be accepted. */
public sealed interface FirstLook {
    int MOST = 5;

    /** An account's charges of a service. */
    record Place(String account, String service) {}

    /** A document that asks for exactly the difference, so that it may be missing among the charges, or listed twice. */
    record SameDocument(AwsDocument document) implements FirstLook {}

    /** A document that a person typed in. */
    record TypedDocument(AwsDocument document) implements FirstLook {}

    /**
     * Charges that come to exactly the difference, or changed by exactly that since the month before: only one side may have them.
     *
     * @param before in the month before
     */
    record SameCharges(Place place, BigDecimal now, BigDecimal before) implements FirstLook {}

    /** Charges that changed more than others since the month before. */
    record ChangedCharges(Place place, BigDecimal now, BigDecimal before) implements FirstLook {}

    /** Charges that are larger than others, where the month before isn't known. */
    record LargeCharges(Place place, BigDecimal now) implements FirstLook {}

    /**
     * The likeliest first.
     *
     * @param documents that count, of the currency
     * @param now what charges come to, not rounded
     * @param before in the month before; empty where nothing is known of it
     */
    static List<FirstLook> of(
            BigDecimal difference,
            List<AwsDocument> documents,
            Map<Place, BigDecimal> now,
            Map<Place, BigDecimal> before) {
        var looks = new ArrayList<FirstLook>();
        documents.stream()
                .filter(one -> one.amount().stream()
                        .anyMatch(amount -> amount.getAmount().compareTo(difference) == 0))
                .forEach(one -> looks.add(new SameDocument(one)));
        List<ChangedCharges> places = places(now, before);
        places.stream()
                .filter(one -> isSame(one.now(), difference)
                        || isSame(one.now().subtract(one.before()), difference)
                        || one.now().signum() == 0 && isSame(one.before(), difference))
                .forEach(one -> looks.add(new SameCharges(one.place(), one.now(), one.before())));
        documents.stream()
                .filter(one -> one.typed() != null && looks.stream().noneMatch(new SameDocument(one)::equals))
                .forEach(one -> looks.add(new TypedDocument(one)));
        places.stream()
                .filter(one -> looks.stream().noneMatch(new SameCharges(one.place(), one.now(), one.before())::equals))
                .filter(one -> one.now().compareTo(one.before()) != 0)
                .sorted(Comparator.comparing((ChangedCharges one) ->
                                one.now().subtract(one.before()).abs())
                        .reversed())
                .map(one -> before.isEmpty() ? new LargeCharges(one.place(), one.now()) : one)
                .forEach(looks::add);
        return List.copyOf(looks.subList(0, Math.min(MOST, looks.size())));
    }

    private static List<ChangedCharges> places(Map<Place, BigDecimal> now, Map<Place, BigDecimal> before) {
        var all = new TreeSet<>(Comparator.comparing(Place::service).thenComparing(Place::account));
        Stream.of(now, before).forEach(one -> all.addAll(one.keySet()));
        return all.stream()
                .map(place -> new ChangedCharges(
                        place, now.getOrDefault(place, BigDecimal.ZERO), before.getOrDefault(place, BigDecimal.ZERO)))
                .toList();
    }

    private static boolean isSame(BigDecimal amount, BigDecimal difference) {
        return amount.signum() != 0
                && amount.abs().setScale(2, RoundingMode.HALF_UP).compareTo(difference.abs()) == 0;
    }
}
