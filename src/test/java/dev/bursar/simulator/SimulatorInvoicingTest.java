package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.invoicing.model.InvoiceSummary;
import software.amazon.awssdk.services.invoicing.model.InvoiceType;
import software.amazon.awssdk.services.invoicing.model.InvoicingException;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesRequest;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesResponse;
import software.amazon.awssdk.services.invoicing.model.ValidationException;

/** Documents as AWS issues them: their totals are those of the organisation's charges, line by line rounded as a bill is. */
class SimulatorInvoicingTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private static ListInvoiceSummariesRequest question(Consumer<ListInvoiceSummariesRequest.Builder> change) {
        return ListInvoiceSummariesRequest.builder()
                .selector(selector -> selector.resourceType("ACCOUNT_ID").value(Organisation.PAYER))
                .applyMutation(change)
                .build();
    }

    private List<InvoiceSummary> documents(YearMonth month) {
        return aws.invoicing
                .listInvoiceSummaries(question(request -> request.filter(filter -> filter.billingPeriod(
                        period -> period.month(month.getMonthValue()).year(month.getYear())))))
                .invoiceSummaries();
    }

    private static BigDecimal total(InvoiceSummary document) {
        return new BigDecimal(document.baseCurrencyAmount().totalAmount());
    }

    private static BigDecimal counted(List<InvoiceSummary> documents) {
        var sum = BigDecimal.ZERO;
        for (InvoiceSummary document : documents) {
            sum = switch (document.invoiceType()) {
                case INVOICE -> sum.add(total(document));
                case CREDIT_MEMO -> sum.subtract(total(document));
                case UNKNOWN_TO_SDK_VERSION -> sum;
            };
        }
        return sum;
    }

    /** From Cost Explorer's answer rather than from the organisation. */
    private BigDecimal sumOfLines(YearMonth month) {
        var sum = BigDecimal.ZERO;
        for (Map<String, BigDecimal> line : aws.answer(Aws.question(
                        month.atDay(1).toString(),
                        month.plusMonths(1).atDay(1).toString(),
                        Granularity.MONTHLY,
                        Aws.dimension("LINKED_ACCOUNT"),
                        Aws.dimension("SERVICE")))
                .values()) {
            BigDecimal amount = line.get("NetUnblendedCost");
            boolean tiny = amount.signum() != 0 && amount.abs().compareTo(new BigDecimal("0.01")) < 0;
            sum = sum.add(tiny ? BigDecimal.valueOf(amount.signum(), 2) : amount.setScale(2, RoundingMode.HALF_UP));
        }
        return sum;
    }

    @Test
    void theDocumentsOfEachMonthAskForItsLines() {
        for (YearMonth month = YearMonth.of(2025, 10);
                month.isBefore(YearMonth.of(2026, 11));
                month = month.plusMonths(1)) {
            assertThat(counted(documents(month)))
                    .as("%s", month)
                    .isEqualTo(sumOfLines(month))
                    .isPositive();
        }
        assertThat(documents(YearMonth.of(2026, 11))).isEmpty();
        assertThat(documents(YearMonth.of(2025, 9))).isEmpty();
    }

    @Test
    void chargesBelowACentAreOne() {
        clock.set(Instant.parse("2026-10-20T09:30:00Z"));
        BigDecimal before = sumOfLines(OCTOBER);
        aws.organisation.add(line("Amazon Simple Notification Service", "0.0004"));
        aws.organisation.add(line("AWS CloudTrail", "-0.003"));
        aws.organisation.add(line("AWS CodeBuild", "0.004"));
        assertThat(sumOfLines(OCTOBER).subtract(before)).isEqualByComparingTo("0.01");
        clock.set(Instant.parse("2026-11-24T09:30:00Z"));
        assertThat(counted(documents(OCTOBER))).isEqualTo(sumOfLines(OCTOBER));
    }

    private static Line line(String service, String amount) {
        return new Line(
                OCTOBER.atDay(5),
                Cell.usage(Organisation.PAYER, service, Map.of()),
                dev.bursar.simulator.costs.Costs.same(new BigDecimal(amount)),
                BigDecimal.ONE);
    }

    @Test
    void monthsHaveDocumentsOfAllKinds() {
        assertThat(documents(OCTOBER))
                .extracting(document -> document.invoiceTypeAsString() + " "
                        + document.entity().invoicingEntity() + " " + document.issuedDate())
                .containsExactly(
                        "INVOICE Amazon Web Services, Inc. 2026-11-01T09:12:00Z",
                        "INVOICE Amazon Web Services, Inc. 2026-11-03T09:12:00Z",
                        "INVOICE AWS Marketplace 2026-11-03T09:12:00Z",
                        "PAYMENT_RECEIPT Amazon Web Services, Inc. 2026-11-10T09:12:00Z");
        assertThat(documents(OCTOBER).getLast().invoiceType()).isEqualTo(InvoiceType.UNKNOWN_TO_SDK_VERSION);
        InvoiceSummary main = documents(OCTOBER).get(1);
        assertThat(new BigDecimal(
                        main.baseCurrencyAmount().amountBreakdown().taxes().totalAmount()))
                .isPositive()
                .isEqualTo(total(main)
                        .subtract(new BigDecimal(main.baseCurrencyAmount().totalAmountBeforeTax())));
        assertThat(main.dueDate()).isEqualTo(Instant.parse("2026-12-03T09:12:00Z"));

        List<InvoiceSummary> september = documents(YearMonth.of(2026, 9));
        InvoiceSummary memo = september.getLast();
        assertThat(memo.invoiceType()).isEqualTo(InvoiceType.CREDIT_MEMO);
        assertThat(memo.originalInvoiceId()).isEqualTo(september.getFirst().invoiceId());
        assertThat(total(memo)).isPositive();

        InvoiceSummary august = documents(YearMonth.of(2026, 8)).getFirst();
        assertThat(august.baseCurrencyAmount().currencyCode()).isEqualTo("USD");
        assertThat(august.paymentCurrencyAmount().currencyCode()).isEqualTo("EUR");
        assertThat(new BigDecimal(august.paymentCurrencyAmount().totalAmount()))
                .isEqualTo(total(august)
                        .multiply(new BigDecimal(august.paymentCurrencyAmount()
                                .currencyExchangeDetails()
                                .rate()))
                        .setScale(2, RoundingMode.HALF_UP));
    }

    @Test
    void documentsStayAsTheyWereIssuedUntilTheChangesAreIssued() throws Exception {
        BigDecimal before = counted(documents(OCTOBER));
        aws.organisation.restate(OCTOBER);
        assertThat(counted(documents(OCTOBER))).isEqualTo(before).isNotEqualTo(sumOfLines(OCTOBER));

        assertThat(aws.control("POST", "invoice-changes", "{\"month\":\"2026-10\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(counted(documents(OCTOBER))).isEqualTo(sumOfLines(OCTOBER));
        int issued = documents(OCTOBER).size();
        aws.simulator.invoicing().issueChanges(OCTOBER);
        assertThat(documents(OCTOBER)).hasSize(issued);
        assertThat(aws.control("POST", "invoice-changes", "{\"month\":\"2026-11\"}")
                        .statusCode())
                .as("a month without invoices")
                .isEqualTo(400);
    }

    @Test
    void aMonthCanBeOff() throws Exception {
        BigDecimal before = counted(documents(OCTOBER));
        assertThat(aws.control("POST", "invoice-off", "{\"month\":\"2026-10\",\"amount\":\"1.00\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(counted(documents(OCTOBER)).subtract(before)).isEqualByComparingTo("1.00");
        assertThat(aws.control("POST", "invoice-off", "{\"month\":\"2026-10\",\"amount\":\"much\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesAndFiltersHoldTogether() {
        var all = new ArrayList<String>();
        String token = null;
        do {
            String next = token;
            ListInvoiceSummariesResponse page = aws.invoicing.listInvoiceSummaries(
                    question(request -> request.maxResults(7).nextToken(next)));
            page.invoiceSummaries().forEach(document -> all.add(document.invoiceId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(26);
        assertThat(aws.invoicing
                        .listInvoiceSummaries(question(request -> request.filter(filter -> filter.timeInterval(
                                interval -> interval.startDate(Instant.parse("2026-11-01T00:00:00Z"))
                                        .endDate(Instant.parse("2026-12-01T00:00:00Z"))))))
                        .invoiceSummaries())
                .extracting(InvoiceSummary::invoiceId)
                .containsExactlyElementsOf(documents(OCTOBER).stream()
                        .map(InvoiceSummary::invoiceId)
                        .toList());
        assertThat(aws.invoicing
                        .listInvoiceSummaries(question(
                                request -> request.filter(filter -> filter.invoicingEntity("AWS Marketplace"))))
                        .invoiceSummaries())
                .hasSize(13);
        String one = all.getFirst();
        assertThat(aws.invoicing
                        .listInvoiceSummaries(request -> request.selector(
                                selector -> selector.resourceType("INVOICE_ID").value(one)))
                        .invoiceSummaries())
                .hasSize(1);
    }

    @Test
    void whatAwsRefusesIsRefused() {
        refuses(request -> request.maxResults(101), "less than or equal to 100");
        refuses(request -> request.maxResults(0), "greater than or equal to 1");
        refuses(request -> request.nextToken("nonsense"), "NextToken is invalid");
        refuses(
                request -> request.filter(filter ->
                        filter.billingPeriod(period -> period.month(13).year(2026))),
                "between 1 and 12");
        refuses(
                request -> request.filter(filter ->
                        filter.timeInterval(interval -> interval.startDate(Instant.parse("2026-10-01T00:00:00Z"))
                                .endDate(Instant.parse("2026-11-02T00:00:00Z")))),
                "longer than 1 month");
        refuses(
                request -> request.selector(
                        selector -> selector.resourceType("TEAM").value("x")),
                "enum value set");
        assertThatThrownBy(() -> aws.invoicing.listInvoiceSummaries(request -> request.selector(
                        selector -> selector.resourceType("ACCOUNT_ID").value("000000000001"))))
                .isInstanceOf(InvoicingException.class)
                .hasMessageContaining("permission");
    }

    private void refuses(Consumer<ListInvoiceSummariesRequest.Builder> change, String words) {
        assertThatThrownBy(() -> aws.invoicing.listInvoiceSummaries(question(change)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(words);
    }
}
