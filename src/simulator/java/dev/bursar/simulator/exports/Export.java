package dev.bursar.simulator.exports;

import static dev.bursar.simulator.exports.ExportColumn.map;
import static dev.bursar.simulator.exports.ExportColumn.none;
import static dev.bursar.simulator.exports.ExportColumn.number;
import static dev.bursar.simulator.exports.ExportColumn.text;
import static dev.bursar.simulator.exports.ExportColumn.time;

import dev.bursar.simulator.clusters.SplitLine;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.costs.Metric;
import dev.bursar.simulator.exports.ExportColumn.Type;
import dev.bursar.simulator.exports.FocusColumns.FocusRow;
import dev.bursar.simulator.http.ChunkWriter;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Kind;
import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Node;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Plan;
import dev.bursar.simulator.organisation.Product;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The exports that the organisation has set up, each under a prefix of {@link #BUCKET}, overwritten by each delivery. */
public enum Export {
    FOCUS_1_2(false),
    FOCUS_1_0(false),
    FOCUS_1_2_CSV(true),
    CUR_2(false),
    CUR_2_CSV(true),
    CUR_LEGACY(true),
    /** Set up without a prefix: its keys begin with a slash. */
    CUR_LEGACY_BARE(true);

    /** The bucket that all of them are delivered to. */
    public static final String BUCKET = "billing-exports";

    private static final String FOLDER = "exports/";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    final boolean csv;

    Export(boolean csv) {
        this.csv = csv;
    }

    /** The export's name, such as {@code focus-1-2}. */
    public String exportName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the keys of all its objects begin with. */
    public String prefix() {
        return (this == CUR_LEGACY_BARE ? "/" : FOLDER) + exportName() + "/";
    }

    /** @param split whether the Cost and Usage Reports have the columns of split cost allocation */
    static Map<Export, ExportTable<?>> tables(Organisation organisation, boolean split) {
        var focus = new FocusColumns(organisation);
        var focus12 = new ExportTable<>(focus.version12(), FocusRow::of);
        var cur = new CurColumns(organisation);
        var cur2 = new ExportTable<>(cur.version2(split), Stream::of);
        var legacy = new ExportTable<>(cur.legacy(split), Stream::of);
        return Map.of(
                FOCUS_1_2, focus12,
                FOCUS_1_2_CSV, focus12,
                FOCUS_1_0, new ExportTable<>(focus.version10(), FocusRow::of),
                CUR_2, cur2,
                CUR_2_CSV, cur2,
                CUR_LEGACY, legacy,
                CUR_LEGACY_BARE, legacy);
    }

    /** Whether it has split cost allocation, where that is switched on: FOCUS doesn't. */
    boolean isCur() {
        return legacy() || this == CUR_2 || this == CUR_2_CSV;
    }

    private boolean legacy() {
        return this == CUR_LEGACY || this == CUR_LEGACY_BARE;
    }

    /** What the keys of a billing period's data files begin with. */
    String dataFolder(YearMonth month) {
        return legacy() ? legacyFolder(month) : prefix() + "data/BILLING_PERIOD=" + month + "/";
    }

    public String dataKey(YearMonth month, int chunk) {
        return dataFolder(month) + "%s-%05d".formatted(exportName(), chunk) + (csv ? ".csv.gz" : ".snappy.parquet");
    }

    public String manifestKey(YearMonth month) {
        var folder = legacy() ? legacyFolder(month) : prefix() + "metadata/BILLING_PERIOD=" + month + "/";
        return folder + exportName() + "-Manifest.json";
    }

    /** @param what what the data follow from: another text is another delivery */
    String manifest(MonthState state, String what, List<? extends ExportColumn<?>> columns, List<String> data) {
        return legacy()
                ? LegacyManifest.of(this, state, what, columns, data)
                : ExportManifest.of(this, state, what, columns, data);
    }

    private String legacyFolder(YearMonth month) {
        return prefix() + DAY.format(month.atDay(1)) + "-"
                + DAY.format(month.plusMonths(1).atDay(1)) + "/";
    }

    /** The Manifest.json of a delivery, by which consumers know that it is there and whole. */
    static final class ExportManifest {
        private ExportManifest() {}

        /** @param data the keys of the data files */
        static String of(
                Export export,
                MonthState state,
                String what,
                List<? extends ExportColumn<?>> columns,
                List<String> data) {
            var json = Json.object();
            json.put("executionId", state.since() + "-" + id(export + what));
            json.put(
                    "exportArn",
                    "arn:aws:bcm-data-exports:us-east-1:" + Organisation.PAYER + ":export/" + export.exportName() + "-"
                            + id(export.exportName()));
            var array = json.putArray("columns");
            for (var column : columns) {
                array.addObject().put("name", column.name()).put("type", column.type().inManifest);
            }
            json.put("compression", export.csv ? "GZIP" : "PARQUET");
            json.put("contentType", export.csv ? "TEXT_OR_CSV" : "PARQUET");
            var files = json.putArray("dataFiles");
            data.forEach(key -> files.add("s3://" + Export.BUCKET + "/" + key));
            return json.toPrettyString();
        }

        private static UUID id(String seed) {
            return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The manifest of a legacy Cost and Usage Report, which knows its billing period and its columns' categories. */
    static final class LegacyManifest {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T000000.000Z'");

        private LegacyManifest() {}

        /** @param data the keys of the data files */
        static String of(
                Export export,
                MonthState state,
                String what,
                List<? extends ExportColumn<?>> columns,
                List<String> data) {
            var json = Json.object();
            json.put(
                    "assemblyId",
                    UUID.nameUUIDFromBytes((export + what).getBytes(StandardCharsets.UTF_8))
                            .toString());
            json.put("account", Organisation.PAYER);
            var array = json.putArray("columns");
            for (var column : columns) {
                var slash = column.name().indexOf('/');
                array.addObject()
                        .put("category", column.name().substring(0, slash))
                        .put("name", column.name().substring(slash + 1));
            }
            json.put("charset", "UTF-8").put("compression", "GZIP").put("contentType", "text/csv");
            json.put("reportName", export.exportName());
            json.putObject("billingPeriod")
                    .put("start", day(state.month()))
                    .put("end", day(state.month().plusMonths(1)));
            json.put("bucket", Export.BUCKET);
            var keys = json.putArray("reportKeys");
            data.forEach(keys::add);
            return json.toPrettyString();
        }

        private static String day(YearMonth month) {
            return DAY.format(month.atDay(1));
        }
    }

    /** A table that exports are taken from: its columns, and the rows that a line is. */
    record ExportTable<R>(List<ExportColumn<R>> columns, Function<ExportLine, Stream<R>> rowsOf) {
        int chunks(List<ExportLine> lines, int rowsPerChunk) {
            var rows = (int) rows(lines).count();
            return Math.max(1, Math.ceilDiv(rows, rowsPerChunk));
        }

        /** The bytes of a chunk, which is counted from 1. */
        byte[] write(List<ExportLine> lines, int chunk, int rowsPerChunk, boolean csv) {
            var rows = rows(lines)
                    .skip((long) (chunk - 1) * rowsPerChunk)
                    .limit(rowsPerChunk)
                    .toList();
            return csv ? ChunkWriter.csv(columns, rows) : ChunkWriter.parquet(columns, rows);
        }

        private Stream<R> rows(List<ExportLine> lines) {
            return lines.stream().flatMap(rowsOf);
        }
    }

    /** The columns of a Cost and Usage Report with resource ids: as the legacy report names them, and as CUR 2.0 does. */
    static final class CurColumns {
        private static final int SESSIONS = 7;

        private final Organisation organisation;
        private final FocusColumns focus;

        CurColumns(Organisation organisation) {
            this.organisation = organisation;
            this.focus = new FocusColumns(organisation);
        }

        /** A column for each tag key and each attribute of a product. */
        List<ExportColumn<ExportLine>> legacy(boolean split) {
            var columns = common(split);
            columns.add(product("product/ProductName", Product::name));
            columns.add(text("product/instanceType", line -> filled(line.cell().instanceType())));
            columns.add(text("product/region", line -> FocusColumns.region(line.cell())));
            for (var key : Organisation.ACTIVE_TAGS.stream().sorted().toList()) {
                columns.add(text(
                        "resourceTags/user:" + key, line -> line.cell().tags().get(key)));
            }
            if (split) {
                for (var key : SplitLine.KEYS) {
                    columns.add(text(
                            "resourceTags/" + key, line -> clusterTags(line).get(key)));
                }
            }
            columns.add(text(
                    "costCategory/" + Organisation.COST_CATEGORY,
                    line -> focus.costCategories(line.cell()).get(Organisation.COST_CATEGORY)));
            return List.copyOf(columns);
        }

        /** Tags, categories and attributes of a product in maps. */
        List<ExportColumn<ExportLine>> version2(boolean split) {
            var columns = new ArrayList<ExportColumn<ExportLine>>();
            for (var column : common(split)) {
                columns.add(new ExportColumn<>(snake(column.name()), column.type(), column.value()));
            }
            columns.add(text("bill_payer_account_name", line -> organisation.accountName(Organisation.PAYER)));
            columns.add(text(
                    "line_item_usage_account_name",
                    line -> organisation.accountName(line.cell().account())));
            columns.add(map("cost_category", line -> focus.costCategories(line.cell())));
            columns.add(map("product", CurColumns::attributes));
            columns.add(map("resource_tags", line -> tags(line, split)));
            columns.add(map("tags", line -> allTags(line, split)));
            return List.copyOf(columns);
        }

        private List<ExportColumn<ExportLine>> common(boolean split) {
            var columns = common();
            if (split) {
                columns.addAll(List.of(
                        part("ParentResourceId", SplitLine::parent),
                        amount("ActualUsage", SplitLine::actual),
                        amount("ReservedUsage", SplitLine::reserved),
                        amount("SplitUsage", SplitLine::usage),
                        amount("SplitUsageRatio", SplitLine::ratio),
                        amount("SplitCost", SplitLine::cost),
                        amount("UnusedCost", SplitLine::unused),
                        amount("NetSplitCost", SplitLine::netCost),
                        amount("NetUnusedCost", SplitLine::netUnused),
                        amount("PublicOnDemandSplitCost", SplitLine::publicCost),
                        amount("PublicOnDemandUnusedCost", SplitLine::publicUnused)));
            }
            return columns;
        }

        private static ExportColumn<ExportLine> part(String name, Function<SplitLine, String> value) {
            return text("splitLineItem/" + name, line -> line.split() == null ? null : value.apply(line.split()));
        }

        private static ExportColumn<ExportLine> amount(String name, Function<SplitLine, @Nullable BigDecimal> value) {
            return number("splitLineItem/" + name, line -> line.split() == null ? null : value.apply(line.split()));
        }

        private static String id(ExportLine line) {
            return line.split() == null ? "%052d".formatted(line.number()) : "s%051d".formatted(line.number());
        }

        private List<ExportColumn<ExportLine>> common() {
            return new ArrayList<>(List.of(
                    text("identity/LineItemId", CurColumns::id),
                    text("identity/TimeInterval", line -> line.start() + "/" + line.end()),
                    none("bill/InvoiceId", Type.STRING),
                    text("bill/InvoicingEntity", line -> FocusColumns.SELLER),
                    text(
                            "bill/BillingEntity",
                            line -> Product.isOfOtherSellers(line.cell().service()) ? "AWS Marketplace" : "AWS"),
                    text("bill/BillType", line -> line.is("Refund") ? "Refund" : "Anniversary"),
                    text("bill/PayerAccountId", line -> Organisation.PAYER),
                    time("bill/BillingPeriodStartDate", line -> FocusColumns.start(FocusColumns.month(line))),
                    time(
                            "bill/BillingPeriodEndDate",
                            line -> FocusColumns.start(FocusColumns.month(line).plusMonths(1))),
                    text("lineItem/UsageAccountId", line -> line.cell().account()),
                    text("lineItem/LineItemType", CurColumns::type),
                    time("lineItem/UsageStartDate", ExportLine::start),
                    time("lineItem/UsageEndDate", ExportLine::end),
                    product("lineItem/ProductCode", Product::code),
                    text("lineItem/UsageType", line -> filled(line.cell().usageType())),
                    text("lineItem/Operation", line -> filled(line.cell().operation())),
                    none("lineItem/AvailabilityZone", Type.STRING),
                    text("lineItem/ResourceId", line -> filled(line.resource())),
                    number("lineItem/UsageAmount", ExportLine::quantity),
                    text("lineItem/CurrencyCode", line -> Metric.CURRENCY),
                    text("lineItem/UnblendedRate", CurColumns::rate),
                    number("lineItem/UnblendedCost", line -> line.costs().unblended()),
                    text("lineItem/BlendedRate", CurColumns::rate),
                    number("lineItem/BlendedCost", line -> line.costs().unblended()),
                    number("lineItem/NetUnblendedCost", line -> line.costs().netUnblended()),
                    text("lineItem/LineItemDescription", FocusColumns::description),
                    text(
                            "lineItem/LegalEntity",
                            line -> Product.isOfOtherSellers(line.cell().service())
                                    ? FocusColumns.OTHER_SELLER
                                    : FocusColumns.SELLER),
                    text("lineItem/IamPrincipal", CurColumns::caller),
                    text("product/regionCode", line -> FocusColumns.region(line.cell())),
                    text("pricing/currency", line -> Metric.CURRENCY),
                    number(
                            "pricing/publicOnDemandCost",
                            line -> line.isUsage() ? line.costs().unblended() : null),
                    text("pricing/publicOnDemandRate", CurColumns::rate),
                    text(
                            "pricing/term",
                            line -> line.cell().purchaseType().equals("On Demand Instances") ? "OnDemand" : null),
                    text("pricing/unit", line -> line.isUsage() ? line.cell().unit() : null),
                    none("reservation/ReservationARN", Type.STRING),
                    none("reservation/EffectiveCost", Type.DOUBLE),
                    none("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", Type.DOUBLE),
                    none("reservation/UnusedRecurringFee", Type.DOUBLE),
                    text("savingsPlan/SavingsPlanARN", CurColumns::plan),
                    number("savingsPlan/SavingsPlanEffectiveCost", line -> covered(line, Costs::amortized)),
                    number("savingsPlan/NetSavingsPlanEffectiveCost", line -> covered(line, Costs::netAmortized)),
                    number(
                            "savingsPlan/TotalCommitmentToDate",
                            line -> isFee(line) ? line.costs().unblended() : null),
                    number("savingsPlan/UsedCommitment", line -> isFee(line) ? line.commitmentUsed() : null),
                    number(
                            "savingsPlan/RecurringCommitmentForBillingPeriod",
                            line -> isFee(line) ? line.costs().unblended() : null)));
        }

        /** The role that called a model, and the session in which a person did; or the user. */
        private static @Nullable String caller(ExportLine line) {
            if (!line.isUsage() || !Product.isOfModels(line.cell().service())) {
                return null;
            }
            var caller = Objects.requireNonNullElse(line.cell().caller(), "role/Assistant");
            var account = line.cell().account();
            if (caller.startsWith("user/")) {
                return "arn:aws:iam::" + account + ":" + caller;
            }
            return caller.indexOf('/') < caller.lastIndexOf('/')
                    ? "arn:aws:sts::" + account + ":assumed-" + caller
                    : "arn:aws:sts::%s:assumed-%s/user%d@example.com"
                            .formatted(account, caller, line.number() % SESSIONS);
        }

        /** Tags of all kinds, each key with what it is of; the report's own column of resources' tags says some of them again. */
        private static Map<String, String> allTags(ExportLine line, boolean split) {
            var all = new TreeMap<String, String>();
            tags(line, split).forEach((key, value) -> all.put("resourceTags/" + key, value));
            line.cell().tags().forEach((key, value) -> {
                if (key.startsWith(Cell.OF_CALLERS)) {
                    all.put(key, value);
                }
            });
            return all;
        }

        private static ExportColumn<ExportLine> product(String name, Function<Product, String> value) {
            return text(name, line -> value.apply(Product.of(line.cell())));
        }

        /** What Cost Explorer calls Support is a fee. */
        private static String type(ExportLine line) {
            return line.is("Support") ? "Fee" : line.cell().recordType();
        }

        private static boolean isFee(ExportLine line) {
            return line.is("SavingsPlanRecurringFee");
        }

        private static @Nullable BigDecimal covered(ExportLine line, Function<Costs, BigDecimal> cost) {
            return line.is("SavingsPlanCoveredUsage") ? cost.apply(line.costs()) : null;
        }

        private static @Nullable String plan(ExportLine line) {
            return line.cell().recordType().startsWith("SavingsPlan")
                    ? Plan.of(line.cell().service()).arn()
                    : null;
        }

        private static @Nullable String rate(ExportLine line) {
            var price = line.isUsage() ? Kind.price(line.cell()) : null;
            return price == null ? null : price.toString();
        }

        private static Map<String, String> attributes(ExportLine line) {
            var attributes = new TreeMap<String, String>();
            attributes.put("product_name", Product.of(line.cell()).name());
            if (!line.cell().instanceType().isEmpty()) {
                attributes.put("instance_type", line.cell().instanceType());
            }
            return attributes;
        }

        private static Map<String, String> tags(ExportLine line, boolean split) {
            var tags = new TreeMap<String, String>();
            FocusColumns.tags(line.cell()).forEach((key, value) -> tags.put("user_" + key, value));
            if (split) {
                clusterTags(line).forEach((key, value) -> tags.put(SplitLine.inMap(key), value));
            }
            return tags;
        }

        /** AWS's own tags of pods and of the nodes that they are on. */
        private static Map<String, String> clusterTags(ExportLine line) {
            var cluster = line.cell().tags().get(Node.CLUSTER_TAG);
            return line.split() != null
                    ? line.split().tags()
                    : cluster == null ? Map.of() : Map.of(SplitLine.CLUSTER, cluster);
        }

        private static @Nullable String filled(String text) {
            return text.isEmpty() ? null : text;
        }

        /** lineItem/UnblendedCost is line_item_unblended_cost, as in the legacy report's Parquet. */
        private static String snake(String name) {
            return name.replaceAll("(?<!/)(?=[A-Z])", "_").replace('/', '_').toLowerCase(Locale.ROOT);
        }
    }
}
