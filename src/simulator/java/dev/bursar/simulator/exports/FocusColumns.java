package dev.bursar.simulator.exports;

import static dev.bursar.simulator.exports.ExportColumn.map;
import static dev.bursar.simulator.exports.ExportColumn.none;
import static dev.bursar.simulator.exports.ExportColumn.number;
import static dev.bursar.simulator.exports.ExportColumn.text;
import static dev.bursar.simulator.exports.ExportColumn.time;

import dev.bursar.simulator.costs.Metric;
import dev.bursar.simulator.exports.ExportColumn.Type;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Kind;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Plan;
import dev.bursar.simulator.organisation.Product;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The columns of AWS's tables FOCUS_1_0_AWS and FOCUS_1_2_AWS. */
final class FocusColumns {
    private static final Map<String, String> REGION_NAMES = Map.of(
            "us-east-1", "US East (N. Virginia)",
            "eu-west-1", "Europe (Ireland)",
            "eu-central-1", "Europe (Frankfurt)",
            "ap-northeast-1", "Asia Pacific (Tokyo)",
            "global", "Global");
    static final String SELLER = "Amazon Web Services, Inc.";
    static final String OTHER_SELLER = "Anthropic, PBC";

    private final Organisation organisation;

    FocusColumns(Organisation organisation) {
        this.organisation = organisation;
    }

    /** FOCUS 1.0 with AWS's five columns of its own. */
    List<ExportColumn<FocusRow>> version10() {
        var columns = common();
        columns.add(map("x_CostCategories", row -> costCategories(row.line().cell())));
        columns.add(cell("x_UsageType", Cell::usageType));
        return sorted(columns);
    }

    /** FOCUS 1.2 with AWS's three. */
    List<ExportColumn<FocusRow>> version12() {
        var columns = common();
        columns.add(text("BillingAccountType", row -> "Management Account"));
        columns.add(none("CapacityReservationId", Type.STRING));
        columns.add(none("CapacityReservationStatus", Type.STRING));
        columns.add(number(
                "CommitmentDiscountQuantity",
                row -> row.isPurchaseOfCommitment() ? row.list() : row.isOfCommitment() ? row.effective() : null));
        columns.add(text("CommitmentDiscountUnit", row -> row.isOfCommitment() ? Metric.CURRENCY : null));
        columns.add(none("InvoiceId", Type.STRING));
        columns.add(text("PricingCurrency", row -> Metric.CURRENCY));
        columns.add(none("PricingCurrencyContractedUnitPrice", Type.DOUBLE));
        columns.add(number("PricingCurrencyEffectiveCost", FocusRow::effective));
        columns.add(number("PricingCurrencyListUnitPrice", FocusColumns::price));
        columns.add(product("ServiceSubcategory", Product::subcategory));
        columns.add(cell("SkuMeter", Cell::usageType));
        columns.add(map("SkuPriceDetails", row -> Map.of()));
        columns.add(text("SubAccountType", row -> "Member Account"));
        return sorted(columns);
    }

    private List<ExportColumn<FocusRow>> common() {
        return new ArrayList<>(List.of(
                none("AvailabilityZone", Type.STRING),
                number("BilledCost", FocusRow::billed),
                text("BillingAccountId", row -> Organisation.PAYER),
                text("BillingAccountName", row -> organisation.accountName(Organisation.PAYER)),
                text("BillingCurrency", row -> Metric.CURRENCY),
                time("BillingPeriodEnd", row -> start(month(row.line()).plusMonths(1))),
                time("BillingPeriodStart", row -> start(month(row.line()))),
                text("ChargeCategory", FocusRow::category),
                text("ChargeClass", row -> row.line().is("Refund") ? "Correction" : null),
                text("ChargeDescription", row -> description(row.line())),
                text("ChargeFrequency", FocusColumns::frequency),
                time("ChargePeriodEnd", row -> row.line().end()),
                time("ChargePeriodStart", row -> row.line().start()),
                text("CommitmentDiscountCategory", row -> row.isOfCommitment() ? "Spend" : null),
                text("CommitmentDiscountId", row -> plan(row, Plan::arn)),
                none("CommitmentDiscountName", Type.STRING),
                text("CommitmentDiscountStatus", FocusRow::commitmentStatus),
                text("CommitmentDiscountType", row -> plan(row, plan -> plan.offering)),
                number("ConsumedQuantity", FocusRow::consumed),
                text("ConsumedUnit", row -> row.line().isUsage() ? unit(row) : null),
                number("ContractedCost", FocusRow::contracted),
                none("ContractedUnitPrice", Type.DOUBLE),
                number("EffectiveCost", FocusRow::effective),
                text("InvoiceIssuerName", row -> SELLER),
                number("ListCost", FocusRow::list),
                number("ListUnitPrice", FocusColumns::price),
                text("PricingCategory", FocusRow::pricingCategory),
                number("PricingQuantity", FocusRow::consumed),
                text("PricingUnit", row -> row.line().isUsage() ? unit(row) : null),
                text("ProviderName", row -> "AWS"),
                text(
                        "PublisherName",
                        row -> Product.isOfOtherSellers(row.line().cell().service()) ? OTHER_SELLER : "AWS"),
                text("RegionId", row -> region(row.line().cell())),
                text("RegionName", row -> REGION_NAMES.get(row.line().cell().region())),
                text("ResourceId", row -> row.line().resource()),
                none("ResourceName", Type.STRING),
                none("ResourceType", Type.STRING),
                product("ServiceCategory", Product::category),
                product("ServiceName", Product::name),
                none("SkuId", Type.STRING),
                none("SkuPriceId", Type.STRING),
                cell("SubAccountId", Cell::account),
                cell("SubAccountName", cell -> organisation.accountName(cell.account())),
                map("Tags", row -> tags(row.line().cell())),
                map("x_Discounts", row -> Map.of()),
                cell("x_Operation", Cell::operation),
                product("x_ServiceCode", Product::code)));
    }

    private static List<ExportColumn<FocusRow>> sorted(List<ExportColumn<FocusRow>> columns) {
        columns.sort(Comparator.comparing(ExportColumn::name));
        return List.copyOf(columns);
    }

    private static ExportColumn<FocusRow> cell(String name, Function<Cell, @Nullable String> value) {
        return text(name, row -> value.apply(row.line().cell()));
    }

    private static ExportColumn<FocusRow> product(String name, Function<Product, String> value) {
        return cell(name, cell -> value.apply(Product.of(cell)));
    }

    private static @Nullable String plan(FocusRow row, Function<Plan, String> value) {
        return row.isOfCommitment() ? value.apply(Plan.of(row.line().cell().service())) : null;
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static YearMonth month(ExportLine line) {
        return YearMonth.from(line.start().atOffset(ZoneOffset.UTC));
    }

    static @Nullable String region(Cell cell) {
        return cell.region().equals("NoRegion") ? null : cell.region();
    }

    static Map<String, String> tags(Cell cell) {
        var tags = new TreeMap<>(cell.tags());
        tags.keySet().retainAll(Organisation.ACTIVE_TAGS);
        return tags;
    }

    Map<String, String> costCategories(Cell cell) {
        var unit = organisation.category(Organisation.COST_CATEGORY).get(cell.account());
        return unit == null ? Map.of() : Map.of(Organisation.COST_CATEGORY, unit);
    }

    static String description(ExportLine line) {
        var product = Product.of(line.cell());
        return switch (line.cell().recordType()) {
            case "Usage", "SavingsPlanCoveredUsage" ->
                product.name() + " " + line.cell().usageType();
            case "Tax" -> "Tax for product code " + product.code();
            default -> line.cell().recordType() + " of " + product.name();
        };
    }

    private static String frequency(FocusRow row) {
        return switch (row.category()) {
            case "Usage" -> "Usage-Based";
            case "Purchase" -> "Recurring";
            default -> "One-Time";
        };
    }

    private static @Nullable String unit(FocusRow row) {
        var unit = row.line().cell().unit();
        return unit.equals(Cell.NO_UNIT) ? null : unit;
    }

    private static @Nullable BigDecimal price(FocusRow row) {
        return row.line().isUsage() ? Kind.price(row.line().cell()) : null;
    }

    /**
     * A row of a FOCUS export. It is billed net, without what a commitment covers, and a commitment's fee is a purchase of no
     * effective cost beside the unused usage that has it.
     *
     * @param commitmentStatus Used or Unused, null where no commitment is used or bought
     */
    record FocusRow(
            ExportLine line,
            String category,
            @Nullable String pricingCategory,
            @Nullable String commitmentStatus,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal list,
            BigDecimal contracted) {
        private static final BigDecimal NONE = BigDecimal.ZERO;

        static Stream<FocusRow> of(ExportLine line) {
            var type = line.cell().recordType();
            var costs = line.costs();
            var billed = costs.netUnblended();
            var effective = costs.netAmortized();
            var list = costs.unblended();
            return switch (type) {
                case "Usage" ->
                    Stream.of(new FocusRow(line, "Usage", priced(line.cell()), null, billed, effective, list, billed));
                case "SavingsPlanCoveredUsage" ->
                    Stream.of(new FocusRow(line, "Usage", "Committed", "Used", NONE, effective, list, list));
                case "SavingsPlanNegation" -> Stream.of();
                case "SavingsPlanRecurringFee" ->
                    Stream.of(
                            new FocusRow(line, "Purchase", "Standard", null, billed, NONE, list, billed),
                            new FocusRow(line, "Usage", "Committed", "Unused", NONE, effective, NONE, NONE));
                case "Support", "Fee" ->
                    Stream.of(new FocusRow(line, "Purchase", "Standard", null, billed, effective, list, billed));
                case "Tax", "Credit" ->
                    Stream.of(new FocusRow(line, type, null, null, billed, effective, list, billed));
                default -> adjustment(line, billed, effective);
            };
        }

        /** Refunds; discounts too, but as a rule these are in the net costs of what they are on. */
        private static Stream<FocusRow> adjustment(ExportLine line, BigDecimal billed, BigDecimal effective) {
            return billed.signum() == 0 && effective.signum() == 0
                    ? Stream.of()
                    : Stream.of(new FocusRow(line, "Adjustment", null, null, billed, effective, billed, billed));
        }

        private static String priced(Cell cell) {
            return cell.purchaseType().equals("Spot Instances") ? "Dynamic" : "Standard";
        }

        boolean isPurchaseOfCommitment() {
            return line.is("SavingsPlanRecurringFee") && category.equals("Purchase");
        }

        boolean isOfCommitment() {
            return commitmentStatus != null || isPurchaseOfCommitment();
        }

        /** What was used; an unused commitment is used by nobody. */
        @Nullable
        BigDecimal consumed() {
            return line.isUsage() ? line.quantity() : null;
        }
    }
}
