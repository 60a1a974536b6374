package dev.bursar.costexplorer;

import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.SourceSlices;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.SyncRig;
import module java.base;

/** Costs as AWS has them and as they are stored, in the same shape: by slice, then by the rest and the metric. */
final class Facts {
    private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
    private static final LocalDate LAST = LocalDate.parse("2031-01-01");

    private Facts() {}

    static Map<String, Map<String, BigDecimal>> source(Organisation organisation) {
        return source(organisation.lines());
    }

    static Map<String, Map<String, BigDecimal>> source(List<Line> lines) {
        return source(lines, "team");
    }

    /** By another tag than {@code team}. */
    static Map<String, Map<String, BigDecimal>> source(List<Line> lines, String tag) {
        return source(lines, TeamKeys.of(tag));
    }

    /** By the value of the first key that counts on a line's day. */
    static Map<String, Map<String, BigDecimal>> source(List<Line> lines, TeamKeys keys) {
        Map<String, Map<String, BigDecimal>> slices = new TreeMap<>();
        for (Line line : lines) {
            var cell = line.cell();
            var slice = slices.computeIfAbsent(line.day() + "|" + cell.account(), key -> new TreeMap<>());
            String rest =
                    String.join("|", cell.service(), cell.recordType(), keys.value(cell.tags(), line.day()), "USD");
            slice.merge(rest + "|unblended", line.costs().unblended(), BigDecimal::add);
            slice.merge(rest + "|amortized", line.costs().amortized(), BigDecimal::add);
            slice.merge(rest + "|netUnblended", line.costs().netUnblended(), BigDecimal::add);
            slice.merge(rest + "|netAmortized", line.costs().netAmortized(), BigDecimal::add);
        }
        slices.values().forEach(slice -> slice.replaceAll((key, value) -> value.stripTrailingZeros()));
        return slices;
    }

    static Map<String, Map<String, BigDecimal>> stored(SyncRig rig) {
        Map<String, Map<String, BigDecimal>> slices = new TreeMap<>();
        for (SourceCharge charge : rig.bean(SourceSlices.class).charges(FIRST, LAST)) {
            var slice = slices.computeIfAbsent(charge.day() + "|" + charge.account(), key -> new TreeMap<>());
            var amounts = charge.amounts();
            String rest =
                    String.join("|", charge.service(), charge.recordType(), charge.tagValue(), amounts.currency());
            slice.put(rest + "|unblended", amounts.unblended().stripTrailingZeros());
            slice.put(rest + "|amortized", amounts.amortized().stripTrailingZeros());
            slice.put(rest + "|netUnblended", amounts.netUnblended().stripTrailingZeros());
            slice.put(rest + "|netAmortized", amounts.netAmortized().stripTrailingZeros());
        }
        return slices;
    }
}
