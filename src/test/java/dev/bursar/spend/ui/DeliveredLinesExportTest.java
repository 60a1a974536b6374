package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What people get who export the lines of what Spend shows. */
@BursarTest(
        properties = {"bursar.aws.charge-files=${user.dir}/target/test-data/lines-${PID}", "bursar.aws.team-tag=team"})
class DeliveredLinesExportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 3);

    @Autowired
    private CostService costs;

    @Autowired
    private SpendExport export;

    @Autowired
    private ApplicationContext portal;

    @BeforeEach
    void delivery() throws IOException {
        new LinesFixture(portal).deliver();
    }

    private static CostQuery question(LocalDate to) {
        return new CostQuery(DAY, to, Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, List.of());
    }

    private String csv() throws IOException {
        var file = new SpendFile(SpendFile.Content.LINES, question(DAY.plusDays(1)), SpendUrl.View.DAILY);
        assertThat(SpendFile.read(file.stored())).isEqualTo(file);
        assertThat(export.about(file.stored()).file()).isEqualTo("lines-2026-10-03-to-2026-10-03");
        var out = new ByteArrayOutputStream();
        export.answer(file.stored(), ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeGetsAllLinesWithTheFilesColumns() throws IOException {
        assertThat(csv().lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line).contains("ChargeDescription"))
                .anySatisfy(
                        line -> assertThat(line).contains("2026-10-03 04:00:00").contains("vision in hour 4"));
        assertThat(offered(DAY.plusDays(31))).contains("Delivered lines");
        assertThat(offered(DAY.plusDays(32))).doesNotContain("Delivered lines");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void chosenColumnsAreTheFilesColumns() throws IOException {
        var file = new SpendFile(
                SpendFile.Content.LINES,
                question(DAY.plusDays(1)),
                SpendUrl.View.DAILY,
                List.of("ChargeDescription", "BilledCost", "None"),
                false);
        var out = new ByteArrayOutputStream();
        export.answer(file.stored(), ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .first()
                .asString()
                .endsWith("ChargeDescription,BilledCost");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadGetsTheLinesOfTheirTeamOnly() throws IOException {
        assertThat(csv().lines())
                .hasSize(6)
                .noneSatisfy(line -> assertThat(line).contains("vision"));
    }

    @Test
    @SignedInAs(Role.LEAD)
    void whoLeadsNobodyGetsNone() throws IOException {
        assertThat(csv().lines()).hasSizeLessThanOrEqualTo(1);
    }

    private List<String> offered(LocalDate to) {
        return export.offered(SpendUrl.DEFAULT, costs.ask(question(to)), Duration.ZERO).stream()
                .map(Content::name)
                .toList();
    }
}
