package dev.bursar.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.Full;
import dev.bursar.testing.costs.GeneratedCosts;
import module java.base;
import org.junit.jupiter.api.Test;

/**
 * How good forecasts of teams and of accounts are over generated organisations, replayed: each sees the thirteen months before its month,
 * as the product does, and of the month what was known on its day. The peer is what a month has cost so far, lumps with it, and the usage
 * of the same dates of the month before for the days to come; it knows no lumps that are still to come. An error is a share of what the
 * month cost, twice that at most.
 */
class ForecastQualityTest {
    private static final int[] DAYS = {5, 10, 15, 20};
    private static final int HISTORY = 13;
    /** Of so small a month a share says nothing. */
    private static final int LEAST = 1;

    /** A forecast of one month, made on one day. */
    private record Made(int day, double ours, double peers, double cost, boolean within) {
        double our() {
            return Math.min(2, ours / cost);
        }

        double peer() {
            return Math.min(2, peers / cost);
        }
    }

    /** Accounts by team of the organisation of a seed. */
    private record Source(String name, LongFunction<Map<Integer, List<DailySeries>>> organisation) {}

    private static final List<Source> SOURCES = Stream.concat(
                    Arrays.stream(GeneratedAccounts.Kind.values())
                            .map(kind -> new Source(kind.name(), seed -> accounts(kind, seed))),
                    Stream.of(new Source("ANOMALIES", ForecastQualityTest::teamsWithAnomalies)))
            .toList();

    @Test
    void someOrganisations() {
        judged(replayed(3, 49_100, 3), 0.65, 0.75, 5);
    }

    @Test
    @Full("changes of how forecasts are made and of their ranges")
    void eightyOrganisationsOfFourKinds() {
        judged(replayed(20, 490_000, 3), 0.55, 0.65, 0);
    }

    /** @param less how much less sure the shares of months within their range are, in percent */
    private static void judged(Map<String, List<Made>> made, double pooled, double onDayFive, double less) {
        made.forEach((level, all) -> {
            assertThat(ratio(all)).as(level).isLessThanOrEqualTo(pooled);
            assertThat(ratio(on(all, 5))).as(level + " on day 5").isLessThanOrEqualTo(onDayFive);
            assertThat(covered(all)).as(level).isBetween(78 - less, 84 + less);
            for (int day : DAYS) {
                assertThat(covered(on(all, day))).as(level + " on day " + day).isBetween(72 - less, 88 + less);
            }
        });
    }

    /**
     * @param organisations of each source
     * @param every of the last six months each organisation shows only each so many, the next one others
     * @return by teams and by accounts
     */
    private static Map<String, List<Made>> replayed(int organisations, long seed, int every) {
        Map<String, List<Made>> made = new LinkedHashMap<>();
        System.out.println(
                "                     day  forecasts  median   peer's  ratio  mean   by money  within the range");
        for (Source source : SOURCES) {
            var teams = new ArrayList<Made>();
            var accounts = new ArrayList<Made>();
            for (int i = 0; i < organisations; i++) {
                for (List<DailySeries> team :
                        source.organisation().apply(seed + i).values()) {
                    int latest = 1 + i % every;
                    teams.addAll(replayed(sum(team), latest, every));
                    if (team.size() > 1) {
                        team.forEach(account -> accounts.addAll(replayed(account, latest, every)));
                    }
                }
            }
            print("teams, " + source.name(), teams);
            made.computeIfAbsent("teams", any -> new ArrayList<>()).addAll(teams);
            if (!accounts.isEmpty()) {
                print("accounts, " + source.name(), accounts);
                made.computeIfAbsent("accounts", any -> new ArrayList<>()).addAll(accounts);
            }
        }
        made.forEach((level, all) -> print("all " + level, all));
        return made;
    }

    private static List<Made> replayed(DailySeries whole, int latest, int every) {
        return IntStream.iterate(latest, back -> back <= 6, back -> back + every)
                .mapToObj(back -> YearMonth.from(whole.to()).minusMonths(back).atDay(1))
                .flatMap(month -> Arrays.stream(DAYS).mapToObj(day -> made(whole, month, day)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Made> made(DailySeries whole, LocalDate month, int day) {
        LocalDate end = month.plusMonths(1);
        DailySeries seen = since(whole, month.minusMonths(HISTORY));
        double cost = whole.spent(month, end).doubleValue();
        if (cost < LEAST) {
            return Optional.empty();
        }
        return Forecaster.of(seen.until(month.plusDays(day)), month, end)
                .filter(forecast -> forecast.range().isPresent())
                .map(forecast -> {
                    Forecast.Range range = forecast.range().orElseThrow();
                    return new Made(
                            day,
                            Math.abs(forecast.mean().doubleValue() - cost),
                            Math.abs(peer(whole, month, day) - cost),
                            cost,
                            range.low().doubleValue() <= cost + 0.01
                                    && cost - 0.01 <= range.high().doubleValue());
                });
    }

    /** As the product reads a series: from a day on, or from its first costs. */
    private static DailySeries since(DailySeries whole, LocalDate day) {
        int from = (int) Math.max(0, ChronoUnit.DAYS.between(whole.from(), day));
        while (from < whole.usage().size()
                && whole.usage().get(from).signum() == 0
                && whole.lumps().get(from).signum() == 0) {
            from++;
        }
        return new DailySeries(
                whole.from().plusDays(from),
                whole.usage().subList(from, whole.usage().size()),
                whole.lumps().subList(from, whole.lumps().size()));
    }

    private static double peer(DailySeries series, LocalDate month, int day) {
        BigDecimal sum = series.spent(month, month.plusDays(day));
        for (int i = day; i < month.lengthOfMonth(); i++) {
            LocalDate before = month.minusMonths(1).plusDays(i);
            LocalDate last = month.minusDays(1);
            sum = sum.add(series.usage()
                    .get((int) ChronoUnit.DAYS.between(series.from(), before.isAfter(last) ? last : before)));
        }
        return sum.doubleValue();
    }

    private static void print(String what, List<Made> all) {
        Arrays.stream(DAYS).forEach(day -> print(what, "" + day, on(all, day)));
        print(what, "all", all);
    }

    private static void print(String what, String day, List<Made> some) {
        double median = median(some, Made::our);
        double peers = median(some, Made::peer);
        System.out.printf(
                "%-20s %3s  %9d  %4.2f %%  %5.2f %%  %5.2f  %5.3f  %8.2f  %7.1f %%%n",
                what,
                day,
                some.size(),
                100 * median,
                100 * peers,
                median / peers,
                ratio(some),
                some.stream().mapToDouble(Made::ours).sum()
                        / some.stream().mapToDouble(Made::peers).sum(),
                covered(some));
    }

    private static List<Made> on(List<Made> all, int day) {
        return all.stream().filter(one -> one.day() == day).toList();
    }

    private static double median(List<Made> some, ToDoubleFunction<Made> error) {
        return DayPattern.median(some.stream().mapToDouble(error).toArray());
    }

    /** The mean error against the peer's. */
    private static double ratio(List<Made> some) {
        return some.stream().mapToDouble(Made::our).sum()
                / some.stream().mapToDouble(Made::peer).sum();
    }

    private static double covered(List<Made> some) {
        return 100.0 * some.stream().filter(Made::within).count() / some.size();
    }

    private static Map<Integer, List<DailySeries>> accounts(GeneratedAccounts.Kind kind, long seed) {
        Map<Integer, List<DailySeries>> teams = new TreeMap<>();
        GeneratedAccounts.organisation(kind, seed)
                .forEach(account -> teams.computeIfAbsent(account.team(), any -> new ArrayList<>())
                        .add(account.costs()));
        return teams;
    }

    /** Each team is one account. */
    private static Map<Integer, List<DailySeries>> teamsWithAnomalies(long seed) {
        Map<String, List<DailySeries>> services = new TreeMap<>();
        GeneratedCosts.organisation(seed, 1 + (int) (seed % 3))
                .forEach(one -> services.computeIfAbsent(one.team(), any -> new ArrayList<>())
                        .add(new DailySeries(one.from(), one.usage(), one.lumps())));
        Map<Integer, List<DailySeries>> teams = new TreeMap<>();
        services.values().forEach(team -> teams.put(teams.size(), List.of(sum(team))));
        return teams;
    }

    private static DailySeries sum(List<DailySeries> all) {
        DailySeries first = all.getFirst();
        var usage = new ArrayList<>(first.usage());
        var lumps = new ArrayList<>(first.lumps());
        for (DailySeries one : all.subList(1, all.size())) {
            for (int i = 0; i < usage.size(); i++) {
                usage.set(i, usage.get(i).add(one.usage().get(i)));
                lumps.set(i, lumps.get(i).add(one.lumps().get(i)));
            }
        }
        return new DailySeries(first.from(), usage, lumps);
    }
}
