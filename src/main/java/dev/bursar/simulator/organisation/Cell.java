package dev.bursar.simulator.organisation;

import java.util.HashMap;
import java.util.Map;

/** What a cost line is about: everything that Cost Explorer can group and filter by, except its day. */
public record Cell(
        String account,
        String service,
        String recordType,
        String usageType,
        String operation,
        String instanceType,
        String region,
        String purchaseType,
        String unit,
        Map<String, String> tags) {

    /** Unit of usage that has none, as Cost Explorer writes it. */
    public static final String NO_UNIT = "N/A";

    public Cell {
        tags = Map.copyOf(tags);
    }

    /** A cell of plain on-demand usage in hours, for tests that add lines of their own. */
    public static Cell usage(String account, String service, Map<String, String> tags) {
        return new Cell(
                account,
                service,
                "Usage",
                "USE1-Usage",
                "RunInstance",
                "",
                "us-east-1",
                "On Demand Instances",
                "Hrs",
                tags);
    }

    /** A cell of something that is not usage (credit, refund, fee, tax): no tags, no unit, no region. */
    public static Cell charge(String account, String service, String recordType) {
        return new Cell(account, service, recordType, "", "", "", "NoRegion", "", NO_UNIT, Map.of());
    }

    public Cell withTag(String key, String value) {
        var changed = new HashMap<>(tags);
        changed.put(key, value);
        return withTags(changed);
    }

    public Cell withoutTag(String key) {
        var changed = new HashMap<>(tags);
        changed.remove(key);
        return withTags(changed);
    }

    private Cell withTags(Map<String, String> changed) {
        return new Cell(
                account, service, recordType, usageType, operation, instanceType, region, purchaseType, unit, changed);
    }
}
