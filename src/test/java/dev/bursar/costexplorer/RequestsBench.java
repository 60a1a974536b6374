package dev.bursar.costexplorer;

import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;

/** Counts the paid requests of a sync, and what they cost a month, against the cheapest simple plan. */
public final class RequestsBench {
    private static final String ASK = "GetCostAndUsage";
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final double MOST_OVER_SIMPLE = 1.05;
    private static final double MOST_WITH_REFUSALS = 1.6;
    private static final int REFRESHES_A_MONTH = 3 * 30;

    private final MovableClock clock = new MovableClock(NOW);
    private final Organisation organisation;
    private final SyncRig rig;

    private RequestsBench(Organisation.Size size) {
        organisation = Organisation.seeded(7, clock, size);
        rig = new SyncRig(clock, organisation, Map.of());
    }

    public static void requests(boolean quick) {
        System.out.println("Paid requests (pages of " + Simulator.USUAL_ROWS_PER_PAGE + " rows at $0.01), 14 months");
        measure(new Organisation.Size(12, 1, 9));
        if (!quick) {
            measure(new Organisation.Size(300, 60, 40));
        }
        refusals();
    }

    private static void measure(Organisation.Size size) {
        var bench = new RequestsBench(size);
        try (bench.rig) {
            bench.print();
        }
    }

    private void print() {
        System.out.printf("%d accounts%n", organisation.accounts().size());
        Instant start = Instant.now();
        int simple = cheapestSimplePages();
        Asked backfill = run();
        line("backfill: pages of the probes", backfill.probes);
        line("backfill: pages of discovery", backfill.discovery);
        line("backfill: pages of the costs", backfill.costs);
        line("the cheapest of the six simple plans", simple);
        ratio(
                "backfill without probes / simple",
                (double) (backfill.discovery + backfill.costs) / simple,
                MOST_OVER_SIMPLE);
        int unchanged = run().all();
        line("refresh with nothing changed", unchanged);

        clock.forward(Duration.ofDays(1));
        line("refresh a day later", run().all());
        moveTag();
        line("refresh after cost moved between tags", run().all());
        organisation.restate(YearMonth.of(2026, 8));
        line("refresh after a month was restated", run().all());
        changeOpenMonth();
        int changed = run().all();
        line("refresh with all of the open month changed", changed);
        System.out.printf(
                Locale.ROOT,
                "  a month at every 8 hours and a forecast a day: $%.2f if all of the open month changes each time,"
                        + " $%.2f if nothing does%n",
                (changed * REFRESHES_A_MONTH + 30) / 100.0,
                (unchanged * REFRESHES_A_MONTH + 30) / 100.0);
        System.out.printf(
                "  took %d s%n", Duration.between(start, Instant.now()).toSeconds());
    }

    private static void refusals() {
        var bench = new RequestsBench(new Organisation.Size(12, 1, 9));
        try (bench.rig) {
            bench.rig.simulator.faults().add(Fault.limitExceeded().on(ASK).withProbability("0.3"));
            Asked backfill = bench.run();
            int sent = bench.rig.simulator.requests().count(ASK);
            System.out.println("12 accounts, 30 % of the requests refused with LimitExceededException");
            line("requests sent", sent);
            line("requests answered (only these are paid)", backfill.all());
            ratio("sent / answered", (double) sent / backfill.all(), MOST_WITH_REFUSALS);
        }
    }

    /** Pages that were answered since the last run. */
    private record Asked(int probes, int discovery, int costs) {
        int all() {
            return probes + discovery + costs;
        }
    }

    private Asked run() {
        RequestLog log = rig.simulator.requests();
        log.clear();
        RunRow run = rig.run("costs");
        if (run.state() != RunState.DONE) {
            throw new IllegalStateException("The sync ended as " + run.state() + ": " + run.problem());
        }
        int probes = 0;
        int discovery = 0;
        int costs = 0;
        for (RequestLog.Entry entry : log.entries()) {
            if (!entry.operation().equals(ASK) || !entry.outcome().equals(RequestLog.OK)) {
                continue;
            }
            if (!entry.filter().isEmpty()) {
                costs++;
            } else if (entry.groupBy().equals(List.of("DIMENSION:LINKED_ACCOUNT", "DIMENSION:RECORD_TYPE"))
                    || entry.groupBy().equals(List.of("TAG:team", "DIMENSION:SERVICE"))) {
                probes++;
            } else {
                discovery++;
            }
        }
        return new Asked(probes, discovery, costs);
    }

    /** Pages of "fix one pair, group by the other two", whichever pair needs the fewest. */
    private int cheapestSimplePages() {
        Map<String, BitSet> days = new HashMap<>();
        Map<String, Combination> cells = new HashMap<>();
        LocalDate from =
                LocalDate.ofInstant(NOW, ZoneOffset.UTC).withDayOfMonth(1).minusMonths(13);
        LocalDate to = LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(1);
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
            int at = (int) day.toEpochDay() - (int) from.toEpochDay();
            for (Line line : organisation.lines(day, day.plusDays(1))) {
                var cell = new Combination(
                        line.cell().account(),
                        line.cell().service(),
                        line.cell().recordType(),
                        line.cell().tags().getOrDefault("team", ""));
                cells.putIfAbsent(cell.toString(), cell);
                days.computeIfAbsent(cell.toString(), any -> new BitSet()).set(at);
            }
        }
        int length = (int) (to.toEpochDay() - from.toEpochDay());
        int best = Integer.MAX_VALUE;
        for (CostDimension one : CostDimension.values()) {
            for (CostDimension other : EnumSet.complementOf(EnumSet.of(one))) {
                if (one.compareTo(other) < 0) {
                    best = Math.min(best, pages(one, other, cells, days, length));
                }
            }
        }
        return best;
    }

    private static int pages(
            CostDimension one,
            CostDimension other,
            Map<String, Combination> cells,
            Map<String, BitSet> days,
            int length) {
        Map<List<String>, Integer> rows = new HashMap<>();
        Map<List<String>, BitSet> filled = new HashMap<>();
        cells.forEach((name, cell) -> {
            List<String> pair = List.of(Cooccurrence.value(cell, one), Cooccurrence.value(cell, other));
            rows.merge(pair, days.get(name).cardinality(), Integer::sum);
            filled.computeIfAbsent(pair, any -> new BitSet()).or(days.get(name));
        });
        int pages = 0;
        for (var pair : rows.entrySet()) {
            // a day without cost takes a row too
            int all = pair.getValue() + length - filled.get(pair.getKey()).cardinality();
            pages += (all + Simulator.USUAL_ROWS_PER_PAGE - 1) / Simulator.USUAL_ROWS_PER_PAGE;
        }
        return pages;
    }

    private void moveTag() {
        LocalDate day = LocalDate.parse("2026-11-12");
        Line line = organisation.lines(day, day.plusDays(1)).stream()
                .filter(candidate ->
                        candidate.cell().tags().getOrDefault("team", "").equals("fraud")
                                && candidate.cell().recordType().equals("Usage")
                                && candidate.costs().unblended().compareTo(BigDecimal.TEN) > 0)
                .findFirst()
                .orElseThrow();
        organisation.moveTag(
                day,
                day.plusDays(1),
                line.cell().account(),
                line.cell().service(),
                "fraud",
                "platform",
                BigDecimal.ONE);
    }

    /** As AWS does several times a day: every cost of the open month is a little more. */
    private void changeOpenMonth() {
        LocalDate month = LocalDate.parse("2026-11-01");
        organisation.edit(
                month,
                month.plusMonths(1),
                lines -> lines.stream()
                        .map(line -> new Line(
                                line.day(),
                                line.cell(),
                                line.costs().plus(new BigDecimal("0.0000012345")),
                                line.usageQuantity()))
                        .toList());
    }

    private static void line(String what, int pages) {
        System.out.printf(Locale.ROOT, "  %-44s %6d%n", what, pages);
    }

    private static void ratio(String what, double ratio, double bound) {
        System.out.printf(
                Locale.ROOT, "  %-44s %6.3f, bound %.2f: %s%n", what, ratio, bound, ratio <= bound ? "pass" : "over");
    }
}
