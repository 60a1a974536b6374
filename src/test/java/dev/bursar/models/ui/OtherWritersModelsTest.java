package dev.bursar.models.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.models.Figures.Tokens;
import dev.bursar.models.ModelMonth;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfUsageType;
import dev.bursar.models.ModelService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * CUR 2.0 files written from AWS's documents by somebody who hadn't read the reader, with what each line is written beside it
 * ({@code bedrock-lines.txt}): the page must say the same, to the last digit. What is expected is added up by DuckDB.
 */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@SignedInAs(Role.FINANCE)
class OtherWritersModelsTest extends SpringBrowserlessTest {
    private static final int UNKNOWN = 200;
    private static final String SESSION = "zoe.planted@example.com";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    ModelService models;

    @Autowired
    ModelExport file;

    @Autowired
    TestDatabase database;

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        workers.forget();
    }

    @Test
    void aCsvFileIsToldAsItsWriterMeantIt() throws IOException, SQLException {
        told(YearMonth.of(2026, 9), "csv");
    }

    @Test
    void aParquetFileIsToldAsItsWriterMeantIt() throws IOException, SQLException {
        told(YearMonth.of(2026, 10), "parquet");
    }

    private void told(YearMonth month, String format) throws IOException, SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            Path written = write(statement, month, format);
            new ImportService(portal.getBean(DeliveredCosts.class), new ImportFolder(folder))
                    .take(List.of(new ChargeFile(written.getFileName().toString(), written)), ReadListener.NONE);
            ModelMonth found = models.of(month);
            assertThat(found.currencies()).hasSize(1);
            OfCurrency of = found.currencies().getFirst();

            List<String> expected = expected(statement);
            List<String> told = found(of);
            assertThat(expected).hasSizeGreaterThan(50).doesNotHaveDuplicates();
            assertThat(told.stream().filter(row -> !expected.contains(row)))
                    .as(
                            "told otherwise; not told: %s",
                            expected.stream().filter(row -> !told.contains(row)).toList())
                    .isEmpty();
            assertThat(told).hasSameSizeAs(expected);
            BigDecimal bedrock = number(statement, "select sum(cost) from line where ours");
            assertThat(of.now().total()).isEqualByComparingTo(bedrock).isEqualByComparingTo(of.serviceCost());
            assertThat(of.models().stream()
                            .filter(row -> !row.model().name().isEmpty())
                            .flatMap(row -> row.usageTypes().stream())
                            .filter(type -> !type.line().direction().label().equals("Other"))
                            .map(type -> type.now().total())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("dollars with model and direction")
                    .isGreaterThan(bedrock.multiply(new BigDecimal("0.98")));
            assertThat(of.unknown().stream()
                            .collect(Collectors.toMap(
                                    OfUsageType::usageType,
                                    type -> plain(type.now().total()))))
                    .containsExactlyInAnyOrderEntriesOf(unknown(statement));
            onThePage(month, of);
        }
        assertThat(database.jdbc()
                        .sql("select count(*) from term where value like ?")
                        .param("%" + SESSION + "%")
                        .query(Integer.class)
                        .single())
                .as("sessions of callers")
                .isZero();
    }

    /** Unknown usage types stand in the second table, and models in the file as in the first. */
    private void onThePage(YearMonth month, OfCurrency of) throws IOException {
        UI.getCurrent().navigate(ModelsView.class, QueryParameters.simple(Map.of("month", month.toString())));
        workers.run();
        roundTrip();
        List<HtmlTable> tables = find(HtmlTable.class).all();
        assertThat(tables.get(1).lines().stream().map(line -> line.name().text()))
                .hasSizeGreaterThanOrEqualTo(UNKNOWN)
                .containsExactlyElementsOf(
                        of.unknown().stream().map(OfUsageType::usageType).toList());
        assertThat(Texts.of(find(ModelsView.class).single()))
                .as("a tax has no usage type either")
                .doesNotContain("without usage types");
        var out = new ByteArrayOutputStream();
        file.answer(month.toString(), ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        List<String> rows = out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
        List<String> names = tables.getFirst().lines().stream()
                .map(line -> line.name().text())
                .toList();
        assertThat(rows).hasSameSizeAs(names);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).replace("\"", "")).startsWith(names.get(i) + ",");
        }
    }

    /** Model, direction, tier and routing with cost and tokens, of what is of a model or counts tokens. */
    private static List<String> found(OfCurrency of) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        Map<String, Tokens> tokens = new TreeMap<>();
        for (OfUsageType type : of.models().stream()
                .flatMap(row -> row.usageTypes().stream())
                .filter(type -> !type.line().direction().label().equals("Other"))
                .toList()) {
            var line = type.line();
            boolean served = !line.tier().label().equals("Other");
            String key = String.join(
                            " | ",
                            line.model().replaceAll("[^A-Za-z0-9]", ""),
                            line.direction().label(),
                            served ? line.tier().label() : "",
                            served ? line.routing().label() : "")
                    .toLowerCase(Locale.ROOT);
            costs.merge(key, type.now().total(), BigDecimal::add);
            type.now()
                    .of(line.direction())
                    .ifPresent(some -> tokens.merge(
                            key,
                            some,
                            (a, b) -> new Tokens(
                                    a.tokens().add(b.tokens()), a.cost().add(b.cost()), a.allKnown() && b.allKnown())));
        }
        return costs.entrySet().stream()
                .map(cost -> {
                    Optional<Tokens> known =
                            Optional.ofNullable(tokens.get(cost.getKey())).filter(Tokens::allKnown);
                    return row(
                            cost.getKey(),
                            cost.getValue(),
                            known.map(Tokens::tokens).orElse(null),
                            known.flatMap(Tokens::perMillion).orElse(null));
                })
                .sorted()
                .toList();
    }

    private static String row(
            String key, BigDecimal cost, @Nullable BigDecimal tokens, @Nullable BigDecimal perMillion) {
        return String.join(
                " | ",
                key,
                plain(cost),
                tokens == null ? "" : plain(tokens),
                perMillion == null ? "" : plain(perMillion.setScale(8, RoundingMode.HALF_UP)));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static List<String> expected(Statement statement) throws SQLException {
        var rows = new ArrayList<String>();
        try (var result = statement.executeQuery("""
                select lower(regexp_replace(model, '[^A-Za-z0-9]', '', 'g') || ' | ' || direction || ' | '
                    || case when served then tier else '' end || ' | '
                    || case when not served then '' when routing = 'region' then 'in region or geographic' else routing end) as key,
                  sum(cost) as cost,
                  case when bool_and(tokens is not null) then sum(tokens) end as tokens,
                  sum(cost) filter (kind = 'Usage') as usage
                from (select *, direction not in ('customization', 'storage') as served from line)
                where ours and direction not in ('other', 'unknown') group by 1
                """)) {
            while (result.next()) {
                BigDecimal tokens = result.getBigDecimal("tokens");
                rows.add(row(
                        result.getString("key"),
                        result.getBigDecimal("cost"),
                        tokens,
                        tokens == null || tokens.signum() <= 0
                                ? null
                                : result.getBigDecimal("usage")
                                        .multiply(BigDecimal.valueOf(1_000_000))
                                        .divide(tokens, 10, RoundingMode.HALF_UP)));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static Map<String, String> unknown(Statement statement) throws SQLException {
        Map<String, String> costs = new TreeMap<>();
        try (var result = statement.executeQuery(
                "select usage_type, sum(cost) as cost from line where direction in ('other', 'unknown') and usage_type <> '' and ours group by 1")) {
            while (result.next()) {
                costs.put(result.getString(1), plain(result.getBigDecimal(2)));
            }
        }
        return costs;
    }

    private static BigDecimal number(Statement statement, String sql) throws SQLException {
        try (var result = statement.executeQuery(sql)) {
            result.next();
            return result.getBigDecimal(1);
        }
    }

    /** The month's lines with what they are as the table {@code line}, and the file without that. */
    private Path write(Statement statement, YearMonth month, String format) throws IOException, SQLException {
        Path kinds = folder.resolve("kinds.txt");
        try (InputStream text =
                OtherWritersModelsTest.class.getResourceAsStream("/dev/bursar/models/bedrock-lines.txt")) {
            Files.write(
                    kinds,
                    new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList());
        }
        statement.execute("""
                create table kind as
                select row_number() over () as number, trim(a[1]) as product_code, trim(a[2]) as product, trim(a[3]) as usage_type,
                  trim(a[4]) as unit, trim(a[5]) as description, cast(trim(a[6]) as decimal(18, 9)) as price, trim(a[7]) as model,
                  trim(a[8]) as direction, trim(a[9]) as tier, trim(a[10]) as routing, trim(a[11]) as per_unit
                from (select string_split(line, ';') as a from read_csv('%s', columns = {'line': 'varchar'}, header = false,
                    delim = '\\t', quote = '', escape = '', auto_detect = false))
                """.formatted(kinds));
        statement.execute("""
                create table line as
                select d as day, c as caller, k.number, product_code, product, usage_type, unit, description, model, direction, tier, routing,
                  amount, cast(case when k.number %% 13 = 0 and d = 3 then 0 else amount * price end as decimal(24, 12)) as cost,
                  case when per_unit in ('-', '?') then null else amount * cast(per_unit as decimal(9, 0)) end as tokens,
                  'Usage' as kind, true as ours
                from kind k, range(1, 4) days(d), range(0, 5) callers(c),
                  lateral (select cast((case when price = 0 then 100 else round(20 / price) end
                      * (1000 + (k.number * 31 + d * 7 + c * 3) %% 101)) / 1000
                      * case when direction in ('other') or model = '' then 0.01 else 1 end
                      * case when k.number %% 17 = 0 and d = 2 then -1 else 1 end as decimal(18, 3)) as amount)
                """.formatted());
        statement.execute("""
                insert into line
                select 5, 0, 1000 + i, case when i %% 2 = 0 then 'AmazonBedrock' else '8x2kq1n7d0fs' end,
                  case when i %% 2 = 0 then 'Amazon Bedrock' else 'Claude Sonnet 4.6 (Amazon Bedrock Edition)' end,
                  case i %% 4 when 0 then 'USE1-Quux' || i || '-Flurbs' when 1 then 'USE1-MP:USE1_Blorp' || i || '-Units'
                    when 2 then 'EUW1-Token' || i || 'Vault-Requests' else 'Sprocket' || i end,
                  case i %% 3 when 0 then 'Units' when 1 then '' else 'Requests' end, '', '', 'unknown', '', '',
                  1 + i, cast(i as decimal(24, 12)) / 1000000000, null, 'Usage', true
                from range(0, %d) t(i)
                """.formatted(UNKNOWN));
        statement.execute("""
                insert into line values
                  (6, 0, 2000, 'AmazonBedrock', 'Amazon Bedrock', '', '', 'Tax for product code AmazonBedrock', '', 'unknown', '', '',
                    1, 12.34, null, 'Tax', true),
                  (6, 0, 2001, 'AmazonBedrock', 'Amazon Bedrock', 'USE1-NovaPro-input-tokens', '1K tokens', 'Promotional credit',
                    'Nova Pro', 'input', 'on demand', 'region', 0, -3.21, 0, 'Credit', true),
                  (6, 1, 2002, 'AmazonS3', 'Amazon Simple Storage Service', 'USE1-TimedStorage-ByteHrs', 'GB-Mo', '', '', 'unknown', '', '',
                    7, 70.07, null, 'Usage', false),
                  (6, 1, 2003, 'c8t5z2w9q1m4x7v0b3n6k8j2d', 'Fast Data Lake Pro', 'USE1-MP:USE1_SoftwareUsage-Units', 'Units',
                    'AWS Marketplace software usage|us-east-1|Hours', '', 'unknown', '', '', 9, 99.99, null, 'Usage', false)
                """);
        Path written = folder.resolve("bedrock-" + month + "." + format);
        boolean text = format.equals("csv");
        statement.execute("""
                copy (
                  select 'Anniversary' as bill_bill_type,
                    case when product_code like 'Amazon%%' then 'AWS' else 'AWS Marketplace' end as bill_billing_entity,
                    %3$s as bill_billing_period_end_date, %2$s as bill_billing_period_start_date,
                    '' as bill_invoice_id, 'Amazon Web Services, Inc.' as bill_invoicing_entity,
                    '000000000001' as bill_payer_account_id, 'Payer' as bill_payer_account_name,
                    'li' || number || '-' || day || '-' || caller as identity_line_item_id,
                    'USD' as line_item_currency_code,
                    case caller when 0 then 'arn:aws:sts::012345678901:assumed-role/ChatApp/%5$s'
                      when 1 then 'arn:aws:iam::111122223333:user/apps/ci'
                      when 2 then 'arn:aws-us-gov:sts::222233334444:assumed-role/Batch/%5$s'
                      when 3 then 'AROAEXAMPLE:%5$s' else null end as line_item_iam_principal,
                    case when product_code like 'Amazon%%' then 'Amazon Web Services, Inc.' else 'A Seller, PBC' end
                      as line_item_legal_entity,
                    description as line_item_line_item_description, kind as line_item_line_item_type,
                    'InvokeModelInference' as line_item_operation, product_code as line_item_product_code,
                    case number %% 4 when 0 then '' when 1 then 'arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0'
                      when 2 then 'arn:aws:bedrock:us-east-1:012345678901:application-inference-profile/abc123def456'
                      else 'arn:aws:bedrock:us-east-1:012345678901:inference-profile/us.a.b-v1:0' end as line_item_resource_id,
                    cast(cost as double) as line_item_unblended_cost,
                    case when caller = 1 then '111122223333' else '012345678901' end as line_item_usage_account_id,
                    cast(amount as double) as line_item_usage_amount,
                    %4$s as line_item_usage_start_date, usage_type as line_item_usage_type,
                    nullif(unit, '') as pricing_unit, %6$s as product,
                    case when product_code like 'Amazon%%' then product_code end as product_servicecode,
                    'us-east-1' as product_region_code,
                    null::varchar as reservation_reservation_a_r_n, null::double as reservation_effective_cost,
                    null::varchar as savings_plan_savings_plan_a_r_n, null::double as savings_plan_savings_plan_effective_cost,
                    %7$s as tags
                  from line order by hash(number, day, caller)
                ) to '%1$s' (format %8$s)
                """.formatted(
                        written,
                        time("date '" + month.atDay(1) + "'", text),
                        time("date '" + month.plusMonths(1).atDay(1) + "'", text),
                        time("date '" + month.atDay(1) + "' + cast(day - 1 as int)", text),
                        SESSION,
                        map("['product_name', 'region']", "[product, 'us-east-1']", text),
                        map(
                                "case when caller < 2 then ['iamPrincipal/team'] else ['resourceTags/team', 'iamPrincipal/team'] end",
                                "case when caller < 2 then ['vision'] else ['research', 'vision'] end",
                                text),
                        text ? "csv, header true" : "parquet"));
        return written;
    }

    private static String time(String day, boolean text) {
        return text ? "strftime(" + day + ", '%Y-%m-%dT00:00:00.000Z')" : "cast(" + day + " as timestamp)";
    }

    private static String map(String keys, String values, boolean text) {
        String map = "map(" + keys + ", " + values + ")";
        return text ? "cast(to_json(" + map + ") as varchar)" : map;
    }
}
