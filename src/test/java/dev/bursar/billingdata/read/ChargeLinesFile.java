package dev.bursar.billingdata.read;

import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Lines of an export that a test makes, written as AWS writes them: CSV, or Parquet with doubles, timestamps and maps. */
public final class ChargeLinesFile {
    private static final List<String> TYPES = List.of(
            "Usage",
            "DiscountedUsage",
            "SavingsPlanCoveredUsage",
            "SavingsPlanNegation",
            "SavingsPlanRecurringFee",
            "SavingsPlanUpfrontFee",
            "RIFee",
            "Fee",
            "Tax",
            "Credit",
            "Refund",
            "EdpDiscount",
            "PrivateRateDiscount",
            "BundledDiscount");

    /** Values by column; a value is a text, a double, a time, a map or null. */
    public final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    private final Map<String, String> types;

    /** As AWS names them, their sessions in them. */
    private static final List<String> CALLERS = List.of(
            "",
            "arn:aws:sts::012345678901:assumed-role/ChatApp/someone@example.com",
            "arn:aws:sts::012345678901:assumed-role/ChatApp/another@example.com",
            "arn:aws:iam::012345678901:user/batch");

    private ChargeLinesFile(Map<String, String> types) {
        this.types = types;
    }

    /** Lines of the format without any row. */
    public static ChargeLinesFile of(LineFormat format) {
        Map<String, String> types = new LinkedHashMap<>();
        for (LineColumn column : format.columns()) {
            types.put(
                    column.name(),
                    switch (column.kind()) {
                        case TEXT, ACCOUNT, CURRENCY, CATEGORY, PRODUCT_NAME, CALLER -> "varchar";
                        case TIME -> "timestamp";
                        case COST, QUANTITY -> "double";
                        case TAGS -> "map(varchar, varchar)";
                    });
        }
        return new ChargeLinesFile(types);
    }

    public static ChargeLinesFile random(LineFormat format, long seed, int rows) {
        var random = new Random(seed);
        var lines = of(format);
        for (int i = 0; i < rows; i++) {
            lines.add(format == LineFormat.FOCUS ? focus(random) : cur(random));
        }
        return lines;
    }

    public ChargeLinesFile add(Map<String, @Nullable Object> row) {
        rows.add(row);
        return this;
    }

    public ChargeLinesFile without(String column) {
        types.remove(column);
        return this;
    }

    public ChargeLinesFile with(String column, String type) {
        types.put(column, type);
        return this;
    }

    /** The smallest FOCUS line. */
    public static Map<String, @Nullable Object> focusLine(double billed) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("BilledCost", billed);
        row.put("EffectiveCost", billed);
        row.put("BillingAccountId", "000000000001");
        row.put("BillingCurrency", "USD");
        row.put("BillingPeriodStart", LocalDateTime.of(2026, 10, 1, 0, 0));
        row.put("ChargePeriodStart", LocalDateTime.of(2026, 10, 3, 5, 0));
        row.put("ChargeCategory", "Usage");
        row.put("ProviderName", "AWS");
        row.put("ServiceName", "Amazon SageMaker");
        return row;
    }

    /** The smallest CUR line. */
    public static Map<String, @Nullable Object> curLine(String type, double unblended) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("bill_payer_account_id", "000000000001");
        row.put("bill_billing_period_start_date", LocalDateTime.of(2026, 10, 1, 0, 0));
        row.put("line_item_usage_start_date", LocalDateTime.of(2026, 10, 3, 5, 0));
        row.put("line_item_usage_account_id", "012345678901");
        row.put("line_item_line_item_type", type);
        row.put("line_item_product_code", "AmazonSageMaker");
        row.put("line_item_currency_code", "USD");
        row.put("line_item_unblended_cost", unblended);
        return row;
    }

    private static Map<String, @Nullable Object> focus(Random random) {
        var row = focusLine(cost(random));
        row.put("EffectiveCost", cost(random));
        row.put("ListCost", random.nextInt(5) == 0 ? null : cost(random));
        row.put("ContractedCost", cost(random));
        row.put("ConsumedQuantity", random.nextInt(9) == 0 ? null : random.nextInt(1000) / 7.0);
        row.put("ConsumedUnit", random.nextInt(9) == 0 ? null : random.nextBoolean() ? "Hrs" : "GB");
        row.put("BillingCurrency", random.nextInt(10) == 0 ? "CNY" : "USD");
        row.put("ProviderName", random.nextInt(10) == 0 ? "Microsoft" : "AWS");
        row.put("ChargePeriodStart", LocalDateTime.of(2026, 9, 29, 0, 0).plusHours(random.nextInt(24 * 6)));
        row.put("SubAccountId", random.nextInt(8) == 0 ? null : "00000000000" + random.nextInt(3));
        row.put("ChargeCategory", random.nextInt(9) == 0 ? "Tax" : "Usage");
        row.put("ChargeClass", random.nextInt(12) == 0 ? "Correction" : null);
        row.put("PricingCategory", random.nextBoolean() ? "Standard" : "Committed");
        row.put("RegionId", random.nextInt(6) == 0 ? null : "us-east-1");
        row.put("x_UsageType", random.nextBoolean() ? "USE1-Host:ml.m5.large" : "He said \"now\", twice\nand left");
        row.put("ResourceId", random.nextInt(4) == 0 ? null : "arn:aws:sagemaker:endpoint/é" + random.nextInt(4));
        row.put("Tags", tags(random, "team", "env", "cost-center"));
        return row;
    }

    private static Map<String, @Nullable Object> cur(Random random) {
        var row = curLine(TYPES.get(random.nextInt(TYPES.size())), cost(random));
        for (LineColumn column : LineFormat.CUR_2.columns()) {
            if (column.kind() == LineColumn.Kind.COST) {
                row.put(column.name(), random.nextInt(20) == 0 ? null : cost(random));
            }
        }
        row.put("line_item_usage_amount", random.nextInt(1000) / 8.0);
        row.put("line_item_usage_type", random.nextBoolean() ? "USE1-Host:ml.m5.large" : "USE1-SpotUsage:g5.xlarge");
        row.put(
                "line_item_usage_start_date",
                LocalDateTime.of(2026, 10, 1, 0, 0).plusHours(random.nextInt(72)));
        row.put("reservation_reservation_a_r_n", random.nextInt(3) == 0 ? "arn:aws:ec2:reserved/1" : null);
        row.put("savings_plan_savings_plan_a_r_n", random.nextInt(3) == 0 ? "arn:aws:savingsplans::1" : null);
        row.put("pricing_unit", random.nextBoolean() ? "Hrs" : null);
        row.put("product_product_name", "Amazon SageMaker");
        row.put("product_region_code", "eu-west-1");
        row.put("resource_tags", tags(random, "user_team", "aws_created_by", "user_env"));
        row.put("line_item_iam_principal", CALLERS.get(Math.floorMod(row.hashCode(), CALLERS.size())));
        return row;
    }

    private static @Nullable Map<String, String> tags(Random random, String... keys) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        Map<String, String> tags = random.nextBoolean() ? new TreeMap<>() : new TreeMap<>(Comparator.reverseOrder());
        for (String key : keys) {
            if (random.nextInt(3) > 0) {
                tags.put(key, random.nextInt(9) == 0 ? "a \"b\\\", c=ü" : "v" + random.nextInt(2));
            }
        }
        return tags;
    }

    /** Costs as AWS has them and, now and then, what computing makes of them. */
    public static double cost(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(1_000_000) / 1e10;
            case 2 -> random.nextInt(1000) * 1e-12;
            case 3 -> 0.1 * random.nextInt(100) + 0.2;
            case 4 -> 200_000 + random.nextInt(100) / 100.0;
            case 5 -> random.nextDouble() / 1000;
            default -> random.nextInt(100_000_000) / 1e10;
        };
    }

    /** The sum of a column by currency, of the decimals that {@link Double#toString} writes. */
    public BigDecimal total(String column, String currencyColumn, String currency) {
        return rows.stream()
                .filter(row -> currency.equals(row.get(currencyColumn)))
                .map(row ->
                        row.get(column) instanceof Double number ? new BigDecimal(number.toString()) : BigDecimal.ZERO)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public Path csv(Path file) {
        return csv(file, UnaryOperator.identity());
    }

    /** CSV with the columns' names changed. */
    public Path csv(Path file, UnaryOperator<String> name) {
        var text = new StringBuilder(
                types.keySet().stream().map(name).map(ChargeLinesFile::quoted).collect(Collectors.joining(",")));
        text.append('\n');
        for (Map<String, @Nullable Object> row : rows) {
            text.append(types.keySet().stream()
                            .map(column -> cell(row.get(column)))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        try {
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> number.toString();
            case Map<?, ?> map -> quoted(json(map));
            case LocalDateTime time -> quoted(time.toString().replace('T', ' ') + ":00");
            case Object text -> quoted(text.toString());
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(tag -> json(tag.getKey()) + ": " + json(tag.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String json(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Parquet through DuckDB, from text: a statement for each row would take a hundred times as long. */
    public Path parquet(Path file) {
        Path text = file.resolveSibling(file.getFileName() + ".text");
        String texts = types.keySet().stream()
                .map(column -> "'" + column.replace("'", "''") + "': 'varchar'")
                .collect(Collectors.joining(", ", "{", "}"));
        String values = types.entrySet().stream()
                .map(column -> "cast(" + value(column.getKey()) + " as " + column.getValue() + ") as \""
                        + column.getKey() + '"')
                .collect(Collectors.joining(", "));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            Files.writeString(
                    text,
                    rows.stream()
                            .map(row -> types.keySet().stream()
                                    .map(column -> text(row.get(column)))
                                    .collect(Collectors.joining(",", "", "\n")))
                            .collect(Collectors.joining()));
            statement.execute("create table export as select " + values + " from read_csv('" + text
                    + "', header = false, auto_detect = false, quote = '\"', escape = '\"', allow_quoted_nulls = false,"
                    + " columns = " + texts + ")");
            statement.execute("copy export to '" + file + "' (format parquet, row_group_size 2048)");
            Files.delete(text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What DuckDB makes of a column's text, before that becomes what the column holds. */
    private String value(String column) {
        Set<String> kinds = rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .map(ChargeLinesFile::kind)
                .collect(Collectors.toSet());
        String name = '"' + column + '"';
        return switch (kinds.size()) {
            case 0 -> name;
            case 1 -> kinds.iterator().next().formatted(name);
            default -> throw new IllegalStateException(column + " has values of several kinds: " + kinds);
        };
    }

    private static String kind(Object value) {
        return switch (value) {
            case Double ignored -> "cast(%s as double)";
            case LocalDateTime ignored -> "cast(%s as timestamp)";
            case Map<?, ?> ignored -> "cast(%s as json)";
            default -> "%s";
        };
    }

    /** Only null has no quotes. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> quoted(json(map));
            case Object other -> quoted(other.toString());
        };
    }
}
