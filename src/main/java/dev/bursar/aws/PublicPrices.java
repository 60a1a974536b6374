package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.aws.Pages.Page;
import dev.bursar.efficiency.spi.PriceSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.savingsplans.model.DescribeSavingsPlansOfferingRatesResponse;
import software.amazon.awssdk.services.savingsplans.model.ParentSavingsPlanOffering;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanOfferingRate;

/** Reads AWS's public prices of machine learning instances with the credentials that Bursar has itself. */
@Component
class PublicPrices implements PriceSource {
    static final String PRODUCTS = "pricing:GetProducts";
    static final String RATES = "savingsplans:DescribeSavingsPlansOfferingRates";
    private static final String SERVICE = "AmazonSageMaker";
    private static final String PLAN = "SageMaker";
    private static final int PRODUCTS_A_PAGE = 100;
    private static final int RATES_A_PAGE = 1_000;
    private static final int LONGEST_USAGE_TYPE = 256;
    private static final long YEAR_SECONDS = 31_536_000;

    private final PricingClient pricing;
    private final SavingsplansClient plans;
    private final Payer payer;
    private final RetriedRequests attempts;

    PublicPrices(PricingClient pricing, SavingsplansClient plans, Payer payer, RetriedRequests attempts) {
        this.pricing = pricing;
        this.plans = plans;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public void prices(String region, RequestMeter meter, Consumer<List<ListedPrice>> page) {
        String account = payer.id(meter);
        Pages.each(
                bad(PRODUCTS),
                token -> {
                    GetProductsResponse answer = attempts.send(
                            PRODUCTS,
                            account,
                            BigDecimal.ZERO,
                            meter,
                            () -> pricing.getProducts(request -> request.serviceCode(SERVICE)
                                    .filters(equal("productFamily", "ML Instance"), equal("regionCode", region))
                                    .formatVersion("aws_v1")
                                    .maxResults(PRODUCTS_A_PAGE)
                                    .nextToken(token)));
                    return new Page<>(PriceReader.prices(answer.priceList(), region), answer.nextToken());
                },
                found -> {
                    page.accept(found);
                    return true;
                });
    }

    private static Filter equal(String field, String value) {
        return Filter.builder()
                .type(FilterType.TERM_MATCH)
                .field(field)
                .value(value)
                .build();
    }

    /** A usage type that has several rates gets the highest: a plan then promises no more than it saves. */
    @Override
    public List<PlanRate> planRates(String region, RequestMeter meter) {
        String account = payer.id(meter);
        List<PlanRate> read = Pages.all(bad(RATES), token -> {
            DescribeSavingsPlansOfferingRatesResponse answer = attempts.send(
                    RATES,
                    account,
                    BigDecimal.ZERO,
                    meter,
                    () -> plans.describeSavingsPlansOfferingRates(
                            request -> request.savingsPlanPaymentOptionsWithStrings("No Upfront")
                                    .savingsPlanTypesWithStrings(PLAN)
                                    .productsWithStrings(PLAN)
                                    .serviceCodesWithStrings(SERVICE)
                                    .filters(filter -> filter.name("region").values(region))
                                    .maxResults(RATES_A_PAGE)
                                    .nextToken(token)));
            return new Page<>(
                    answer.searchResults().stream()
                            .flatMap(one -> rate(one, region).stream())
                            .toList(),
                    answer.nextToken());
        });
        Map<String, PlanRate> highest = new TreeMap<>();
        read.forEach(rate -> highest.merge(
                rate.usageType(),
                rate,
                (one, other) -> one.usdPerHour().compareTo(other.usdPerHour()) < 0 ? other : one));
        return List.copyOf(highest.values());
    }

    private static Optional<PlanRate> rate(SavingsPlanOfferingRate rate, String region) {
        ParentSavingsPlanOffering plan = rate.savingsPlanOffering();
        String usageType = rate.usageType();
        return plan == null
                        || plan.durationSeconds() == null
                        || plan.durationSeconds() != YEAR_SECONDS
                        || !"USD".equals(plan.currencyAsString())
                        || !"Hrs".equals(rate.unitAsString())
                        || usageType == null
                        || usageType.isEmpty()
                        || usageType.length() > LONGEST_USAGE_TYPE
                        || !AwsText.canBeKept(usageType)
                        || rate.rate() == null
                ? Optional.empty()
                : PriceReader.price(rate.rate()).map(usd -> new PlanRate(region, usageType, usd));
    }

    private static Function<String, SourceProblem> bad(String permission) {
        return what -> new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.PRICES, permission, what), null);
    }
}
