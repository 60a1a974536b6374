package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.Period.Granularity;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Snapshot;
import dev.bursar.simulator.organisation.Snapshot.DayLines;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What GetCostAndUsage asks: adds up the lines by time step and group, looking at each cell once. */
record Question(Period period, Granularity granularity, List<Metric> metrics, List<Attribute> groups, Filter filter) {
    /** One group (or, without keys, the total) of a time step; an empty step has no tally. */
    record Row(Period bucket, List<String> keys, @Nullable Tally tally) {}

    List<Row> answer(Organisation organisation) {
        return answer(organisation.snapshot(period.start(), period.end()), organisation);
    }

    List<Row> answer(Snapshot all, Organisation organisation) {
        var snapshot = organisation.carriedTags().of(all);
        var keys = snapshot.cells().stream()
                .map(cell -> filter.matches(cell) ? keys(cell) : null)
                .toList();
        var distinct = keys.stream()
                .filter(key -> key != null)
                .distinct()
                .sorted(Question::compare)
                .toList();
        var places = new HashMap<List<String>, Integer>();
        IntStream.range(0, distinct.size()).forEach(i -> places.put(distinct.get(i), i));
        var placeOfCell = keys.stream()
                .mapToInt(key -> key == null ? -1 : places.getOrDefault(key, -1))
                .toArray();
        var rows = new ArrayList<Row>();
        var days = snapshot.days();
        var next = 0;
        for (var bucket : granularity.buckets(period)) {
            var tallies = new Tally[Math.max(1, distinct.size())];
            for (; next < days.size() && bucket.contains(days.get(next).day()); next++) {
                add(days.get(next), placeOfCell, tallies);
            }
            collect(bucket, distinct, tallies, rows);
        }
        return rows;
    }

    private void add(DayLines day, int[] placeOfCell, Tally[] tallies) {
        for (var i = 0; i < day.lines().length; i++) {
            var place = placeOfCell[day.cells()[i]];
            if (place >= 0) {
                var tally = tallies[place];
                if (tally == null) {
                    tally = new Tally(metrics);
                    tallies[place] = tally;
                }
                tally.add(day.lines()[i]);
            }
        }
    }

    private void collect(Period bucket, List<List<String>> keys, @Nullable Tally[] tallies, List<Row> rows) {
        var before = rows.size();
        for (var i = 0; i < tallies.length; i++) {
            var tally = tallies[i];
            if (tally != null) {
                rows.add(new Row(bucket, keys.get(i), tally));
            }
        }
        if (rows.size() == before) {
            rows.add(new Row(bucket, List.of(), groups.isEmpty() ? new Tally(metrics) : null));
        }
    }

    private List<String> keys(Cell cell) {
        return groups.stream().map(group -> group.key(cell)).toList();
    }

    private static int compare(List<String> a, List<String> b) {
        for (var i = 0; i < a.size(); i++) {
            var difference = a.get(i).compareTo(b.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** The sums of one group in one time step, and the unit of its usage where it has just one. */
    static final class Tally {
        private final List<Metric> metrics;
        private final BigDecimal[] sums;
        private @Nullable String unit;

        Tally(List<Metric> metrics) {
            this.metrics = metrics;
            this.sums = new BigDecimal[metrics.size()];
            Arrays.fill(sums, BigDecimal.ZERO);
        }

        void add(Line line) {
            for (var i = 0; i < sums.length; i++) {
                sums[i] = sums[i].add(metrics.get(i).of(line));
            }
            if (line.usageQuantity().signum() != 0) {
                var other = line.cell().unit();
                unit = unit == null || unit.equals(other) ? other : Cell.NO_UNIT;
            }
        }

        BigDecimal sum(int metric) {
            return sums[metric];
        }

        ObjectNode json() {
            var json = Json.object();
            for (var i = 0; i < sums.length; i++) {
                var metric = metrics.get(i);
                json.putObject(metric.member).put("Amount", plain(sums[i])).put("Unit", unit(metric));
            }
            return json;
        }

        static String plain(BigDecimal amount) {
            return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
        }

        private String unit(Metric metric) {
            if (metric.isCost()) {
                return Metric.CURRENCY;
            }
            return metric == Metric.USAGE_QUANTITY && unit != null ? unit : Cell.NO_UNIT;
        }
    }
}
