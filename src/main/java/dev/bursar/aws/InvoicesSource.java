package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.AccountUnknown;
import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.chargeback.spi.AwsDocuments;
import dev.bursar.chargeback.spi.InvoiceSummary;
import dev.bursar.setup.spi.FreeQuestion;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.invoicing.InvoicingClient;
import software.amazon.awssdk.services.invoicing.model.AmountBreakdown;
import software.amazon.awssdk.services.invoicing.model.BillingPeriod;
import software.amazon.awssdk.services.invoicing.model.InvoiceCurrencyAmount;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesRequest;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesResourceType;
import software.amazon.awssdk.services.invoicing.model.ListInvoiceSummariesResponse;

/** Lists the invoices and credit memos of the account whose credentials Bursar has, a billing month at a time. */
@Component
class InvoicesSource implements AwsDocuments, FreeQuestion {
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

    @Override
    public String action() {
        return PERMISSION;
    }

    @Override
    public void ask(YearMonth billingMonth, RequestMeter meter) {
        send(account(meter), billingMonth, 1, null, meter);
    }

    private String account(RequestMeter meter) {
        String account = payer.id(meter);
        if (account.equals(Payer.UNKNOWN)) {
            throw new SourceProblem(Kind.ACCESS_DENIED, new AccountUnknown(Answer.DOCUMENTS), null);
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

    /** Reads documents from AWS's answers: what counts must be right, what only describes may be missing. */
    static final class InvoiceReader {
        private static final int LONGEST_NUMBER = 128;
        private static final int LONGEST_TYPE = 64;
        private static final int LONGEST_SELLER = 200;
        private static final int MOST_DIGITS = 15;
        private static final int MOST_DECIMALS = 12;
        private static final int FIRST_YEAR = 2000;
        private static final int LAST_YEAR = 2199;

        private InvoiceReader() {}

        /** @param asked the billing month that was asked for */
        static InvoiceSummary summary(
                software.amazon.awssdk.services.invoicing.model.InvoiceSummary summary,
                String account,
                YearMonth asked) {
            String number = summary.invoiceId();
            if (number == null || number.isBlank() || number.length() > LONGEST_NUMBER || !AwsText.canBeKept(number)) {
                throw bad("a document has no number");
            }
            // as text: PAYMENT_RECEIPT is a type that the SDK doesn't know
            String type = summary.invoiceTypeAsString();
            if (type == null || type.isBlank() || type.length() > LONGEST_TYPE || !AwsText.canBeKept(type)) {
                throw bad("the document " + number + " has no type");
            }
            BigMoney paid = total(summary.paymentCurrencyAmount(), number);
            BigMoney base = total(summary.baseCurrencyAmount(), number);
            boolean counts = type.equals("INVOICE") || type.equals("CREDIT_MEMO");
            BigMoney total = base == null && !counts ? paid : base;
            if (total == null) {
                throw bad("the document " + number + " has no total");
            }
            return new InvoiceSummary(
                    summary.accountId() != null && summary.accountId().matches("\\d{12}")
                            ? summary.accountId()
                            : account,
                    number,
                    type,
                    text(summary.entity() == null ? null : summary.entity().invoicingEntity(), LONGEST_SELLER),
                    month(summary.billingPeriod(), asked),
                    day(summary.issuedDate()),
                    day(summary.dueDate()),
                    original(summary.originalInvoiceId()),
                    total,
                    base == null ? null : taxes(summary.baseCurrencyAmount(), base.getCurrencyUnit(), number),
                    paid);
        }

        private static @Nullable BigMoney total(@Nullable InvoiceCurrencyAmount amount, String number) {
            if (amount == null || amount.totalAmount() == null) {
                return null;
            }
            return BigMoney.of(currency(amount.currencyCode(), number), number(amount.totalAmount(), number));
        }

        private static @Nullable BigMoney taxes(InvoiceCurrencyAmount amount, CurrencyUnit currency, String number) {
            AmountBreakdown breakdown = amount.amountBreakdown();
            return breakdown == null
                            || breakdown.taxes() == null
                            || breakdown.taxes().totalAmount() == null
                    ? null
                    : BigMoney.of(currency, number(breakdown.taxes().totalAmount(), number));
        }

        private static CurrencyUnit currency(@Nullable String code, String number) {
            try {
                return CurrencyUnit.of(code == null ? "" : code);
            } catch (IllegalCurrencyException e) {
                throw bad("the currency of the document " + number + " is unknown");
            }
        }

        private static BigDecimal number(String text, String number) {
            return AwsText.number(text)
                    .filter(amount ->
                            amount.precision() - amount.scale() <= MOST_DIGITS && amount.scale() <= MOST_DECIMALS)
                    .map(amount -> amount.scale() < 0 ? amount.setScale(0) : amount)
                    .orElseThrow(() -> bad("an amount of the document " + number + " is not a number"));
        }

        private static YearMonth month(@Nullable BillingPeriod period, YearMonth asked) {
            if (period == null || period.month() == null || period.year() == null) {
                return asked;
            }
            try {
                YearMonth month = YearMonth.of(period.year(), period.month());
                return month.getYear() < FIRST_YEAR || month.getYear() > LAST_YEAR ? asked : month;
            } catch (DateTimeException e) {
                return asked;
            }
        }

        private static @Nullable LocalDate day(@Nullable Instant moment) {
            if (moment == null) {
                return null;
            }
            int year = moment.atOffset(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? null : LocalDate.ofInstant(moment, ZoneOffset.UTC);
        }

        private static @Nullable String original(@Nullable String number) {
            String text = text(number, LONGEST_NUMBER);
            return text.isEmpty() ? null : text;
        }

        private static String text(@Nullable String text, int longest) {
            return text == null || !AwsText.canBeKept(text)
                    ? ""
                    : text.strip().substring(0, Math.min(longest, text.strip().length()));
        }

        static SourceProblem bad(String what) {
            return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.DOCUMENTS, "", what), null);
        }
    }
}
