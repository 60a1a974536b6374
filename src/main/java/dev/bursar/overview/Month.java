package dev.bursar.overview;

import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.spend.Pace;
import dev.bursar.spend.Projection;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * One currency's month: what each team spent and what it spent before.
 *
 * @param before the compared days; empty where they are not all stored
 * @param beforeDays sums of the compared days, one a day
 * @param teams largest first, Unallocated last
 * @param projection of the current month only
 * @param pace what its days left are expected to cost; of the current month only
 */
record Month(
        String currency,
        LocalDateRange days,
        Optional<LocalDateRange> before,
        List<LocalDate> dates,
        List<BigDecimal> beforeDays,
        List<Team> teams,
        List<CostMove> moves,
        Optional<Projection> projection,
        Optional<Pace> pace) {
    static final String UNALLOCATED = "0";

    Month {
        dates = List.copyOf(dates);
        beforeDays = List.copyOf(beforeDays);
        teams = List.copyOf(teams);
        moves = List.copyOf(moves);
    }

    /** A team, or Unallocated; one amount a day. */
    record Team(
            String key,
            String name,
            BigDecimal now,
            BigDecimal before,
            List<BigDecimal> perDay,
            Optional<BigDecimal> projected,
            Optional<BudgetRow> budget) {
        Team {
            perDay = List.copyOf(perDay);
        }

        boolean unallocated() {
            return key.equals(UNALLOCATED);
        }
    }

    static Month of(
            LocalDateRange days,
            Optional<LocalDateRange> before,
            List<LocalDate> dates,
            CurrencySpend now,
            List<CostMove> moves,
            Optional<Projection> projection,
            Optional<Pace> pace,
            List<BudgetRow> budgets) {
        Map<String, BigDecimal> projected = new HashMap<>();
        projection.ifPresent(found -> found.teams().forEach(team -> projected.put(team.key(), team.projected())));
        List<Team> teams = now.rows().stream()
                .map(row -> new Team(
                        row.key(),
                        row.label(),
                        row.total(),
                        row.before(),
                        row.perPeriod(),
                        Optional.ofNullable(projected.get(row.key())),
                        budgets.stream()
                                .filter(budget -> budget.isMonthlyOf(Integer.parseInt(row.key()))
                                        && budget.budget().currency().equals(now.currency()))
                                .findFirst()))
                .sorted(Comparator.comparing(Team::unallocated)
                        .thenComparing(Comparator.comparing(Team::now).reversed())
                        .thenComparing(Team::name)
                        .thenComparing(Team::key))
                .toList();
        return new Month(
                now.currency(),
                days,
                before,
                dates,
                before.isPresent() ? now.beforePerPeriod() : List.of(),
                teams,
                moves.stream()
                        .filter(move -> move.currency().equals(now.currency()))
                        .toList(),
                projection,
                pace);
    }

    /** The days left of the month, where it is known what they may cost. */
    List<LocalDate> left() {
        return pace.map(one -> one.from().datesUntil(one.to()).toList()).orElse(List.of());
    }

    /** What a team costs by day, and after those what its days left are expected to. */
    List<BigDecimal> drawn(Team team) {
        return Stream.concat(
                        team.perDay().stream(),
                        pace.stream().flatMap(one -> left().stream().map(day -> one.of(currency, team.key(), day))))
                .toList();
    }

    BigDecimal now() {
        return teams.stream().map(Team::now).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean hasBudgets() {
        return teams.stream().anyMatch(team -> team.budget().isPresent());
    }

    /** What was spent in the compared days. */
    BigDecimal earlier() {
        return teams.stream().map(Team::before).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Optional<Team> unallocated() {
        return teams.stream().filter(Team::unallocated).findFirst();
    }

    /** What all teams' costs are expected to be at the month's end. */
    Optional<BigDecimal> projected() {
        return projection.map(Projection::projected);
    }
}
