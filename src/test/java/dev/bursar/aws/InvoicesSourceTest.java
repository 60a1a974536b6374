package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.chargeback.spi.AwsDocuments;
import dev.bursar.chargeback.spi.InvoiceSummary;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents over HTTP from the simulated AWS, whatever it does to them on the way. */
class InvoicesSourceTest {
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static SyncRig rig;

    @BeforeAll
    static void start() {
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK), Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void heal() {
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
    }

    private static List<InvoiceSummary> read(YearMonth month) {
        return rig.bean(AwsDocuments.class)
                .of(month, rig.bean(ManualRequests.class).meter());
    }

    private static void refuses(Kind kind, String what) {
        assertThatThrownBy(() -> read(OCTOBER)).isInstanceOfSatisfying(SourceProblem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(ProblemText.what(problem.problem())).contains(what);
        });
    }

    @Test
    void readsDocumentsOfAllKinds() {
        List<InvoiceSummary> october = read(OCTOBER);
        assertThat(october)
                .extracting(document -> document.type() + " " + document.seller() + " " + document.issuedOn())
                .containsExactly(
                        "INVOICE Amazon Web Services, Inc. 2026-11-01",
                        "INVOICE Amazon Web Services, Inc. 2026-11-03",
                        "INVOICE AWS Marketplace 2026-11-03",
                        "PAYMENT_RECEIPT Amazon Web Services, Inc. 2026-11-10");
        InvoiceSummary main = october.get(1);
        assertThat(main.account()).isEqualTo(Organisation.PAYER);
        assertThat(main.billingMonth()).isEqualTo(OCTOBER);
        assertThat(main.dueOn()).isEqualTo(LocalDate.of(2026, 12, 3));
        assertThat(main.total().getCurrencyUnit().getCode()).isEqualTo("USD");
        assertThat(main.total().getScale()).isEqualTo(2);
        assertThat(main.taxes()).isNotNull().matches(taxes -> taxes.isPositive() && taxes.isLessThan(main.total()));
        assertThat(main.paid()).isEqualTo(main.total());

        InvoiceSummary memo = read(YearMonth.of(2026, 9)).getLast();
        assertThat(memo.type()).isEqualTo("CREDIT_MEMO");
        assertThat(memo.original())
                .isEqualTo(read(YearMonth.of(2026, 9)).getFirst().number());
        InvoiceSummary euros = read(YearMonth.of(2026, 8)).getFirst();
        assertThat(euros.total().getCurrencyUnit().getCode()).isEqualTo("USD");
        assertThat(euros.paid())
                .isNotNull()
                .matches(paid -> paid.getCurrencyUnit().getCode().equals("EUR"));
        assertThat(read(YearMonth.of(2026, 11))).isEmpty();
        assertThat(rig.bean(SyncService.class).meter().today()).isZero();
    }

    @Test
    void goesThroughAllPagesAndStartsAgainWhereATokenIsStale() {
        try (var more = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK), Map.of())) {
            for (int i = 0; i < 230; i++) {

                more.organisation.add(new dev.bursar.simulator.organisation.Line(
                        OCTOBER.atDay(1),
                        dev.bursar.simulator.organisation.Cell.charge(Organisation.PAYER, "AWS Config", "Credit"),
                        dev.bursar.simulator.costs.Costs.same(new BigDecimal("1.23")),
                        BigDecimal.ZERO));
                more.simulator.invoicing().issueChanges(OCTOBER);
            }
            more.simulator.requests().clear();
            var source = more.bean(AwsDocuments.class);
            var meter = more.bean(ManualRequests.class).meter();
            assertThat(source.of(OCTOBER, meter)).hasSize(234);
            assertThat(more.simulator.requests().count("ListInvoiceSummaries", RequestLog.OK))
                    .isEqualTo(3);
            more.simulator
                    .faults()
                    .add(Fault.expiredNextToken()
                            .on("ListInvoiceSummaries")
                            .onPage(3)
                            .times(1));
            assertThat(source.of(OCTOBER, meter)).hasSize(234);
            more.simulator.faults().clear();
            more.simulator
                    .faults()
                    .add(Fault.loopingToken().on("ListInvoiceSummaries").onPage(2));
            assertThatThrownBy(() -> source.of(OCTOBER, meter))
                    .isInstanceOf(SourceProblem.class)
                    .hasMessageContaining("its pages do not end");
        }
    }

    @Test
    void aDeniedListNamesThePermission() {
        rig.simulator.faults().add(Fault.accessDenied().on("ListInvoiceSummaries"));
        refuses(Kind.ACCESS_DENIED, "AWS refused invoicing:ListInvoiceSummaries to Bursar's role.");
    }

    @Test
    void refusesWhatCannotBeTrusted() {
        rig.simulator.faults().add(Fault.text("TotalAmount", "NaN"));
        refuses(Kind.BAD_ANSWER, "is not a number");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.text("TotalAmount", "1e90"));
        refuses(Kind.BAD_ANSWER, "is not a number");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.text("CurrencyCode", "ZZZ"));
        refuses(Kind.BAD_ANSWER, "currency");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.missing("InvoiceId"));
        refuses(Kind.BAD_ANSWER, "has no number");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.text("InvoiceId", "9".repeat(129)));
        refuses(Kind.BAD_ANSWER, "has no number");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.missing("BaseCurrencyAmount"));
        refuses(Kind.BAD_ANSWER, "has no total");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.missing("InvoiceType"));
        refuses(Kind.BAD_ANSWER, "has no type");
    }

    @Test
    void readsWhatIsNewOrMissing() {
        rig.simulator.faults().add(Fault.unknownMember("Carbon"));
        rig.simulator.faults().add(Fault.text("InvoiceType", "PRO_FORMA"));
        rig.simulator.faults().add(Fault.missing("Entity"));
        rig.simulator.faults().add(Fault.missing("BillingPeriod"));
        rig.simulator.faults().add(Fault.missing("DueDate"));
        rig.simulator.faults().add(Fault.missing("PaymentCurrencyAmount"));
        rig.simulator.faults().add(Fault.missing("AmountBreakdown"));
        assertThat(read(OCTOBER)).hasSize(4).allSatisfy(document -> {
            assertThat(document.type()).isEqualTo("PRO_FORMA");
            assertThat(document.seller()).isEmpty();
            assertThat(document.billingMonth()).isEqualTo(OCTOBER);
            assertThat(document.dueOn()).isNull();
            assertThat(document.paid()).isNull();
            assertThat(document.taxes()).isNull();
        });
    }

    @Test
    void triesAgainWhenTheAnswerIsCutShortOrLimited() {
        rig.simulator.faults().add(Fault.cutShort().on("ListInvoiceSummaries").times(1));
        rig.simulator
                .faults()
                .add(Fault.throttled().on("ListInvoiceSummaries").after(1).times(2));
        assertThat(read(OCTOBER)).hasSize(4);
    }
}
