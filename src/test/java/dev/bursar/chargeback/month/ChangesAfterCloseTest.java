package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.corrections.CorrectionSql;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.documents.CountedDocument;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.ChargeDetails;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Sha256;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Whatever AWS changes of a closed month, read by the portal's jobs: what was issued stays, and the next month corrects it. */
class ChangesAfterCloseTest {
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final String PLACE = "a.value || ' ' || s.value || ' ' || r.value || ' ' || t.value";
    private static final String RESEARCH = OrganisationModel.RESEARCH + " Amazon SageMaker ";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String SAGEMAKER = """
        "month": "2026-09", "account": "%s", "service": "Amazon SageMaker\"""".formatted(OrganisationModel.RESEARCH);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = SyncRig.synced(clock, LocalDate.parse("2026-09-15"));
    private final AnnotationConfigApplicationContext node = rig.context(Map.of());
    private final AnnotationConfigApplicationContext chargeback = new AnnotationConfigApplicationContext();

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    /** Only what is asked for is made. */
    ChangesAfterCloseTest() {
        chargeback.setParent(node);
        chargeback.getBeanFactory().setConversionService(new ApplicationConversionService());
        new ConfigDataApplicationContextInitializer().initialize(chargeback);
        chargeback.register(Transactions.class);
        var scanner = new ClassPathBeanDefinitionScanner(chargeback);
        scanner.getBeanDefinitionDefaults().setLazyInit(true);
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.addExcludeFilter(new AssignableTypeFilter(Scope.class));
        scanner.addExcludeFilter(new AssignableTypeFilter(BackgroundScope.class));
        scanner.scan("dev.bursar.chargeback", "dev.bursar.notify", "dev.bursar.access");
        chargeback.refresh();
    }

    @AfterEach
    void stop() {
        chargeback.close();
        node.close();
        rig.close();
    }

    private <T> T bean(Class<T> type) {
        return chargeback.getBean(type);
    }

    private void post(String path, String json, String method) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(rig.simulator.endpoint() + "/_simulator/" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private void change(String json) throws IOException, InterruptedException {
        post("changes", json, "POST");
    }

    /** Reads costs and documents anew. */
    private void read() {
        clock.forward(Duration.ofHours(1));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(rig.run("documents").state()).isEqualTo(RunState.DONE);
        bean(CutWatch.class).cutWhatChanged();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private void issue(YearMonth month) {
        var issuing = bean(IssueService.class);
        var preview = issuing.preview(month).orElseThrow();
        assertThat(preview.blocks()).isEmpty();
        issuing.issue(month, preview.token(), "as agreed", today());
    }

    private void close(YearMonth month) {
        var closing = bean(CloseService.class);
        var preview = closing.preview(month);
        assertThat(preview.blocks()).as("%s", month).isEmpty();
        closing.close(month, preview.token());
    }

    private List<IssuedStatement> issued() {
        return bean(IssueStore.class).statements(SEPTEMBER);
    }

    /** The hash of each file of September's statements. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        var statements = bean(StatementService.class);
        for (IssuedStatement one : issued()) {
            var question = StatementExport.question(
                    statements.statement(SEPTEMBER, one.team()).orElseThrow());
            for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PDF)) {
                var out = new ByteArrayOutputStream();
                bean(StatementExport.class).answer(question, format).write(out, ExportSource.Progress.NONE);
                files.put(
                        one.number() + " " + format,
                        HexFormat.of().formatHex(Sha256.of(out.toString(StandardCharsets.ISO_8859_1))));
            }
        }
        return files;
    }

    /** Each line of each statement is, to the cent, what its charges in the kept cut add up to. */
    private void everyLineOpens() {
        Map<Integer, BigDecimal> pools = new TreeMap<>();
        int direct = 0;
        for (IssuedStatement one : issued()) {
            Statement statement = bean(StatementService.class)
                    .statement(SEPTEMBER, one.team())
                    .orElseThrow();
            for (Statement.InCurrency in : statement.currencies()) {
                Map<List<String>, BigDecimal> lines = in.direct().stream()
                        .collect(Collectors.toMap(
                                line -> List.of(
                                        line.service(),
                                        line.account(),
                                        line.category().name()),
                                Statement.Direct::amount));
                ChargeDetails.Page page = charges(
                        one.team() == 0 ? Section.UNALLOCATED : Section.DIRECT,
                        Optional.empty(),
                        Optional.of(one.team()));
                assertThat(page.cut().id()).isEqualTo(statement.cut().id()).isEqualTo(kept());
                assertThat(page.rows()).hasSize(page.size());
                Map<List<String>, BigDecimal> opened = page.rows().stream()
                        .collect(Collectors.toMap(
                                row -> List.of(
                                        row.line().charge().service(),
                                        row.line().charge().account(),
                                        row.line().charge().category().name()),
                                ChargeDetails.Row::billed,
                                BigDecimal::add));
                assertThat(opened.keySet()).isEqualTo(lines.keySet());
                direct += lines.size();
                lines.forEach((line, amount) -> assertThat(
                                opened.get(line).subtract(amount).abs())
                        .as("%s of %s", line, one.name())
                        .isLessThan(new BigDecimal("0.02")));
                in.shared().forEach(line -> pools.put(line.pool(), line.total().orElseThrow()));
            }
        }
        assertThat(direct).isPositive();
        assertThat(pools).isNotEmpty();
        pools.forEach((pool, total) -> assertThat(charges(Section.SHARED, Optional.of(pool), Optional.empty())
                        .billed()
                        .subtract(total)
                        .abs())
                .as("pool %d", pool)
                .isLessThan(new BigDecimal("0.01")));
    }

    private ChargeDetails.Page charges(Section section, Optional<Integer> pool, Optional<Integer> team) {
        return bean(ChargeDetails.class)
                .page(new ChargeDetails.Question(
                        SEPTEMBER, "USD", section, pool, team, Optional.empty(), Optional.empty()))
                .orElseThrow();
    }

    private long newest() {
        return rig.database
                .jdbc()
                .sql("select max(id) from chargeback_cut where billing_month = :month")
                .param("month", SEPTEMBER.atDay(1))
                .query(Long.class)
                .single();
    }

    private long kept() {
        return bean(IssueStore.class).last(SEPTEMBER).orElseThrow().cut();
    }

    private Map<Integer, BigDecimal> corrections() {
        return bean(MonthChanges.class).page(SEPTEMBER).corrections().stream()
                .collect(Collectors.toMap(
                        MonthChanges.Correction::team, MonthChanges.Correction::amount, BigDecimal::add, TreeMap::new));
    }

    /** The same by SQL, of the lines of both cuts and the weights that were issued. */
    private Map<Integer, BigDecimal> expected() {
        var owner = rig.database.owner();
        try {
            var sql = new CorrectionSql(JdbcClient.create(owner));
            List<Allocation> allocations = bean(Allocations.class)
                    .of(bean(CutStore.class).find(SEPTEMBER).orElseThrow());
            assertThat(allocations).extracting(Allocation::currency).containsExactly("USD");
            for (PoolResult result : allocations.getFirst().pools()) {
                sql.pool(
                        result.pool(),
                        result.shares().stream()
                                .collect(Collectors.toMap(PoolResult.Share::team, PoolResult.Share::weight)));
            }
            return sql.byTeam(kept(), newest(), "USD", 2);
        } finally {
            owner.destroy();
        }
    }

    /** What the newest cut has more than the kept one, by something of its lines. */
    private Map<String, BigDecimal> more(String by) {
        Map<String, BigDecimal> more = new TreeMap<>();
        rig.database
                .jdbc()
                .sql("select " + by
                        + " as what, sum(case when cut_id = :newest then billed_cost else -billed_cost end) as more"
                        + " from chargeback_cut_line l join term a on a.id = l.account_id join term s on s.id = l.service_id"
                        + " join term r on r.id = l.record_type_id join term t on t.id = l.tag_value_id"
                        + " where cut_id in (:newest, :kept) group by 1"
                        + " having sum(case when cut_id = :newest then billed_cost else -billed_cost end) <> 0")
                .param("newest", newest())
                .param("kept", kept())
                .query(row -> {
                    more.put(row.getString("what"), row.getBigDecimal("more").stripTrailingZeros());
                });
        return more;
    }

    private Map<String, BigDecimal> documents() {
        return bean(CloseService.class).preview(OCTOBER).documents().stream()
                .filter(one -> one.ofMonth().equals(SEPTEMBER))
                .collect(Collectors.toMap(
                        CountedDocument::number, one -> one.amount().getAmount()));
    }

    @Test
    void whatWasIssuedStaysAndTheNextMonthHasTheCorrection() throws Exception {
        assertThat(rig.run("documents").state()).isEqualTo(RunState.DONE);
        bean(CutWatch.class).cutWhatChanged();
        rig.database.jdbc().sql("update team set confirmed = true").update();
        bean(PoolService.class)
                .create(bean(PoolService.class).usual().stream()
                        .map(pool -> pool.since(SEPTEMBER))
                        .toList());
        bean(LedgerService.class).chooseStart(SEPTEMBER);
        issue(SEPTEMBER);
        close(SEPTEMBER);
        Map<String, String> files = files();
        everyLineOpens();
        assertThat(corrections()).isEmpty();

        // more usage, then a retag of it, then a refund: each alone
        change("{\"id\": \"more\", \"change\": \"restate\", \"team\": \"research\", \"amount\": \"321.09\", "
                + SAGEMAKER + "}");
        read();
        stays(files);
        assertThat(more(PLACE)).isEqualTo(Map.of(RESEARCH + "Usage research", new BigDecimal("321.09")));
        assertThat(corrections()).isEqualTo(expected()).hasSize(1);
        assertThat(corrections().values()).containsExactly(new BigDecimal("321.09"));
        assertThat(bean(CutWatch.class).cutWhatChanged())
                .as("nothing has changed since")
                .isZero();

        post("changes/more", "", "DELETE");
        change("{\"id\": \"all\", \"change\": \"restate\", \"factor\": \"1.1037\", " + SAGEMAKER + "}");
        read();
        stays(files);
        assertThat(corrections()).isEqualTo(expected()).isNotEmpty();

        post("changes/all", "", "DELETE");
        change("{\"id\": \"other\", \"change\": \"retag\", \"from\": \"research\", \"to\": \"vision\", " + SAGEMAKER
                + "}");
        read();
        stays(files);
        assertThat(more(PLACE)).containsOnlyKeys(RESEARCH + "Usage research", RESEARCH + "Usage vision");
        assertThat(more("l.team_id::text")).as("who owns it now").hasSize(2);
        assertThat(more("a.value || ' ' || s.value || ' ' || r.value")).isEmpty();
        assertThat(corrections()).as("a change of owner").isEmpty();
        assertThat(bean(OwnerChangeService.class).changes(SEPTEMBER).largest()).isNotEmpty();

        post("changes/other", "", "DELETE");
        Map<String, BigDecimal> before = documents();
        change("{\"id\": \"back\", \"change\": \"refund\", \"amount\": \"20.5\", " + SAGEMAKER + "}");
        read();
        stays(files);
        assertThat(more(PLACE)).isEqualTo(Map.of(RESEARCH + "Refund ", new BigDecimal("-20.5")));
        assertThat(corrections()).isEqualTo(expected()).hasSize(1);
        assertThat(corrections().values()).containsExactly(new BigDecimal("-20.50"));
        assertThat(before).isEmpty();
        assertThat(documents().values())
                .as("its credit memo")
                .singleElement()
                .satisfies(amount -> assertThat(amount).isEqualByComparingTo("-20.50"));

        post("changes/back", "", "DELETE");
        String number = rig.database
                .jdbc()
                .sql("select number from aws_document where billing_month = :month and document_type = 'INVOICE'"
                        + " and gone_at is null order by total desc limit 1")
                .param("month", SEPTEMBER.atDay(1))
                .query(String.class)
                .single();
        change("{\"id\": \"gone\", \"change\": \"withdraw\", \"number\": \"" + number + "\"}");
        read();
        stays(files);
        assertThat(corrections()).as("costs are as they were").isEmpty();
        assertThat(documents()).containsOnlyKeys(number);
        assertThat(documents().get(number)).isNegative();
        post("changes/gone", "", "DELETE");
        read();
        assertThat(documents()).isEmpty();

        // its export is late
        for (String month : List.of("2026-08", "2026-09", "2026-10")) {
            change("{\"id\": \"held %s\", \"change\": \"hold-export\", \"month\": \"%s\"}".formatted(month, month));
        }
        readExports();
        stays(files);
        assertThat(corrections()).isEmpty();
        change("""
            {"id": "names", "change": "export-names", "month": "2026-09",
             "names": {"Amazon SageMaker": "Amazon SageMaker AI"}}""");
        post("changes/held%202026-09", "", "DELETE");
        readExports();
        stays(files);
        assertThat(more("s.value"))
                .as("other names")
                .containsKeys("Amazon SageMaker", "Amazon SageMaker AI", "EC2 - Other");
        assertThat(more("a.value || ' ' || l.charge_category")).isEmpty();
        assertThat(corrections()).as("other names").isEmpty();

        // a change on top of other names
        change("{\"id\": \"more\", \"change\": \"restate\", \"team\": \"research\", \"amount\": \"77.77\", " + SAGEMAKER
                + "}");
        readExports();
        stays(files);
        Map<String, BigDecimal> moreByTeam = more("l.team_id::text");
        assertThat(moreByTeam).hasSize(1);
        assertThat(corrections().values()).containsExactly(new BigDecimal("77.77"));
        assertThat(corrections().keySet())
                .containsExactly(Integer.valueOf(moreByTeam.keySet().iterator().next()));

        // October's statements have it, once
        issue(OCTOBER);
        close(OCTOBER);
        stays(files);
        assertThat(corrections().values()).containsExactly(new BigDecimal("77.77"));
        assertThat(bean(LedgerProofs.class).prove().parts())
                .allSatisfy(part -> assertThat(part.flaws()).isEmpty());
    }

    private void stays(Map<String, String> files) throws IOException {
        assertThat(files()).isEqualTo(files);
        everyLineOpens();
    }

    private void readExports() {
        clock.forward(Duration.ofHours(1));
        try (var reader = rig.context(
                Map.of("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix()))) {
            assertThat(SyncRig.run(reader, "exports").state()).isEqualTo(RunState.DONE);
        }
        bean(CutWatch.class).cutWhatChanged();
    }
}
