package dev.bursar.causes.evidence;

import dev.bursar.causes.Commitment;
import dev.bursar.causes.Commitment.What;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Names the commitments by which a price changed: those that cover less of a use where it became dearer, and more where it became cheaper. */
public final class Coverage {
    private static final int MOST = 3;
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private final DayRange before;
    private final DayRange now;
    private final LocalDate arrived;

    /** @param arrived the day after the last one whose costs are there */
    public Coverage(DayRange before, DayRange now, LocalDate arrived) {
        this.before = before;
        this.now = now;
        this.arrived = arrived.isBefore(now.to()) ? arrived : now.to();
    }

    /**
     * What a commitment covered of a part.
     *
     * @param before quantity of the days of comparison
     * @param first of the days on which it covered any, from 14 days before the first of {@code before} on
     * @param term of the commitment; null where nobody says it
     */
    public record Covered(
            String id,
            BigDecimal before,
            BigDecimal now,
            LocalDate first,
            LocalDate last,
            @Nullable Term term) {}

    /** The first and last day on which a commitment holds. */
    public record Term(LocalDate first, LocalDate last) {}

    private record Found(Commitment commitment, BigDecimal difference) {}

    /** What accounts for a price's part of a change, the likeliest first, at most three. */
    public List<Commitment> of(BigDecimal price, List<Covered> covered) {
        return covered.stream()
                .flatMap(one -> found(price.signum() > 0, one).stream())
                .sorted(Comparator.comparing(
                                (Found found) -> rank(found.commitment().what()))
                        .thenComparing(Found::difference, Comparator.reverseOrder())
                        .thenComparing(found -> found.commitment().id()))
                .map(Found::commitment)
                .limit(MOST)
                .toList();
    }

    private static int rank(What what) {
        return switch (what) {
            case BEGAN, ENDED -> 0;
            case FIRST_COVERED, LAST_COVERED -> 1;
            case COVERS_MORE, COVERS_LESS -> 2;
        };
    }

    private Optional<Found> found(boolean dearer, Covered covered) {
        BigDecimal then = aDay(covered.before(), before);
        BigDecimal today = aDay(covered.now(), now);
        BigDecimal difference = dearer ? then.subtract(today) : today.subtract(then);
        if (difference.signum() <= 0 || difference.compareTo(then.max(today).multiply(TENTH)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Found(dearer ? less(covered) : more(covered), difference));
    }

    private Commitment less(Covered covered) {
        Term term = covered.term();
        if (term != null) {
            return within(term.last())
                    ? new Commitment(covered.id(), What.ENDED, term.last())
                    : new Commitment(covered.id(), What.COVERS_LESS, null);
        }
        return covered.last().plusDays(1).isBefore(arrived)
                ? new Commitment(covered.id(), What.LAST_COVERED, covered.last())
                : new Commitment(covered.id(), What.COVERS_LESS, null);
    }

    private Commitment more(Covered covered) {
        Term term = covered.term();
        if (term != null) {
            return within(term.first())
                    ? new Commitment(covered.id(), What.BEGAN, term.first())
                    : new Commitment(covered.id(), What.COVERS_MORE, null);
        }
        return covered.first().isAfter(before.from())
                ? new Commitment(covered.id(), What.FIRST_COVERED, covered.first())
                : new Commitment(covered.id(), What.COVERS_MORE, null);
    }

    private boolean within(LocalDate day) {
        return !day.isBefore(before.from()) && day.isBefore(now.to());
    }

    private static BigDecimal aDay(BigDecimal quantity, DayRange days) {
        return quantity.divide(
                BigDecimal.valueOf(ChronoUnit.DAYS.between(days.from(), days.to())), MathContext.DECIMAL64);
    }
}
