package dev.bursar.aws;

import static dev.bursar.aws.AwsSettings.COST_EXPLORER_PRICE_USD;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.charges.Granularity;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTag;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagStatus;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagType;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagsRequest;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagsResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks AWS what an admin has to know before the first costs are read. */
@Component
class SetupSource implements AwsConnection {
    private static final int MOST_KEYS_A_PAGE = 1_000;
    private static final int MOST_KEYS = 10_000;
    private static final int LONGEST_KEY = 128;

    private final StsClient sts;
    private final CostExplorerClient costExplorer;
    private final CostExplorerSource costs;
    private final Payer payer;
    private final RetriedRequests attempts;
    private final Place place;

    SetupSource(
            StsClient sts,
            CostExplorerClient costExplorer,
            CostExplorerSource costs,
            Payer payer,
            RetriedRequests attempts,
            ObjectProvider<AwsEndpoint> simulated) {
        this.sts = sts;
        this.costExplorer = costExplorer;
        this.costs = costs;
        this.payer = payer;
        this.attempts = attempts;
        AwsEndpoint endpoint = simulated.getIfAvailable();
        this.place = new Place(
                endpoint == null
                        ? Stream.of("AWS_ENDPOINT_URL_COST_EXPLORER", "AWS_ENDPOINT_URL")
                                .map(System::getenv)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .map(SetupSource::shown)
                                .orElse(null)
                        : shown(endpoint.uri().toString()),
                Region.US_EAST_1.id());
    }

    /** Without what may be secret in an address: a user's name and password, a query. */
    private static String shown(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "an invalid address";
        }
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Identity identity(RequestMeter meter) {
        GetCallerIdentityResponse answer = attempts.send(
                "sts:GetCallerIdentity", Payer.UNKNOWN, BigDecimal.ZERO, meter, () -> sts.getCallerIdentity());
        if (answer.account() == null || answer.arn() == null) {
            throw bad("sts:GetCallerIdentity", "it names no account");
        }
        return new Identity(answer.account(), answer.arn());
    }

    @Override
    public List<TagKey> tagKeys(RequestMeter meter) {
        return RetriedRequests.fromFirstPage(() -> pages(meter));
    }

    private List<TagKey> pages(RequestMeter meter) {
        // a resource's and a caller's key may be listed under one name, each with its status
        var keys = new LinkedHashSet<TagKey>();
        Set<String> tokens = new HashSet<>();
        @Nullable String token = null;
        do {
            ListCostAllocationTagsRequest request = ListCostAllocationTagsRequest.builder()
                    .maxResults(MOST_KEYS_A_PAGE)
                    .nextToken(token)
                    .build();
            ListCostAllocationTagsResponse page = attempts.send(
                    "ce:ListCostAllocationTags",
                    payer.id(meter),
                    BigDecimal.ZERO,
                    meter,
                    () -> costExplorer.listCostAllocationTags(request));
            page.costAllocationTags().stream()
                    .filter(tag -> tag.tagKey() != null
                            && !tag.tagKey().isEmpty()
                            && tag.tagKey().length() <= LONGEST_KEY
                            && tag.tagKey().indexOf('\0') < 0)
                    .map(SetupSource::found)
                    .forEach(keys::add);
            token = page.nextToken();
        } while (token != null && !token.isEmpty() && tokens.add(token) && keys.size() < MOST_KEYS);
        return List.copyOf(keys);
    }

    private static TagKey found(CostAllocationTag tag) {
        return new TagKey(
                tag.tagKey(),
                tag.type() == CostAllocationTagType.USER_DEFINED,
                tag.status() == CostAllocationTagStatus.ACTIVE,
                day(tag.lastUsedDate()),
                day(tag.lastUpdatedDate()));
    }

    /** {@code 2026-11-01T00:00:00Z}; what can't be read is not known. */
    private static @Nullable LocalDate day(@Nullable String moment) {
        try {
            return moment == null || moment.length() < 10 ? null : LocalDate.parse(moment.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void askCosts(YearMonth month, RequestMeter meter) {
        GetCostAndUsageRequest request = GetCostAndUsageRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(month.atDay(1).toString())
                        .end(month.plusMonths(1).atDay(1).toString())
                        .build())
                .granularity(Granularity.MONTHLY.name())
                .metrics("UnblendedCost")
                .build();
        attempts.send(
                "ce:GetCostAndUsage",
                payer.id(meter),
                COST_EXPLORER_PRICE_USD,
                meter,
                () -> costExplorer.getCostAndUsage(request));
    }

    @Override
    public void askForecast(LocalDate from, LocalDate to, RequestMeter meter) {
        costs.forecast(from, to, meter);
    }

    @Override
    public List<ValueCost> costs(String tagKey, YearMonth month, RequestMeter meter) {
        CostResponse answer = costs.ask(
                new CostRequest(
                        month.atDay(1),
                        month.plusMonths(1).atDay(1),
                        Granularity.MONTHLY,
                        List.of(CostDimension.TAG),
                        null,
                        tagKey),
                meter);
        return answer.groups().stream()
                .map(group -> new ValueCost(
                        group.keys().getFirst(),
                        group.amounts().currency(),
                        group.amounts().netAmortized()))
                .toList();
    }

    private static SourceProblem bad(String permission, String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.SETTINGS, permission, what), null);
    }
}
