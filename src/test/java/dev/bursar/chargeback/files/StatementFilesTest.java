package dev.bursar.chargeback.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.files.FormulaSums;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.ui.CsvText;
import module java.base;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Statements as files hold what statements say, to the cent, for those alone who may see them. */
@BursarTest
class StatementFilesTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String ALL = StatementExport.question(OCTOBER);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Autowired
    ApplicationContext portal;

    @Autowired
    StatementExport export;

    @Autowired
    StatementService statements;

    @Autowired
    ChargebackService chargeback;

    @Autowired
    PoolService pools;

    @Autowired
    CutWatch cuts;

    @Autowired
    People people;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    BackgroundScope background;

    @Autowired
    ExportService exports;

    @Autowired
    BackgroundTasks tasks;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private PersonId finance = new PersonId(1);

    @BeforeEach
    void charges() {
        SecurityContextHolder.clearContext();
        ChargeFixture.load(portal);
        ChargeFixture.load(portal, "2026-10-03", "999999999999", ChargeFixture.HOSTILE, "fraud", "1.005");
        ChargeFixture.load(portal, "2026-10-04", "999999999998", "@SUM(A1)", "fraud", "-500.10");
        ChargeFixture.load(portal, "2026-10-05", "999999999997", "*", "research", "0.125");
        finance = person(Role.FINANCE);
        int made = background.call(cuts::cutWhatChanged);
        if (made > 0) {
            try (var owner = database.owner()) {
                org.springframework.jdbc.core.simple.JdbcClient.create(owner)
                        .sql("""
                            update chargeback_cut_line l set correction = true, charge_month = '2026-09-01'
                              from term t where t.id = l.service_id and t.value = '@SUM(A1)'
                            """)
                        .update();
            }
        }
        if (as(finance, () -> pools.page(Optional.of(OCTOBER)).rows()).isEmpty()) {
            as(
                    finance,
                    () -> pools.create(List.of(new PoolDraft(
                            "=1+1",
                            new PoolSelection(PoolSelection.Kind.ANY, Set.of(), Set.of("Amazon EC2"), Set.of(), false),
                            new PoolSplit.Even(Set.of()),
                            0,
                            OCTOBER))));
        }
    }

    private <T> T as(PersonId person, java.util.function.Supplier<T> work) {
        return onBehalf.call(person, work);
    }

    private PersonId person(Role... roles) {
        String name = "statements" + COUNTER.incrementAndGet();
        return background.call(() -> people.create(new NewPerson(name, name, Set.of(roles))));
    }

    private PersonId leadOf(String team) {
        PersonId lead = person(Role.LEAD);
        background.run(
                () -> people.assignLead(lead, new LedTeam(new TeamId(team(team)), LocalDate.of(2000, 1, 1), null)));
        return lead;
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private byte[] file(PersonId person, String question, ExportFormat format) {
        return as(person, () -> {
            var out = new ByteArrayOutputStream();
            try {
                export.answer(question, format).write(out, ExportSource.Progress.NONE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        });
    }

    private Statement statement(int team) {
        return as(finance, () -> statements.statement(OCTOBER, team)).orElseThrow();
    }

    private List<List<String>> csv(String question) {
        String text = new String(file(finance, question, ExportFormat.CSV), StandardCharsets.UTF_8);
        return CsvReader.builder().ofCsvRecord(text).stream()
                .map(line -> line.getFields())
                .toList();
    }

    private static List<String> named(Map.Entry<String, byte[]> entry) throws IOException {
        return StatementPdfTest.pages(entry.getValue());
    }

    private Map<String, byte[]> zip() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file(finance, ALL, ExportFormat.ZIP)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    @Test
    void aTableHasALineForEachLineOfEachStatement() {
        var lines = csv(ALL);
        assertThat(lines.getFirst())
                .isEqualTo(StatementSheet.COLUMNS.stream()
                        .map(column -> column.name())
                        .toList());
        var expected = new ArrayList<String>();
        for (String team : List.of("Fraud", "Research", "Vision", "")) {
            Statement statement = statement(team.isEmpty() ? 0 : team(team));
            String name = team.isEmpty() ? "Unallocated" : team;
            statement.currencies().forEach(in -> {
                String kind = team.isEmpty() ? "Unallocated" : "Direct";
                in.direct()
                        .forEach(line -> expected.add(String.join(
                                "|",
                                name,
                                kind,
                                "",
                                line.account(),
                                CsvText.inOrder(line.service()),
                                line.amount().toPlainString(),
                                in.currency())));
                in.shared()
                        .forEach(line -> expected.add(String.join(
                                "|",
                                name,
                                "Shared",
                                line.name(),
                                "",
                                "",
                                line.amount().toPlainString(),
                                in.currency())));
                in.corrections()
                        .forEach(line -> expected.add(String.join(
                                "|",
                                name,
                                "Correction",
                                "",
                                line.account(),
                                line.service(),
                                line.amount().toPlainString(),
                                in.currency())));
            });
        }
        assertThat(lines.stream()
                        .skip(1)
                        .map(line -> String.join(
                                "|",
                                line.get(1),
                                line.get(2),
                                unguarded(line.get(3)),
                                line.get(4),
                                unguarded(line.get(6)),
                                line.get(9),
                                line.get(10))))
                .containsExactlyElementsOf(expected);
        assertThat(expected).anyMatch(line -> line.contains("Correction")).anyMatch(line -> line.contains("Shared"));
        long cut = statement(0).cut().id();
        assertThat(lines.stream().skip(1)).allSatisfy(line -> {
            assertThat(line.get(11)).isEqualTo("2026-10");
            assertThat(line.get(12)).isEqualTo("Draft");
            assertThat(line.get(13)).isEqualTo(String.valueOf(cut));
            assertThat(line.get(14)).isEqualTo("2026-11-24T09:30:00Z");
            assertThat(line.get(15)).isEmpty();
            assertThat(line).noneMatch(cell -> cell.startsWith("=") || cell.startsWith("@"));
        });
        assertThat(csv(StatementExport.question(NOVEMBER)).get(1).get(15)).isEqualTo("21\u201323 Nov");
        assertThat(lines).anySatisfy(line -> assertThat(line.get(8)).isEqualTo("2026-09"));
    }

    private static String unguarded(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    @Test
    void aMonthsLinesAddUpToItsFigures() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        csv(ALL).stream()
                .skip(1)
                .forEach(line ->
                        sums.merge(line.get(10) + " " + line.get(2), new BigDecimal(line.get(9)), BigDecimal::add));
        var figures = as(finance, () -> chargeback.month(OCTOBER))
                .orElseThrow()
                .month()
                .figures();
        assertThat(figures).hasSize(2);
        figures.forEach(one -> {
            String currency = one.currency() + " ";
            assertThat(sums.getOrDefault(currency + "Direct", BigDecimal.ZERO)).isEqualByComparingTo(one.direct());
            assertThat(sums.getOrDefault(currency + "Shared", BigDecimal.ZERO)).isEqualByComparingTo(one.shared());
            assertThat(sums.getOrDefault(currency + "Correction", BigDecimal.ZERO))
                    .isEqualByComparingTo(one.corrections());
            assertThat(sums.getOrDefault(currency + "Unallocated", BigDecimal.ZERO))
                    .isEqualByComparingTo(one.unallocated());
        });
        assertThat(sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        figures.stream().map(one -> one.total()).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void totalsOfAWorkbookAreFormulasThatComputeToTheSameCents() throws IOException {
        for (String question : List.of(ALL, StatementExport.question(OCTOBER, team("Research")))) {
            try (var workbook =
                    new XSSFWorkbook(new ByteArrayInputStream(file(finance, question, ExportFormat.XLSX)))) {
                var sheet = workbook.getSheetAt(0);
                Map<String, BigDecimal> computed = FormulaSums.of(sheet);
                Map<String, BigDecimal> expected = new TreeMap<>();
                for (String team :
                        question.equals(ALL) ? List.of("Fraud", "Research", "Vision", "") : List.of("Research")) {
                    statement(team.isEmpty() ? 0 : team(team)).currencies().forEach(in -> {
                        if (question.equals(ALL)) {
                            expected.put((team.isEmpty() ? "Unallocated" : team) + " " + in.currency(), in.total());
                        }
                        expected.merge(" " + in.currency(), in.total(), BigDecimal::add);
                    });
                }
                assertThat(computed).isEqualTo(expected);
                sheet.forEach(row -> row.forEach(cell -> {
                    if (cell.getCellType() == CellType.FORMULA) {
                        assertThat(cell.getColumnIndex()).isEqualTo(9);
                        assertThat(cell.getCellFormula()).startsWith("ROUND(SUM");
                    }
                }));
                assertThat(workbook.getForceFormulaRecalculation()).isTrue();
                assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            }
        }
        var facts = new ArrayList<String>();
        try (var workbook = new XSSFWorkbook(
                new ByteArrayInputStream(file(finance, StatementExport.question(NOVEMBER), ExportFormat.XLSX)))) {
            for (int i = 0; i < 3; i++) {
                facts.add(workbook.getSheetAt(0).getRow(i).getCell(0).getStringCellValue());
            }
        }
        assertThat(facts.getFirst()).isEqualTo("Statements of all teams, November 2026");
        assertThat(facts.get(1))
                .matches("Draft \\d+ \u00B7 costs as of 24 Nov 2026, 09:30 UTC \u00B7 21\u201323 Nov estimated"
                        + " \u00B7 from Cost Explorer, by day of use");
        assertThat(facts.get(2)).isEqualTo("BilledCost \u00B7 CNY and USD");
    }

    @Test
    void hostileNamesAreTextsInEveryFile() throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(
                file(finance, StatementExport.question(OCTOBER, team("Fraud")), ExportFormat.XLSX)))) {
            var texts = new ArrayList<String>();
            workbook.getSheetAt(0)
                    .forEach(row -> row.forEach(cell -> {
                        if (cell.getCellType() == CellType.STRING) {
                            texts.add(cell.getStringCellValue());
                        }
                    }));
            assertThat(texts).contains(CsvText.inOrder(ChargeFixture.HOSTILE), "@SUM(A1)", "=1+1");
        }
        assertThat(StatementPdfTest.pages(
                        file(finance, StatementExport.question(OCTOBER, team("Fraud")), ExportFormat.PDF)))
                .singleElement()
                .asString()
                .contains("=cmd|'/C calc'!A0,<img", "\u2039U+202E\u203A", "=1+1", "@SUM(A1)");
    }

    @Test
    void aDocumentSaysWhoseItIsOfWhatAndHowMuch() throws IOException {
        Statement statement = statement(team("Research"));
        var pages = StatementPdfTest.pages(
                file(finance, StatementExport.question(OCTOBER, team("Research")), ExportFormat.PDF));
        String all = String.join(" ", pages);
        assertThat(all)
                .contains(
                        "Statement for Research",
                        "October 2026, no cost centre",
                        "Draft " + statement.cut().id() + " \u00B7 costs as of 24 Nov 2026, 09:30 UTC",
                        "BilledCost \u00B7 CNY and USD",
                        "$313.83",
                        "CNY 217.00",
                        "0123-4567-8901",
                        "EffectiveCost in Spend, October 2026",
                        "Part of the pool =1+1",
                        "What may still change this statement",
                        "No statement of September 2026 to compare with")
                .doesNotContain("no data");
        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .contains("Research \u00B7 October 2026 \u00B7 Draft "
                                + statement.cut().id())
                        .contains("of " + pages.size()));
    }

    @Test
    void aTeamThatGetsMoneyBackHasANegativeStatement() throws IOException {
        Statement fraud = statement(team("Fraud"));
        assertThat(fraud.currencies().getFirst().total()).isNegative();
        assertThat(StatementPdfTest.pages(
                        file(finance, StatementExport.question(OCTOBER, team("Fraud")), ExportFormat.PDF)))
                .singleElement()
                .asString()
                .contains("\u2212$500.10", "Corrections", "Sep 2026")
                .contains("Fraud, October 2026");
    }

    @Test
    void aZipHoldsADocumentForEachTeamAndUnallocated() throws IOException {
        var parts = zip();
        assertThat(parts.keySet())
                .containsExactly(
                        "statement-2026-10-fraud.pdf",
                        "statement-2026-10-research.pdf",
                        "statement-2026-10-vision.pdf",
                        "statement-2026-10-unallocated.pdf");
        assertThat(named(parts.entrySet().iterator().next()).getFirst()).contains("Statement for Fraud");
        assertThat(parts.get("statement-2026-10-research.pdf"))
                .isEqualTo(file(finance, StatementExport.question(OCTOBER, team("Research")), ExportFormat.PDF));
    }

    @Test
    void theSameCutGivesTheSameBytesWheneverAFileIsMade() {
        List<String> questions = List.of(ALL, StatementExport.question(NOVEMBER), StatementExport.question(OCTOBER, 0));
        var first = new ArrayList<byte[]>();
        var second = new ArrayList<byte[]>();
        questions.forEach(
                question -> export.formats(question).forEach(format -> first.add(file(finance, question, format))));
        clock.forward(Duration.ofDays(40));
        questions.forEach(
                question -> export.formats(question).forEach(format -> second.add(file(finance, question, format))));
        assertThat(second).hasSameSizeAs(first).hasSize(9);
        for (int i = 0; i < first.size(); i++) {
            assertThat(Arrays.equals(second.get(i), first.get(i)))
                    .as("file %d", i)
                    .isTrue();
        }
    }

    @Test
    void aLeadGetsTheirOwnStatementAsLongAsFinanceShowsItAndNothingElse() {
        PersonId lead = leadOf("Vision");
        String own = StatementExport.question(OCTOBER, team("Vision"));
        assertRefused(lead, own);
        as(finance, () -> chargeback.show(OCTOBER));
        assertThat(new String(file(lead, own, ExportFormat.CSV), StandardCharsets.UTF_8))
                .contains(",Vision,")
                .doesNotContain("Fraud", "Research", "Unallocated");
        assertThat(as(lead, () -> export.about(own).file())).isEqualTo("statement-2026-10-vision");
        Stream.of(
                        StatementExport.question(OCTOBER, team("Fraud")),
                        StatementExport.question(OCTOBER, 0),
                        StatementExport.question(OCTOBER, 999_999),
                        StatementExport.question(NOVEMBER, team("Vision")),
                        ALL)
                .forEach(question -> assertRefused(lead, question));
        as(finance, () -> chargeback.hide(OCTOBER));
        assertRefused(lead, own);
        assertRefused(person(), own);
        assertRefused(finance, StatementExport.question(YearMonth.of(2020, 1)));
    }

    private void assertRefused(PersonId person, String question) {
        assertThatThrownBy(() -> as(person, () -> export.about(question))).isInstanceOf(AccessDeniedException.class);
        export.formats(question)
                .forEach(format -> assertThatThrownBy(() -> as(person, () -> export.answer(question, format)))
                        .as("%s as %s", question, format)
                        .isInstanceOf(AccessDeniedException.class));
    }

    @Test
    void aKeptFileIsGoneForALeadOnceFinanceHidesTheMonth() throws IOException {
        PersonId lead = leadOf("Vision");
        String own = StatementExport.question(OCTOBER, team("Vision"));
        as(finance, () -> chargeback.show(OCTOBER));
        UUID id = as(lead, () -> exports.start(export.kind(), ExportFormat.PDF, own));
        tasks.run(
                portal.getBeansOfType(BackgroundTask.class).values().stream()
                        .filter(task -> task.kind().equals("export"))
                        .findFirst()
                        .orElseThrow(),
                id);
        try (var bytes =
                as(lead, () -> exports.open(id.toString())).orElseThrow().bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(file(lead, own, ExportFormat.PDF));
        }
        as(finance, () -> chargeback.hide(OCTOBER));
        assertThatThrownBy(() -> as(lead, () -> exports.open(id.toString()))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(lead, () -> exports.start(export.kind(), ExportFormat.PDF, own)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(finance, () -> exports.start(export.kind(), ExportFormat.ZIP, own)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyStoredIsNoQuestion() {
        for (String question : List.of("", "2026", "2026-13", "2026-10/", "2026-10/x", "../2026-10", "2026-10/-1")) {
            assertThatThrownBy(() -> as(finance, () -> export.about(question)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
