package dev.bursar.simulator.organisation;

import module java.base;
import org.jspecify.annotations.Nullable;

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

    /** What keys begin with that no tag can have: there a changed cell keeps what it was. */
    private static final String KEPT = "\n";

    /** What else is kept of it, which is no tag's value. */
    private static final String NOTE = KEPT + KEPT;

    private static final String EXPORTED_AS = NOTE + "service";
    private static final String RESOURCE = NOTE + "resource";
    private static final String CALLER = NOTE + "caller";

    /** What the keys of a caller's tags begin with, where exports have them. */
    public static final String OF_CALLERS = "iamPrincipal/";

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

    /** The same usage, of the same resources, with another value of a tag; without it where the value is empty. */
    public Cell retagged(String key, String value) {
        var changed = new HashMap<>(tags);
        changed.putIfAbsent(KEPT + key, tags.getOrDefault(key, ""));
        if (value.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return withTags(changed);
    }

    /** The same usage, whose service exports name so. */
    public Cell exportedAs(String name) {
        return withTag(EXPORTED_AS, name);
    }

    /** What exports name its service, where that was changed. */
    @Nullable
    String exportedAs() {
        return tags.get(EXPORTED_AS);
    }

    /** The usage of one of its resources alone. */
    public Cell of(String resource) {
        return withTag(RESOURCE, resource);
    }

    /** The resource that alone it is of, where it was cut so. */
    @Nullable
    String resource() {
        return tags.get(RESOURCE);
    }

    /**
     * The same usage, called by a role of its account, or by a user of it.
     *
     * @param caller {@code role/ChatApp} for its people, {@code role/gateway/session} for one session, or {@code user/batch}
     * @param team the value of the caller's own tag, null where it has none
     */
    Cell calledBy(String caller, @Nullable String team) {
        var called = withTag(CALLER, caller);
        return team == null ? called : called.withTag(OF_CALLERS + Organisation.TEAM_TAG, team);
    }

    /** Who called it, where that was said. */
    public @Nullable String caller() {
        return tags.get(CALLER);
    }

    /** As it was before it was changed, which says of which resources it is. */
    Cell asUsed() {
        if (tags.keySet().stream().noneMatch(key -> key.startsWith(KEPT))) {
            return this;
        }
        var before = new HashMap<>(tags);
        before.keySet().removeIf(key -> key.startsWith(KEPT));
        tags.forEach((key, value) -> {
            if (key.startsWith(KEPT) && !key.startsWith(NOTE)) {
                before.put(key.substring(KEPT.length()), value);
            }
        });
        before.values().removeIf(String::isEmpty);
        return withTags(before);
    }

    private Cell withTags(Map<String, String> changed) {
        return new Cell(
                account, service, recordType, usageType, operation, instanceType, region, purchaseType, unit, changed);
    }
}
