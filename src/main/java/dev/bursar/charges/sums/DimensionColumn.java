package dev.bursar.charges.sums;

import dev.bursar.charges.Dimension;

/** The columns that hold dimensions, in rollups, charges and the columnar cache alike. */
public final class DimensionColumn {
    /** Stands for what a charge's source doesn't say. */
    public static final int NOT_STATED = 0;

    private DimensionColumn() {}

    /** The number of a line's service and usage type together, in the SQL of both stores. */
    private static final String LINE = "(%1$sservice_id::bigint * 4294967296 + coalesce(%1$susage_type_id, 0))";

    private static final int BITS = 32;

    /** The column that has a dimension's number; of those that only exports know it may be empty. */
    public static String name(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Plain.TEAM -> "team_id";
            case Dimension.Plain.ACCOUNT -> "account_id";
            case Dimension.Plain.SERVICE -> "service_id";
            case Dimension.Plain.CHARGE_CATEGORY, Dimension.Plain.RECORD_TYPE -> "record_type_id";
            case Dimension.Plain.TAG_VALUE -> "tag_value_id";
            case Dimension.Plain.REGION -> "region_id";
            case Dimension.Plain.USAGE_TYPE -> "usage_type_id";
            case Dimension.Plain.PRICING_CATEGORY -> "pricing_category_id";
            case Dimension.Plain.COMMITMENT -> "commitment_id";
            case Dimension.Plain.RESOURCE -> "resource_id";
            case Dimension.Plain.CALLER -> "caller_id";
            case Dimension.Plain.WORKLOAD -> "part_id";
            case Dimension.Tag tag -> "tags_id";
            case Dimension.Plain.MODEL -> line("");
            case Dimension.Plain.DIRECTION,
                    Dimension.Plain.TIER,
                    Dimension.Plain.ROUTING,
                    Dimension.Plain.SELLER,
                    Dimension.Plain.PROFILE,
                    Dimension.Plain.CLUSTER,
                    Dimension.Plain.NAMESPACE,
                    Dimension.Plain.DEPARTMENT,
                    Dimension.Plain.COST_CENTRE ->
                throw new IllegalArgumentException("Not stored with charges: " + dimension.label());
        };
    }

    /**
     * What tells models, directions, tiers, routings and sellers: service and usage type as one number, never empty.
     *
     * @param table with a dot, or ""
     */
    public static String line(String table) {
        return LINE.formatted(table);
    }

    /** The service of a {@link #line}. */
    public static int service(long line) {
        return (int) (line >> BITS);
    }

    /** The usage type of a {@link #line}; {@link #NOT_STATED} where the source doesn't say. */
    public static int usageType(long line) {
        return (int) line;
    }
}
