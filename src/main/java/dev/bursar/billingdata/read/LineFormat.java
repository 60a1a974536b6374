package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.read.LineColumn.filled;
import static dev.bursar.billingdata.read.LineColumn.mandatory;
import static dev.bursar.billingdata.read.LineColumn.optional;

import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import module java.base;

/** A format of lines: the columns that are read of it and the statement that reduces them to charges. */
public enum LineFormat {
    FOCUS("FOCUS", "focus.sql", focus()),
    CUR_2("CUR 2.0", "cur-2.sql", cur()),
    CUR_LEGACY("legacy CUR", "cur-legacy.sql", cur());

    /** Fewer columns in common say that a file is something else. */
    private static final int FEWEST_IN_COMMON = 3;

    private final String label;
    private final String statement;
    private final List<LineColumn> columns;

    LineFormat(String label, String statement, List<LineColumn> columns) {
        this.label = label;
        this.statement = statement;
        this.columns = columns;
    }

    /** The name as people know it. */
    public String label() {
        return label;
    }

    public List<LineColumn> columns() {
        return columns;
    }

    public String statement() {
        try (InputStream text = LineFormat.class.getResourceAsStream(statement)) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The format whose columns these are. */
    static LineFormat of(List<String> names, String file) {
        Set<String> there = names.stream().map(Header::folded).collect(Collectors.toSet());
        long focus = FOCUS.inCommon(there);
        long cur = CUR_2.inCommon(there);
        if (Math.max(focus, cur) < FEWEST_IN_COMMON) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.NOT_AN_EXPORT, file, Plain.NO_FORMAT);
        }
        if (focus >= cur) {
            return FOCUS;
        }
        boolean nested = there.contains("resourcetags") || there.contains("tags");
        boolean flat = names.stream().anyMatch(name -> Header.isTag(name) || Header.isLegacy(name))
                || there.contains("productproductname") && !there.contains("product");
        return flat && !nested ? CUR_LEGACY : CUR_2;
    }

    private long inCommon(Set<String> there) {
        return columns.stream()
                .filter(LineColumn::mandatory)
                .filter(column -> there.contains(Header.folded(column.name())))
                .count();
    }

    /** The column with the currency of all costs. */
    public LineColumn currency() {
        return columns.stream()
                .filter(column -> column.kind() == Kind.CURRENCY)
                .findAny()
                .orElseThrow();
    }

    /** The column with the resource. */
    LineColumn resource() {
        return column(this == FOCUS ? "ResourceId" : "line_item_resource_id");
    }

    /** The column with the operation, of a CUR. */
    LineColumn operation() {
        return column("line_item_operation");
    }

    private LineColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** What says most about a line, in this order: time, account, service, usage type, resource, quantity, unit and costs. */
    List<LineColumn> usual() {
        Stream<String> names = this == FOCUS
                ? Stream.of(
                        "ChargePeriodStart",
                        "SubAccountId",
                        "ServiceName",
                        "x_UsageType",
                        "ResourceId",
                        "ConsumedQuantity",
                        "ConsumedUnit",
                        "BilledCost",
                        "EffectiveCost")
                : Stream.of(
                        "line_item_usage_start_date",
                        "line_item_usage_account_id",
                        "line_item_product_code",
                        "line_item_usage_type",
                        "line_item_resource_id",
                        "line_item_usage_amount",
                        "pricing_unit",
                        "line_item_unblended_cost");
        return names.map(this::column).toList();
    }

    /** The column with the start of the billing period. */
    public LineColumn billingPeriod() {
        return times().getFirst();
    }

    /** The column with the start of the charge. */
    public LineColumn chargePeriod() {
        return times().getLast();
    }

    private List<LineColumn> times() {
        return columns.stream().filter(column -> column.kind() == Kind.TIME).toList();
    }

    private static List<LineColumn> focus() {
        return List.of(
                filled("BilledCost", Kind.COST),
                filled("EffectiveCost", Kind.COST),
                optional("ListCost", Kind.COST),
                optional("ContractedCost", Kind.COST),
                optional("ConsumedQuantity", Kind.QUANTITY, "UsageQuantity"),
                optional("ConsumedUnit", Kind.TEXT, "UsageUnit"),
                filled("BillingAccountId", Kind.ACCOUNT),
                filled("BillingCurrency", Kind.CURRENCY),
                filled("BillingPeriodStart", Kind.TIME),
                filled("ChargePeriodStart", Kind.TIME),
                filled("ChargeCategory", Kind.CATEGORY),
                optional("ChargeClass", Kind.TEXT),
                optional("PricingCategory", Kind.TEXT),
                optional("CommitmentDiscountId", Kind.TEXT),
                filled("ProviderName", Kind.TEXT, "ServiceProviderName", "Provider"),
                optional("SubAccountId", Kind.ACCOUNT),
                mandatory("ServiceName", Kind.TEXT),
                optional("RegionId", Kind.TEXT, "Region"),
                optional("x_UsageType", Kind.TEXT, "SkuMeter"),
                optional("ResourceId", Kind.TEXT),
                optional("Tags", Kind.TAGS));
    }

    private static List<LineColumn> cur() {
        var columns = new ArrayList<>(List.of(
                filled("bill_payer_account_id", Kind.ACCOUNT),
                filled("bill_billing_period_start_date", Kind.TIME),
                filled("line_item_usage_start_date", Kind.TIME),
                mandatory("line_item_usage_account_id", Kind.ACCOUNT),
                filled("line_item_line_item_type", Kind.TEXT),
                mandatory("line_item_product_code", Kind.TEXT),
                filled("line_item_currency_code", Kind.CURRENCY),
                mandatory("line_item_unblended_cost", Kind.COST),
                optional("line_item_usage_type", Kind.TEXT),
                optional("line_item_usage_amount", Kind.QUANTITY),
                optional("line_item_resource_id", Kind.TEXT),
                optional("product_product_name", Kind.PRODUCT_NAME, "product"),
                optional("product_region_code", Kind.TEXT, "product_region"),
                optional("pricing_unit", Kind.TEXT),
                optional("reservation_reservation_a_r_n", Kind.TEXT),
                optional("savings_plan_savings_plan_a_r_n", Kind.TEXT),
                optional("line_item_iam_principal", Kind.CALLER),
                optional("line_item_operation", Kind.TEXT),
                optional("split_line_item_parent_resource_id", Kind.TEXT),
                optional("split_line_item_split_cost", Kind.QUANTITY),
                optional("split_line_item_unused_cost", Kind.QUANTITY),
                optional("split_line_item_split_usage", Kind.QUANTITY),
                optional("split_line_item_actual_usage", Kind.QUANTITY),
                optional("resource_tags", Kind.TAGS, "tags")));
        for (String cost : List.of(
                "line_item_net_unblended_cost",
                "pricing_public_on_demand_cost",
                "savings_plan_savings_plan_effective_cost",
                "savings_plan_net_savings_plan_effective_cost",
                "savings_plan_total_commitment_to_date",
                "savings_plan_used_commitment",
                "reservation_effective_cost",
                "reservation_net_effective_cost",
                "reservation_unused_amortized_upfront_fee_for_billing_period",
                "reservation_unused_recurring_fee",
                "reservation_net_unused_amortized_upfront_fee_for_billing_period",
                "reservation_net_unused_recurring_fee")) {
            columns.add(optional(cost, Kind.COST));
        }
        return List.copyOf(columns);
    }
}
