package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/** Documents whose lines are usage types: 40 of $1.004 each, which come to $40.16 and are $40.00 on the document. */
@BursarTest
class RoundingsTest {
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    ChargebackService service;

    @BeforeEach
    void months() throws IOException {
        TeamsFixture.empty(portal);
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql(
                        "truncate chargeback_cut, chargeback_cut_failure, chargeback_cut_watch, shared_pool,"
                                + " shared_pool_terms, chargeback_shown, cost_export, cost_export_sum,"
                                + " cost_export_account, cost_export_tag, aws_document, charge_month, ledger_month, ledger_start, ledger_transaction cascade")
                .update();
        owner.destroy();
        deliver(SEPTEMBER, 1);
        deliver(OCTOBER, 2);
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(portal.getBean(CutWatch.class)::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private void deliver(YearMonth month, int file) throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(
                        new DeliveredCosts.Delivered(month + ".csv", new byte[] {
                            (byte) file,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0
                        }),
                        charges -> {
                            for (int i = 1; i <= 40; i++) {
                                charges.accept(charge(month, "EUC1-Usage:" + i));
                            }
                            return "FOCUS";
                        });
    }

    private static DeliveredCharge charge(YearMonth month, String usageType) {
        var cost = new BigDecimal("1.004");
        return new DeliveredCharge(
                month.atDay(3),
                month,
                "AWS",
                "999988887777",
                "111111111111",
                "Amazon EC2",
                "Amazon EC2",
                "eu-central-1",
                usageType,
                "",
                "Usage",
                "",
                "Standard",
                "",
                "",
                "",
                Map.of(),
                "USD",
                "",
                new DeliveredCharge.Costs(cost, cost, null, null, null, null, null, null),
                BigDecimal.ONE,
                1,
                null);
    }

    private void invoice(YearMonth month, String total) {
        database.jdbc()
                .sql("""
                    insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                           total, first_seen, last_seen)
                    values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', 'INVOICE', :month, '2026-11-03', 'USD',
                            cast(:total as numeric), now(), now())
                    """)
                .param("number", month.toString())
                .param("month", month.atDay(1))
                .param("total", total)
                .update();
    }

    private Figures figures(YearMonth month) {
        return service.month(month).orElseThrow().month().figures().getFirst();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthThatAgreesSaysHowTheOthersAreRounded() {
        invoice(SEPTEMBER, "40.00");
        invoice(OCTOBER, "41.00");
        assertThat(figures(SEPTEMBER).rounding()).contains(new BigDecimal("-0.16"));
        assertThat(figures(SEPTEMBER).agrees()).isTrue();
        assertThat(figures(OCTOBER).rounding()).contains(new BigDecimal("-0.16"));
        assertThat(figures(OCTOBER).difference()).contains(new BigDecimal("1.00"));
        assertThat(figures(OCTOBER).lines()).isEqualTo(40);
        assertThat(figures(OCTOBER).mostRounding()).isEqualTo("0.06");
        assertThat(figures(OCTOBER).guessed()).as("the files tell usage types").isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aDocumentThatIsOffByADollarReadsADollarThoughNoMonthAgrees() {
        invoice(OCTOBER, "41.00");
        assertThat(figures(OCTOBER).rounding()).contains(new BigDecimal("-0.16"));
        assertThat(figures(OCTOBER).difference()).contains(new BigDecimal("1.00"));
    }
}
