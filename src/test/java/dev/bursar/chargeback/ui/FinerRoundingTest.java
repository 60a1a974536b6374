package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.BursarTest;
import dev.bursar.ui.Formats;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A year of an organisation whose AWS rounds finer lines than Cost Explorer tells: each month closes through its page. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class FinerRoundingTest extends ChargebackPages {
    private static final YearMonth FIRST = OCTOBER.minusMonths(12);
    private static final YearMonth LAST = OCTOBER.minusMonths(1);

    @Autowired
    Clock clock;

    @Autowired
    ChargebackService months;

    @Autowired
    IssueService issuing;

    @Autowired
    TransactionTemplate transactions;

    /** What Cost Explorer says of a month's charges, all on its first day. */
    private record Charge(String account, String service, String recordType) {}

    private void year() {
        var organisation = Organisation.seeded(7, clock, FIRST.atDay(1));
        try (var aws = Simulator.start(organisation, clock, 0)) {
            aws.invoicing().roundFiner(20);
            for (Map<String, String> document : aws.invoicing().listed()) {
                document(document);
            }
        }
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            load(
                    month.atDay(1),
                    organisation.lines(month.atDay(1), month.plusMonths(1).atDay(1)));
        }
        transactions.executeWithoutResult(
                status -> portal.getBean(LedgerMonths.class).start(FIRST, Actor.SYSTEM, Instant.EPOCH));
        cut();
    }

    private void document(Map<String, String> document) {
        database.jdbc()
                .sql("""
                    insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                           total, first_seen, last_seen)
                    values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', :type, :month, '2026-11-03', 'USD',
                            :total, now(), now())
                    """)
                .param("number", document.get("number"))
                .param("type", document.get("type"))
                .param(
                        "month",
                        YearMonth.parse(document.getOrDefault("month", "")).atDay(1))
                .param("total", new BigDecimal(document.getOrDefault("total", "")))
                .update();
    }

    private void load(LocalDate day, List<Line> lines) {
        Map<String, List<Line>> byAccount = lines.stream()
                .collect(Collectors.groupingBy(line -> line.cell().account(), TreeMap::new, Collectors.toList()));
        List<Slice> slices = byAccount.entrySet().stream()
                .map(account -> new Slice(
                        day,
                        account.getKey(),
                        false,
                        account.getValue().stream()
                                .collect(Collectors.groupingBy(FinerRoundingTest::charge))
                                .entrySet()
                                .stream()
                                .map(one -> sourced(day, one.getKey(), one.getValue()))
                                .toList()))
                .toList();
        transactions.executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                .replace(
                        slices,
                        "test",
                        1,
                        () -> new Ownership(portal.getBean(OwnershipRules.class).all())));
    }

    private static Charge charge(Line line) {
        return new Charge(
                line.cell().account(), line.cell().service(), line.cell().recordType());
    }

    private static SourceCharge sourced(LocalDate day, Charge charge, List<Line> lines) {
        BigDecimal billed = sum(lines, line -> line.costs().netUnblended());
        BigDecimal effective = sum(lines, line -> line.costs().netAmortized());
        return new SourceCharge(
                day,
                charge.account(),
                charge.service(),
                charge.recordType(),
                "research",
                new CostAmounts("USD", billed, effective, billed, effective, null, null));
    }

    private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> amount) {
        return lines.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Figures figures(YearMonth month) {
        return months.figures(month).stream()
                .filter(one -> one.currency().equals("USD"))
                .findFirst()
                .orElseThrow();
    }

    private void accept() {
        find(MonthView.class).single(); // it is read once the month is there
        finish();
        click("Accept difference\u2026");
        test(find(TextArea.class).withLabel("Reason").single()).setValue("AWS rounds finer lines");
        test(find(Button.class).all().stream()
                        .filter(button -> button.getText().startsWith("Accept ")
                                && !button.getText().startsWith("Accept difference"))
                        .findFirst()
                        .orElseThrow())
                .click();
        finish();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void twelveOfTwelveMonthsCloseAndNameWhatWasAccepted() {
        year();
        Map<YearMonth, BigDecimal> accepted = new TreeMap<>();
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            BigDecimal difference = figures(month).unexplained();
            assertThat(figures(month).guessed())
                    .as("charges without usage types")
                    .isTrue();
            go(ChargebackLinks.month(month));
            if (difference.signum() != 0) {
                assertThat(difference.abs()).isLessThanOrEqualTo(BigDecimal.ONE);
                accept();
                accepted.put(month, difference);
                find(MonthView.class).single();
                finish();
                assertThat(told(MonthView.class)).contains("Accepted difference", "AWS rounds finer lines");
            }
            IssueService.Preview issue = issuing.preview(month).orElseThrow();
            issuing.issue(month, issue.token(), "as agreed", LocalDate.now(clock.withZone(java.time.ZoneOffset.UTC)));
            go(ChargebackLinks.month(month));
            click("Close month\u2026");
            finish();
            click("Close " + Formats.month(month) + "\u2026");
            click("Close " + Formats.month(month));
            assertThat(notices()).contains(Formats.month(month) + " is closed.");
            Figures closed = figures(month);
            assertThat(closed.difference())
                    .hasValueSatisfying(left -> assertThat(left).isZero());
            assertThat(closed.accepted()).isEqualByComparingTo(difference);
            assertThat(closed.documents().orElseThrow())
                    .isEqualByComparingTo(closed.direct()
                            .add(closed.shared())
                            .add(closed.unallocated())
                            .add(closed.corrections())
                            .add(closed.rounding().orElseThrow())
                            .add(closed.accepted()));
        }
        assertThat(accepted).as("months that could not be closed without").hasSizeGreaterThan(2);
        assertThat(balance("ACCEPTED_DIFFERENCES")).isEqualTo(accepted);
        assertThat(balance("AWS").values()).allSatisfy(left -> assertThat(left).isZero());
    }

    private void begun() {
        transactions.executeWithoutResult(
                status -> portal.getBean(LedgerMonths.class).start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
        cut();
    }

    private String october() {
        go(ChargebackLinks.month(OCTOBER));
        find(MonthView.class).single();
        finish();
        return told(MonthView.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aCentMoreThanTheBoundIsNotAcceptedAndThePageSaysWhereToLook() {
        invoice(OCTOBER, "USD", "593.84");
        invoice(OCTOBER, "CNY", "217.40");
        begun();
        assertThat(october())
                .contains(
                        "It is more than the $1.00 that finance can accept in this month.",
                        "Where to look first",
                        "Finance can accept differences of up to CNY 1.00 in this month");
        assertThat(rows("Where to look first"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).contains("the month before is not known"));
        assertThat(rows("October 2026, all teams, USD"))
                .containsExactly("Invoice 2026-10 USD | all other charges | $593.84 | $592.83 | +$1.01");
        accept(); // the only one that is offered
        assertThat(notices()).contains("You accepted CNY 0.40 of October 2026.");
        assertThat(figures(OCTOBER).accepted()).isZero();
        assertThat(october()).contains("+CNY 0.40 is accepted by test finance", "AWS rounds finer lines");
        assertThat(offers("Accept difference\u2026")).isFalse();
        click("Withdraw\u2026");
        test(find(TextArea.class).withLabel("Reason").single()).setValue("AWS corrects it");
        click("Take back CNY 0.40");
        assertThat(notices()).contains("You took back CNY 0.40 of October 2026.");
        october();
        assertThat(offers("Accept difference\u2026")).isTrue();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesItAndDecidesNothing() {
        invoice(OCTOBER, "USD", "593.33");
        begun();
        assertThat(october()).contains("Finance can accept differences of up to $1.00 in this month");
        assertThat(offers("Accept difference\u2026")).isFalse();
    }

    private Map<YearMonth, BigDecimal> balance(String account) {
        Map<YearMonth, BigDecimal> balance = new TreeMap<>();
        database.jdbc().sql("""
            select t.billing_month, sum(p.amount) as amount from ledger_posting p
              join ledger_transaction t on t.id = p.transaction_id join ledger_account a on a.id = p.account_id
             where a.kind = ? group by 1
            """).param(account).query(row -> {
            balance.put(YearMonth.from(row.getObject("billing_month", LocalDate.class)), row.getBigDecimal("amount"));
        });
        return balance;
    }
}
