package dev.bursar.simulator.invoicing;

import dev.bursar.simulator.costs.Metric;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.invoicing.Documents.Document;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS Invoicing of the payer: the totals of its invoices, credit memos and payment receipts, without lines. */
public final class Invoicing extends JsonService {
    private static final int MOST = 100;
    private static final int LONGEST_VALUE = 1024;
    private static final String EURO = "EUR";

    private final Organisation organisation;
    private final Documents documents;
    private final Pages pages;
    private long revision;

    public Invoicing(Organisation organisation, Clock clock) {
        super("invoicing", "Invoicing", Reach.PAYER);
        this.organisation = organisation;
        this.documents = new Documents(organisation, clock);
        this.pages = new Pages("NextToken", () -> revision);
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken() ? AwsRefusal.invalid("The provided NextToken is invalid.") : refusal;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("ListInvoiceSummaries", this::list);
    }

    /** Has documents have so many lines for each usage type, operation and Region of an account's service, as tiers of prices do; each is rounded. */
    public synchronized void roundFiner(int rates) {
        documents.roundFiner(rates);
        revision++;
    }

    /** Has the month's main invoice ask for so much more than the month's charges; less where it is negative. */
    public synchronized void off(YearMonth month, BigDecimal amount) {
        documents.off(month, amount);
        revision++;
    }

    /**
     * Issues a further invoice or a credit memo for what the month's charges have become since its documents were issued, which they
     * don't follow by themselves.
     */
    public synchronized void issueChanges(YearMonth month) {
        documents.issueChanges(month);
        revision++;
    }

    /** What the month's charges come to on its invoices by now. */
    public synchronized BigDecimal charged(YearMonth month) {
        return documents.charged(month);
    }

    /**
     * Issues a further invoice for a change, or a credit memo where the amount is negative.
     *
     * @param original the month whose invoice a credit memo names
     */
    public synchronized void further(String change, YearMonth month, YearMonth original, BigDecimal amount) {
        documents.further(change, month, original, amount);
        revision++;
    }

    /** Corrects the month's main invoice for a change. */
    public synchronized void correct(String change, YearMonth month, BigDecimal amount) {
        documents.correct(change, month, amount);
        revision++;
    }

    /** Lists a document no longer. */
    public synchronized void withdraw(String change, String number) {
        documents.withdraw(change, number);
        revision++;
    }

    /** Takes back what was done to documents for a change. */
    public synchronized void undo(String change) {
        documents.undo(change);
        revision++;
    }

    /** The documents that are listed, for who looks for a number. */
    public synchronized List<Map<String, String>> listed() {
        return documents.all().stream()
                .map(document -> Map.of(
                        "number", document.id(),
                        "type", document.type(),
                        "month", document.month().toString(),
                        "issued", document.issued().toString(),
                        "total", document.total().toPlainString()))
                .toList();
    }

    private synchronized ObjectNode list(ObjectNode request) {
        var selected = selector(request.get("Selector"));
        var filter = request.path("Filter");
        var wanted = selected.and(period(filter)).and(entity(filter));
        var size = size(request);
        var found = documents.all().stream().filter(wanted).toList();
        return pages.answer(Json.object(), "InvoiceSummaries", found, request, size, Invoicing::shown);
    }

    private Predicate<Document> selector(@Nullable JsonNode selector) {
        if (selector == null || selector.isNull()) {
            throw Json.missing("Selector");
        }
        var type = Json.text(selector, "ResourceType");
        var value = Json.text(selector, "Value");
        if (type == null) {
            throw Json.missing("selector.resourceType");
        }
        if (value == null) {
            throw Json.missing("selector.value");
        }
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw constraint(
                    value, "selector.value", "Member must have length between 1 and " + LONGEST_VALUE + ", inclusive");
        }
        return switch (type) {
            case "INVOICE_ID" -> document -> document.id().equals(value);
            case "ACCOUNT_ID" -> ofAccount(value);
            default ->
                throw constraint(
                        type, "selector.resourceType", "Member must satisfy enum value set: [INVOICE_ID, ACCOUNT_ID]");
        };
    }

    /** All documents are the payer's; a member has none of its own. */
    private Predicate<Document> ofAccount(String account) {
        if (!account.matches("\\d{12}")) {
            throw AwsRefusal.invalid("The account ID " + account + " is invalid.");
        }
        if (organisation.accounts().stream().noneMatch(one -> one.id().equals(account))) {
            throw AwsRefusal.of(
                    "AccessDeniedException",
                    "You don't have permission to see the invoices of account " + account + ".");
        }
        return document -> account.equals(Organisation.PAYER);
    }

    private static Predicate<Document> period(JsonNode filter) {
        var period = filter.path("BillingPeriod");
        var interval = filter.path("TimeInterval");
        if (period.isObject() && interval.isObject()) {
            throw AwsRefusal.invalid("Only one of BillingPeriod and TimeInterval can be set.");
        }
        if (period.isObject()) {
            var month = Json.number(period, "Month", 0);
            var year = Json.number(period, "Year", 0);
            if (month < 1 || month > 12) {
                throw constraint(
                        String.valueOf(month),
                        "filter.billingPeriod.month",
                        "Member must have value between 1 and 12, inclusive");
            }
            if (year < 2005) {
                throw constraint(
                        String.valueOf(year),
                        "filter.billingPeriod.year",
                        "Member must have value greater than or equal to 2005");
            }
            return document -> document.month().equals(YearMonth.of(year, month));
        }
        return interval.isObject() ? interval(interval) : document -> true;
    }

    private static Predicate<Document> interval(JsonNode interval) {
        var start = moment(interval, "StartDate");
        var end = moment(interval, "EndDate");
        if (!start.isBefore(end)) {
            throw AwsRefusal.invalid("The start date must be before the end date.");
        }
        if (end.isAfter(start.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant())) {
            throw AwsRefusal.invalid("The time interval can't be longer than 1 month.");
        }
        return document ->
                !document.issued().isBefore(start) && document.issued().isBefore(end);
    }

    private static Instant moment(JsonNode interval, String member) {
        if (!interval.path(member).isNumber()) {
            throw Json.missing("filter.timeInterval." + Character.toLowerCase(member.charAt(0)) + member.substring(1));
        }
        return Instant.ofEpochSecond(interval.get(member).asLong());
    }

    private static Predicate<Document> entity(JsonNode filter) {
        var entity = Json.text(filter, "InvoicingEntity");
        return document -> entity == null || document.entity().equals(entity);
    }

    private static int size(ObjectNode request) {
        var size = Json.number(request, "MaxResults", MOST);
        if (size < 1) {
            throw constraint(String.valueOf(size), "maxResults", "Member must have value greater than or equal to 1");
        }
        if (size > MOST) {
            throw constraint(
                    String.valueOf(size), "maxResults", "Member must have value less than or equal to " + MOST);
        }
        return size;
    }

    private static AwsRefusal constraint(String value, String member, String rule) {
        return AwsRefusal.invalid("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }

    private static ObjectNode shown(Document document) {
        var json = Json.object()
                .put("AccountId", Organisation.PAYER)
                .put("InvoiceId", document.id())
                .put("InvoiceType", document.type())
                .put("IssuedDate", document.issued().getEpochSecond())
                .put("DueDate", document.due().getEpochSecond());
        json.putObject("Entity").put("InvoicingEntity", document.entity());
        json.putObject("BillingPeriod")
                .put("Month", document.month().getMonthValue())
                .put("Year", document.month().getYear());
        if (document.original() != null) {
            json.put("OriginalInvoiceId", document.original());
        }
        json.set("BaseCurrencyAmount", amount(document, null));
        json.set("TaxCurrencyAmount", amount(document, null));
        json.set("PaymentCurrencyAmount", amount(document, document.euros()));
        return json;
    }

    private static ObjectNode amount(Document document, @Nullable BigDecimal euros) {
        var total = in(document.total(), euros);
        var taxes = in(document.taxes(), euros);
        var json = Json.object()
                .put("TotalAmount", total.toPlainString())
                .put("TotalAmountBeforeTax", total.subtract(taxes).toPlainString())
                .put("CurrencyCode", euros == null ? Metric.CURRENCY : EURO);
        var breakdown = json.putObject("AmountBreakdown")
                .put("SubTotalAmount", total.subtract(taxes).toPlainString());
        breakdown.putObject("Taxes").put("TotalAmount", taxes.toPlainString());
        if (euros != null) {
            json.putObject("CurrencyExchangeDetails")
                    .put("SourceCurrencyCode", Metric.CURRENCY)
                    .put("TargetCurrencyCode", EURO)
                    .put("Rate", euros.toPlainString());
        }
        return json;
    }

    private static BigDecimal in(BigDecimal amount, @Nullable BigDecimal euros) {
        return euros == null ? amount : amount.multiply(euros).setScale(2, RoundingMode.HALF_UP);
    }
}
