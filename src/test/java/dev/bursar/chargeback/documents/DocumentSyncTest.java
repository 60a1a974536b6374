package dev.bursar.chargeback.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.documents.DocumentDraft.Type;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The job that reads AWS's documents, from the simulated AWS over HTTP to real PostgreSQL. */
class DocumentSyncTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, Organisation.seeded(7, clock), Map.of());
    private final DocumentTotals totals = rig.bean(DocumentTotals.class);

    @AfterEach
    void stop() {
        rig.close();
    }

    private RunRow run() {
        return rig.run("documents");
    }

    private BigDecimal total(YearMonth month) {
        List<DocumentTotal> found = totals.of(month);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().total().getCurrencyUnit().getCode()).isEqualTo("USD");
        return found.getFirst().total().getAmount();
    }

    /** From the organisation's charges: account by service, to the cent, less than a cent is one. */
    private BigDecimal sumOfLines(YearMonth month) {
        Map<String, BigDecimal> lines = new HashMap<>();
        for (Line line :
                rig.organisation.lines(month.atDay(1), month.plusMonths(1).atDay(1))) {
            lines.merge(
                    line.cell().account() + "/" + line.cell().service(),
                    line.costs().netUnblended(),
                    BigDecimal::add);
        }
        var cent = new BigDecimal("0.01");
        return lines.values().stream()
                .map(amount -> amount.signum() == 0 || amount.abs().compareTo(cent) >= 0
                        ? amount.setScale(2, RoundingMode.HALF_UP)
                        : cent.multiply(BigDecimal.valueOf(amount.signum())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private DailyReadings.State reading() {
        return rig.bean(DailyReadings.class).state("documents");
    }

    private List<String> journal() {
        return rig.database
                .jdbc()
                .sql("select after::text from journal where action = 'documents-read' order by id")
                .query(String.class)
                .list();
    }

    @Test
    void eachMonthsTotalIsThatOfItsLines() {
        assertThat(totals.known(OCTOBER)).isFalse();
        assertThat(run().state()).isEqualTo(RunState.DONE);

        for (YearMonth month = YearMonth.of(2025, 10); !month.isAfter(OCTOBER); month = month.plusMonths(1)) {
            assertThat(total(month)).as("%s", month).isEqualByComparingTo(sumOfLines(month));
            assertThat(totals.known(month)).isTrue();
        }
        assertThat(totals.all())
                .hasSize(13)
                .first()
                .matches(total -> total.month().equals(OCTOBER));
        assertThat(totals.of(YearMonth.of(2026, 11))).isEmpty();
        assertThat(totals.known(YearMonth.of(2026, 11))).isFalse();
        assertThat(rig.simulator.requests().count("ListInvoiceSummaries"))
                .as("one request a month")
                .isEqualTo(14);
        assertThat(reading().readAt()).isEqualTo(clock.instant());

        List<AwsDocument> october = totals.documents(OCTOBER);
        assertThat(october)
                .extracting(document -> document.type() + " " + document.seller() + " " + document.counts())
                .containsExactly(
                        "INVOICE Amazon Web Services, Inc. true",
                        "INVOICE Amazon Web Services, Inc. true",
                        "INVOICE AWS Marketplace true",
                        "PAYMENT_RECEIPT Amazon Web Services, Inc. false");
        AwsDocument memo = totals.documents(SEPTEMBER).getLast();
        assertThat(memo.type()).isEqualTo(AwsDocument.CREDIT_MEMO);
        assertThat(memo.amount())
                .hasValueSatisfying(amount -> assertThat(amount.isNegative()).isTrue());
        assertThat(memo.original())
                .isEqualTo(totals.documents(SEPTEMBER).getFirst().number());
        assertThat(totals.documents(YearMonth.of(2026, 8)).getFirst().paid())
                .isNotNull()
                .matches(paid -> paid.getCurrencyUnit().getCode().equals("EUR"));
    }

    @Test
    void aMemoReducesWhateverItsSign() {
        run();
        BigDecimal before = total(SEPTEMBER);
        AwsDocument memo = totals.documents(SEPTEMBER).getLast();
        rig.database
                .jdbc()
                .sql("update aws_document set total = -total where id = :id")
                .param("id", memo.id())
                .update();
        assertThat(total(SEPTEMBER)).isEqualByComparingTo(before);
    }

    @Test
    void aSecondRunChangesNothing() {
        run();
        List<DocumentTotal> before = totals.all();
        assertThat(journal()).hasSize(1).first().asString().contains("\"added\": 40");
        clock.forward(Duration.ofDays(1));
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(totals.all()).isEqualTo(before);
        assertThat(journal()).hasSize(1);
    }

    @Test
    void whatAwsCorrectsLaterComesIn() {
        run();
        rig.organisation.add(new Line(
                OCTOBER.atDay(4),
                Cell.charge(Organisation.PAYER, "AWS Config", "Refund"),
                Costs.same(new BigDecimal("-77.10")),
                BigDecimal.ZERO));
        BigDecimal before = total(OCTOBER);
        run();
        assertThat(total(OCTOBER)).as("documents stay as issued").isEqualByComparingTo(before);

        rig.simulator.invoicing().issueChanges(OCTOBER);
        rig.simulator.invoicing().off(SEPTEMBER, BigDecimal.ONE.setScale(2));
        run();
        assertThat(total(OCTOBER))
                .isEqualByComparingTo(sumOfLines(OCTOBER))
                .isEqualByComparingTo(before.subtract(new BigDecimal("77.10")));
        assertThat(total(SEPTEMBER)).isEqualByComparingTo(sumOfLines(SEPTEMBER).add(BigDecimal.ONE));
        assertThat(journal()).hasSize(2).last().asString().contains("\"added\": 1", "\"changed\": 1");
    }

    @Test
    void aDocumentThatAwsNoLongerListsIsKeptAndNotCounted() {
        run();
        BigDecimal before = total(OCTOBER);
        rig.database.jdbc().sql("""
            insert into aws_document (source, payer, number, seller, document_type, billing_month, currency, total,
                   first_seen, last_seen)
            values ('aws', '999988887777', '42', 'AWS', 'INVOICE', '2026-10-01', 'USD', 5, now(), now()),
                   ('aws', '999988887777', '43', 'AWS', 'INVOICE', '2024-10-01', 'USD', 5, now(), now())
            """).update();
        assertThat(total(OCTOBER)).isGreaterThan(before);
        run();
        assertThat(total(OCTOBER)).isEqualByComparingTo(before);
        assertThat(totals.documents(OCTOBER))
                .filteredOn(document -> document.number().equals("42"))
                .allMatch(document -> document.state().equals(new State.Gone(clock.instant())));
        assertThat(totals.known(YearMonth.of(2024, 10)))
                .as("of a month that is not asked for nothing is gone")
                .isTrue();
        assertThat(journal()).last().asString().contains("\"noLongerListed\": 1");
        run();
        assertThat(journal()).hasSize(2);

        // and what is listed again counts again
        AwsDocument first = totals.documents(OCTOBER).getFirst();
        rig.database
                .jdbc()
                .sql("update aws_document set gone_at = now() where number = :number")
                .param("number", first.number())
                .update();
        run();
        assertThat(total(OCTOBER)).isEqualByComparingTo(before);
    }

    @Test
    void whatWasTypedInIsReplacedByWhatAwsListsLater() {
        clock.set(Instant.parse("2026-11-02T12:00:00Z"));
        run();
        assertThat(totals.documents(OCTOBER)).as("Support alone").hasSize(1);
        String number = String.valueOf(
                Long.parseLong(totals.documents(OCTOBER).getFirst().number()) - 1);
        long id = rig.bean(DocumentService.class)
                .typeIn(new DocumentDraft(
                        Type.INVOICE, number, "AWS", OCTOBER, LocalDate.of(2026, 11, 2), "USD", "350,000"));
        assertThat(totals.documents(OCTOBER)).filteredOn(AwsDocument::counts).hasSize(2);

        clock.set(Instant.parse("2026-11-24T09:00:00Z"));
        run();
        assertThat(totals.documents(OCTOBER))
                .filteredOn(document -> document.number().equals(number))
                .extracting(document -> document.id() == id, AwsDocument::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(true, new State.Replaced(clock.instant())),
                        org.assertj.core.groups.Tuple.tuple(false, new State.Current()));
        assertThat(total(OCTOBER)).isEqualByComparingTo(sumOfLines(OCTOBER));
        assertThat(journal()).last().asString().contains("\"typedReplaced\": 1");
    }

    @Test
    void whoMayNotReadThemIsToldThePermissionAndKeepsTheOldOnes() {
        run();
        rig.simulator.faults().add(Fault.accessDenied().on("ListInvoiceSummaries"));
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem()))
                .isEqualTo("AWS refused invoicing:ListInvoiceSummaries to Bursar's role.");
        assertThat(totals.all()).hasSize(13);
        assertThat(ProblemText.what(reading().problem())).contains("invoicing:ListInvoiceSummaries");

        rig.simulator.faults().clear();
        run();
        assertThat(reading().refusal()).isNull();
    }

    @Test
    void aMonthThatCannotBeTrustedChangesNothingAndTheOthersGoOn() {
        rig.simulator
                .faults()
                .add(Fault.text("TotalAmount", "NaN")
                        .on("ListInvoiceSummaries")
                        .after(1)
                        .times(1));
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("is not a number");
        assertThat(totals.all()).hasSize(12);
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(totals.all()).hasSize(13);
    }

    @Test
    void olderMonthsWithCostsAreReadOnce() {
        // that there are costs in each month is enough
        rig.organisation.remove(
                LocalDate.parse("2025-10-01"),
                LocalDate.parse("2027-01-01"),
                line -> line.day().getDayOfMonth() > 2);
        rig.database
                .jdbc()
                .sql("insert into aws_document_month values ('2025-08-01', now())")
                .update();
        rig.run("costs");
        clock.set(Instant.parse("2027-01-04T09:00:00Z"));
        rig.simulator.requests().clear();
        run();
        assertThat(rig.simulator.requests().count("ListInvoiceSummaries"))
                .as("fourteen months and two older ones that have costs")
                .isEqualTo(16);
        rig.simulator.requests().clear();
        run();
        assertThat(rig.simulator.requests().count("ListInvoiceSummaries")).isEqualTo(14);
    }

    @Test
    void theDatabaseLetsNobodyChangeWhatWasTypedIn() {
        long id = rig.bean(DocumentService.class)
                .typeIn(new DocumentDraft(Type.INVOICE, "1", "AWS", OCTOBER, LocalDate.of(2026, 11, 2), "USD", "10"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> rig.database
                        .jdbc()
                        .sql("update aws_document set total = 11 where id = :id")
                        .param("id", id)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
    }
}
