package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.spend.Reconciliation;
import dev.bursar.spend.Reconciliations;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ReconciliationsTest {
    private static final String ACCOUNT = "012345678901";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;
    private Reconciliations reconciliations;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        node = SyncNode.start(clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
        reconciliations = node.getBean(Reconciliations.class);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private static Map<String, Object> line(String day, String service, String category, double billed) {
        var line = ChargeLinesFile.focusLine(billed);
        line.put("ChargePeriodStart", LocalDate.parse(day).atTime(3, 0));
        line.put("SubAccountId", ACCOUNT);
        line.put("ServiceName", service);
        line.put("ChargeCategory", category);
        return line;
    }

    @Test
    void everythingThatDiffersIsARow() throws IOException {
        ChargeFixture.load(node, "2026-10-03", ACCOUNT, "EC2 - Other", "vision", "10");
        ChargeFixture.load(node, "2026-10-04", ACCOUNT, "Amazon Elastic Compute Cloud - Compute", "", "2.5");
        ChargeFixture.load(node, "2026-10-05", ACCOUNT, "Amazon Simple Storage Service", "", "3.004");
        ChargeFixture.load(node, "2026-10-06", ACCOUNT, "AWS Glue", "", "7");
        ChargeFixture.load(node, "2026-10-06", "000000000099", "AWS Glue", "", "80"); // not in the export
        ChargeFixture.load(node, "2026-11-06", ACCOUNT, "AWS Glue", "", "160"); // another billing period
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        lines.add(line("2026-10-03", "Amazon Elastic Compute Cloud", "Usage", 12.5));
        lines.add(line("2026-10-03", "Amazon Elastic Compute Cloud", "Tax", 1.25));
        lines.add(line("2026-10-05", "Amazon Simple Storage Service", "Usage", 3));
        lines.add(line("2026-09-29", "AWS Glue", "Usage", -0.5));
        assertThat(reconciliations.sources()).isEmpty();
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile("lines.csv", lines.csv(folder.resolve("lines.csv")))), ReadListener.NONE);

        var source = reconciliations.sources().getFirst();
        assertThat(source.month()).hasToString("2026-10");
        var found = reconciliations.of(source.id(), CostMetric.BILLED).orElseThrow();
        assertThat(found.rows())
                .extracting(row -> row.account() + " " + row.service() + " " + plain(row.costExplorer()) + " "
                        + plain(row.export()) + " " + row.differs())
                .containsExactly(
                        ACCOUNT + " AWS Glue 7 null true",
                        ACCOUNT + " Tax null 1.25 true",
                        ACCOUNT + " null null -0.5 true",
                        ACCOUNT + " Amazon Simple Storage Service 3.004 3 false",
                        ACCOUNT + " Amazon Elastic Compute Cloud 12.5 12.5 false");
        assertThat(found.differing()).isEqualTo(3);
        Reconciliation.Sum sum = found.sums().getFirst();
        assertThat(sum.costExplorer()).isEqualByComparingTo("22.504");
        assertThat(sum.difference()).isEqualByComparingTo("-6.254");
        assertThat(reconciliations.of(source.id() + 1, CostMetric.BILLED)).isEmpty();
    }

    @Test
    void eachPayersExportIsHeldAgainstItsOwnAccounts() throws IOException {
        String other = "000000000099";
        ChargeFixture.load(node, "2026-10-03", ACCOUNT, "AWS Glue", "vision", "10");
        ChargeFixture.load(node, "2026-10-03", other, "AWS Glue", "", "80");
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        lines.add(line("2026-10-03", "AWS Glue", "Usage", 10));
        var theirs = line("2026-10-03", "AWS Glue", "Usage", 80);
        theirs.put("SubAccountId", other);
        theirs.put("BillingAccountId", other);
        lines.add(theirs);
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile("lines.csv", lines.csv(folder.resolve("lines.csv")))), ReadListener.NONE);

        assertThat(reconciliations.sources())
                .hasSize(2)
                .flatExtracting(source -> reconciliations
                        .of(source.id(), CostMetric.BILLED)
                        .orElseThrow()
                        .rows())
                .extracting(row -> row.account() + " " + plain(row.costExplorer()) + " " + plain(row.export()))
                .containsExactlyInAnyOrder(ACCOUNT + " 10 10", other + " 80 80");
    }

    private static String plain(java.math.BigDecimal amount) {
        return amount == null ? "null" : amount.stripTrailingZeros().toPlainString();
    }
}
