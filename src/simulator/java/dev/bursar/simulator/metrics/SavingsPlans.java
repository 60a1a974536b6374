package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Savings Plans: those of the payer, and what hours of SageMaker cost under its plans. The newest machines are not eligible. */
public final class SavingsPlans implements RestJsonService {

    private static final int USUAL_SIZE = 100;
    private static final int MOST = 1_000;
    private static final long YEAR = 31_536_000;
    private static final String NOT_ELIGIBLE = "g6e.48xlarge";
    private static final List<Offer> OFFERS = List.of(
            new Offer("5d9a5b1c-2a1f-4e0c-9a55-7d1f00000001", "No Upfront", YEAR, "0.72"),
            new Offer("5d9a5b1c-2a1f-4e0c-9a55-7d1f00000002", "All Upfront", YEAR, "0.68"),
            new Offer("5d9a5b1c-2a1f-4e0c-9a55-7d1f00000003", "No Upfront", 3 * YEAR, "0.55"));

    private final Pages pages = new Pages("nextToken", () -> 0);

    private final OwnPlans own;

    private record Offer(String id, String payment, long seconds, String share) {}

    public SavingsPlans(Clock clock) {
        own = new OwnPlans(clock);
    }

    @Override
    public String name() {
        return "savingsplans";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "DescribeSavingsPlansOfferingRates" -> page(request, "searchResults", rates(request));
            case "DescribeSavingsPlans" -> page(request, "savingsPlans", own.asked(request));
            default -> throw RestJsonService.unknown(operation);
        };
    }

    private ObjectNode page(ObjectNode request, String name, List<ObjectNode> all) {
        var size = Math.clamp(Json.number(request, "maxResults", USUAL_SIZE), 1, MOST);
        var page = pages.page(all, pages.place(request), size);
        var json = Json.object();
        json.putArray(name).addAll(page.items());
        if (page.next() != null) {
            json.put("nextToken", page.next());
        }
        return json;
    }

    private static List<ObjectNode> rates(ObjectNode request) {
        var rates = new ArrayList<ObjectNode>();
        if (!among(request, "savingsPlanTypes").test("SageMaker")
                || !among(request, "products").test("SageMaker")
                || !among(request, "serviceCodes").test(Prices.SERVICE_CODE)) {
            return rates;
        }
        var payments = among(request, "savingsPlanPaymentOptions");
        var usageTypes = among(request, "usageTypes");
        var ids = among(request, "savingsPlanOfferingIds");
        for (var price : Prices.all()) {
            var wanted = usageTypes.test(price.usageType())
                    && filtered(request, "region").test(price.region())
                    && filtered(request, "instanceType").test(price.instanceType());
            if (wanted && !price.instanceType().endsWith(NOT_ELIGIBLE)) {
                OFFERS.stream()
                        .filter(offer -> payments.test(offer.payment) && ids.test(offer.id))
                        .forEach(offer -> rates.add(rate(price, offer)));
            }
        }
        return rates;
    }

    private static ObjectNode rate(Prices.Price price, Offer offer) {
        var json = Json.object();
        json.putObject("savingsPlanOffering")
                .put("offeringId", offer.id)
                .put("paymentOption", offer.payment)
                .put("planType", "SageMaker")
                .put("durationSeconds", offer.seconds)
                .put("currency", "USD")
                .put("planDescription", offer.seconds / YEAR + " year " + offer.payment + " SageMaker Savings Plan");
        var rate = price.usd().multiply(new BigDecimal(offer.share)).setScale(6, RoundingMode.HALF_UP);
        json.put("rate", rate.toPlainString())
                .put("unit", "Hrs")
                .put("productType", "SageMaker")
                .put("serviceCode", Prices.SERVICE_CODE)
                .put("usageType", price.usageType())
                .put("operation", "RunInstance");
        var properties = json.putArray("properties");
        properties.addObject().put("name", "region").put("value", price.region());
        properties.addObject().put("name", "instanceType").put("value", price.instanceType());
        return json;
    }

    static Predicate<String> among(ObjectNode request, String member) {
        var values = Json.texts(request, member);
        return value -> values.isEmpty() || values.contains(value);
    }

    private static Predicate<String> filtered(ObjectNode request, String name) {
        return value -> Json.list(request, "filters").stream()
                .filter(filter -> filter.path("name").asString("").equals(name))
                .allMatch(filter -> Json.texts(filter, "values").contains(value));
    }
}
