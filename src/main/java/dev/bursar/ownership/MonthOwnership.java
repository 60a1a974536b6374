package dev.bursar.ownership;

import dev.bursar.charges.spi.Owners.Owner;
import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one month's costs are under two lists of rules, those that hold and those that are proposed. It needs the costs only
 * by days between which neither list changes, account, service and tag value: nothing else decides who owns them.
 */
final class MonthOwnership {
    private final YearMonth month;
    private final Ownership now;
    private final Ownership proposed;
    private final Map<Move, BigDecimal> moves = new TreeMap<>();
    private final Map<Claim, BigDecimal> claims = new TreeMap<>();

    MonthOwnership(YearMonth month, Ownership now, Ownership proposed) {
        this.month = month;
        this.now = now;
        this.proposed = proposed;
    }

    /** The first days of ranges in which no rule begins or ends; the month's first day is one. */
    SortedSet<LocalDate> cuts() {
        var cuts = new TreeSet<LocalDate>();
        cuts.add(month.atDay(1));
        LocalDate end = month.plusMonths(1).atDay(1);
        cuts.addAll(now.changes().subSet(month.atDay(1), end));
        cuts.addAll(proposed.changes().subSet(month.atDay(1), end));
        return cuts;
    }

    /** Adds costs of days that begin with {@code since}, one of {@link #cuts}. */
    void add(LocalDate since, String account, String service, String tagValue, String currency, BigDecimal effective) {
        Owner before = now.of(since, account, service, tagValue);
        Owner after = proposed.of(since, account, service, tagValue);
        if (!before.team().equals(after.team())) {
            moves.merge(new Move(currency, before.team(), after.team()), effective, BigDecimal::add);
        }
        claims.merge(new Claim(after.rule(), currency), effective, BigDecimal::add);
    }

    /** By currency, the largest first; a sum may be 0 where charges and credits move. */
    List<OwnershipMove> moves() {
        var all = new ArrayList<OwnershipMove>();
        moves.forEach((move, sum) -> all.add(new OwnershipMove(month, move.from, move.to, move.currency, sum)));
        all.sort(Comparator.comparing(OwnershipMove::currency)
                .thenComparing(move -> move.effectiveCost().abs(), Comparator.reverseOrder())
                .thenComparing(OwnershipMove::from)
                .thenComparing(OwnershipMove::to));
        return all;
    }

    /** What each proposed rule claims, 0 is no rule; rules that claim nothing are absent. */
    List<RuleClaim> claims() {
        var all = new ArrayList<RuleClaim>();
        claims.forEach((claim, sum) -> all.add(new RuleClaim(claim.rule, claim.currency, sum)));
        return all;
    }

    private record Move(String currency, TeamId from, TeamId to) implements Comparable<Move> {
        @Override
        public int compareTo(Move other) {
            return Comparator.comparing(Move::currency)
                    .thenComparing(Move::from)
                    .thenComparing(Move::to)
                    .compare(this, other);
        }
    }

    private record Claim(int rule, String currency) implements Comparable<Claim> {
        @Override
        public int compareTo(Claim other) {
            return Comparator.comparingInt(Claim::rule)
                    .thenComparing(Claim::currency)
                    .compare(this, other);
        }
    }
}
