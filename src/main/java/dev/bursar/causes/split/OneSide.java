package dev.bursar.causes.split;

import dev.bursar.causes.Lengths;
import dev.bursar.causes.Move;
import dev.bursar.causes.split.Moves.Moved;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a move comes to from the charges of one owner alone, at what these cost a day while they were that owner's. A day that both
 * have counts half.
 *
 * @param moves of lines whose other owner's charges aren't among them
 */
public record OneSide(DayRange before, DayRange now, Lengths lengths, Function<Line, Optional<Move>> moves) {
    /** Both sides of every move are among the lines. */
    public static final OneSide NONE = new OneSide(
            new DayRange(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)),
            new DayRange(LocalDate.EPOCH.plusDays(1), LocalDate.EPOCH.plusDays(2)),
            Lengths.EQUAL,
            line -> Optional.empty());

    /** The line with what it would have cost before, had its owner had it on as many days as now; all of it moved where it is on one side. */
    Optional<Moved> of(Line line) {
        return moves.apply(line).map(move -> {
            Side then = before(line, move);
            return then == null
                    ? new Moved(line, line.now().cost().subtract(line.before().cost()), true)
                    : new Moved(
                            line.with(then), then.cost().subtract(line.before().cost()));
        });
    }

    private @Nullable Side before(Line line, Move move) {
        DayRange read = new DayRange(now.from(), now.from().plusDays(lengths.now()));
        int halvesThen = halves(before, move);
        int halvesNow = halves(read, move);
        if (halvesThen == 0 || halvesNow == 0) {
            return null;
        }
        return new Side(
                share(line.before().cost(), halvesNow * lengths.before(), halvesThen * lengths.now()),
                line.before().quantity() == null
                        ? null
                        : share(line.before().quantity(), halvesNow * lengths.before(), halvesThen * lengths.now()));
    }

    /** Half days of the line's owner. */
    private static int halves(DayRange days, Move move) {
        LocalDate from = move.came() && move.day().isAfter(days.from()) ? move.day() : days.from();
        LocalDate to = !move.came() && move.day().isBefore(days.to()) ? move.day() : days.to();
        int whole = Math.max(0, (int) ChronoUnit.DAYS.between(from, to));
        boolean half =
                move.shared() && !move.day().isBefore(days.from()) && move.day().isBefore(days.to());
        return 2 * whole + (half ? move.came() ? -1 : 1 : 0);
    }

    private static BigDecimal share(BigDecimal whole, long of, long by) {
        return whole.multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(by), Moves.SCALE, RoundingMode.HALF_EVEN);
    }
}
