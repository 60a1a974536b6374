package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import dev.bursar.simulator.metrics.PriceList.Prices;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Plan;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** Savings Plans: those of the payer, and what hours of SageMaker cost under its plans. The newest machines are not eligible. */
public final class SavingsPlans extends RestJsonService {
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
        super("savingsplans", Reach.PAYER);
        own = new OwnPlans(clock);
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
        return pages.answer(Json.object(), name, all, request, size, item -> item);
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

    /** The Savings Plans of the payer: two that cover what the organisation uses, one that ended on a 14th, and one that begins next year. */
    static final class OwnPlans {
        private static final int LAST_DAY = 14;
        private static final long YEAR_SECONDS = 31_536_000;

        private final Clock clock;

        OwnPlans(Clock clock) {
            this.clock = clock;
        }

        List<ObjectNode> asked(ObjectNode request) {
            var states = SavingsPlans.among(request, "states");
            var arns = SavingsPlans.among(request, "savingsPlanArns");
            var ids = SavingsPlans.among(request, "savingsPlanIds");
            return all().stream()
                    .filter(plan -> states.test(plan.path("state").asString(""))
                            && arns.test(plan.path("savingsPlanArn").asString(""))
                            && ids.test(plan.path("savingsPlanId").asString("")))
                    .toList();
        }

        private List<ObjectNode> all() {
            var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
            var ended = today.getDayOfMonth() > LAST_DAY
                    ? today.withDayOfMonth(LAST_DAY)
                    : today.minusMonths(1).withDayOfMonth(LAST_DAY);
            var plans = new ArrayList<ObjectNode>();
            plans.add(plan(
                    Plan.MACHINE_LEARNING.arn(),
                    "SageMaker",
                    "active",
                    today.minusMonths(8).withDayOfMonth(3),
                    "2.5"));
            plans.add(plan(
                    Plan.COMPUTE.arn(),
                    "Compute",
                    "active",
                    today.minusMonths(5).withDayOfMonth(20),
                    "1.2"));
            plans.add(plan(
                    arn("e0000000-0000-4000-8000-000000000001"),
                    "EC2Instance",
                    "retired",
                    ended.minusYears(1).plusDays(1),
                    "0.4"));
            plans.add(plan(
                    arn("e0000000-0000-4000-8000-000000000002"),
                    "Compute",
                    "queued",
                    today.plusYears(1).withDayOfYear(1),
                    "2"));
            return plans;
        }

        private static String arn(String id) {
            return "arn:aws:savingsplans::" + Organisation.PAYER + ":savingsplan/" + id;
        }

        /** A year long, to the last second of the day before. */
        private static ObjectNode plan(String arn, String type, String state, LocalDate start, String commitment) {
            var json = Json.object()
                    .put("offeringId", "5d9a5b1c-2a1f-4e0c-9a55-7d1f0000000" + type.length() % 10)
                    .put("savingsPlanId", arn.substring(arn.lastIndexOf('/') + 1))
                    .put("savingsPlanArn", arn)
                    .put("description", "1 year No Upfront " + type + " Savings Plan")
                    .put("start", start + "T00:00:00.000Z")
                    .put("end", start.plusYears(1).minusDays(1) + "T23:59:59.000Z")
                    .put("state", state)
                    .put("savingsPlanType", type)
                    .put("paymentOption", "No Upfront")
                    .put("currency", "USD")
                    .put("commitment", commitment)
                    .put("upfrontPaymentAmount", "0.0")
                    .put("recurringPaymentAmount", commitment)
                    .put("termDurationInSeconds", YEAR_SECONDS);
            if (type.equals("EC2Instance")) {
                json.put("region", "us-east-1").put("ec2InstanceFamily", "m5");
            }
            json.putArray("productTypes").add(type.equals("SageMaker") ? "SageMaker" : "EC2");
            json.putObject("tags");
            return json;
        }
    }
}
