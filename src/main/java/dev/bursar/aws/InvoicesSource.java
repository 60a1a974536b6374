package dev.bursar.aws;

import dev.bursar.chargeback.spi.AwsDocuments;
import dev.bursar.chargeback.spi.InvoiceSummary;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.invoicing.InvoicingClient;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesRequest;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesResourceType;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesResponse;

/** Lists the invoices and credit memos of the account whose credentials Bursar has, a billing month at a time. */
@Component
class InvoicesSource implements AwsDocuments {
    static final String PERMISSION = "invoicing:ListInvoiceSummaries";
    private static final int DOCUMENTS_A_PAGE = 100;
    private static final int MOST_PAGES = 100;

    private final InvoicingClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    InvoicesSource(InvoicingClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<InvoiceSummary> of(YearMonth billingMonth, RequestMeter meter) {
        String account = account(meter);
        return RetriedRequests.fromFirstPage(() -> pages(account, billingMonth, meter));
    }

    /** Whether they may be listed: the smallest question there is. */
    void ask(YearMonth billingMonth, RequestMeter meter) {
        send(account(meter), billingMonth, 1, null, meter);
    }

    private String account(RequestMeter meter) {
        String account = payer.id(meter);
        if (account.equals(Payer.UNKNOWN)) {
            throw new SourceProblem(
                    Kind.ACCESS_DENIED,
                    "AWS\u2019s documents can't be read, because AWS refused sts:GetCallerIdentity: the account is unknown.",
                    "Allow sts:GetCallerIdentity to Bursar's role, then try again. Stored data is unchanged.",
                    null);
        }
        return account;
    }

    private List<InvoiceSummary> pages(String account, YearMonth month, RequestMeter meter) {
        Map<String, InvoiceSummary> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListInvoiceSummariesResponse page = send(account, month, DOCUMENTS_A_PAGE, token, meter);
            page.invoiceSummaries().stream()
                    .map(summary -> InvoiceReader.summary(summary, account, month))
                    .forEach(summary -> found.put(summary.number(), summary));
            token = page.nextToken();
            if (token != null && !token.isEmpty() && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw InvoiceReader.bad("its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return new ArrayList<>(found.values());
    }

    private ListInvoiceSummariesResponse send(
            String account, YearMonth month, int most, @Nullable String token, RequestMeter meter) {
        ListInvoiceSummariesRequest request = ListInvoiceSummariesRequest.builder()
                .selector(selector -> selector.resourceType(ListInvoiceSummariesResourceType.ACCOUNT_ID)
                        .value(account))
                .filter(filter -> filter.billingPeriod(
                        period -> period.month(month.getMonthValue()).year(month.getYear())))
                .maxResults(most)
                .nextToken(token)
                .build();
        return attempts.send(PERMISSION, account, BigDecimal.ZERO, meter, () -> client.listInvoiceSummaries(request));
    }
}
