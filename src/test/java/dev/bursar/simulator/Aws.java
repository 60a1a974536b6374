package dev.bursar.simulator;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.invoicing.InvoicingClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.resourceexplorer2.ResourceExplorer2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** A simulator and the real SDK's clients on it. */
final class Aws implements AutoCloseable {

    static final String[] COSTS = {"UnblendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost"};

    /** A group of a time step; without GroupBy the keys are empty. */
    record Key(String start, List<String> keys) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    final Organisation organisation;
    final Simulator simulator;
    final CostExplorerClient ce;
    final OrganizationsClient organizations;
    final StsClient sts;
    final S3Client s3;
    final BudgetsClient budgets;
    final InvoicingClient invoicing;

    private Aws(Clock clock, Organisation organisation) {
        this.organisation = organisation;
        simulator = Simulator.start(organisation, clock, 0);
        ce = client(CostExplorerClient.builder(), AwsRetryStrategy.doNotRetry()).build();
        organizations = client(OrganizationsClient.builder(), AwsRetryStrategy.doNotRetry())
                .build();
        sts = client(StsClient.builder(), AwsRetryStrategy.doNotRetry()).build();
        budgets = client(BudgetsClient.builder(), AwsRetryStrategy.doNotRetry()).build();
        invoicing =
                client(InvoicingClient.builder(), AwsRetryStrategy.doNotRetry()).build();
        s3 = client(S3Client.builder(), AwsRetryStrategy.doNotRetry())
                .forcePathStyle(true)
                .build();
    }

    static Aws at(String instant) {
        return at(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    static Aws at(Clock clock) {
        return new Aws(clock, Organisation.seeded(42, clock));
    }

    /** With the demo's stories, told on the clock's day. */
    static Aws demo(Clock clock) {
        return new Aws(clock, Organisation.demo(clock, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    <B extends AwsClientBuilder<B, C> & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>, C>
            B client(B builder, software.amazon.awssdk.retries.api.RetryStrategy retry) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDSIMULATOR", "secret")))
                .overrideConfiguration(override -> override.retryStrategy(retry))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** The reading role's credentials in a member account. */
    AwsCredentialsProvider member(String id) {
        return role(MemberRoles.NAME, id, it -> {});
    }

    AwsCredentialsProvider role(String name, String id, Consumer<AssumeRoleRequest.Builder> change) {
        var role = sts.assumeRole(it -> it.roleArn("arn:aws:iam::" + id + ":role/" + name)
                        .roleSessionName("bursar")
                        .externalId(MemberRoles.EXTERNAL_ID)
                        .applyMutation(change))
                .credentials();
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken()));
    }

    /** The payer's credentials for the payer, the role's for the others. */
    AwsCredentialsProvider in(String id) {
        return id.equals(Organisation.PAYER)
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDSIMULATOR", "secret"))
                : member(id);
    }

    AccountClient account(String id) {
        return client(AccountClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(in(id))
                .build();
    }

    ResourceGroupsTaggingApiClient tagging(String id, String region) {
        return client(ResourceGroupsTaggingApiClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(in(id))
                .region(Region.of(region))
                .build();
    }

    /** With the writing role's credentials. */
    ResourceGroupsTaggingApiClient tagWriter(String id, String region, Consumer<AssumeRoleRequest.Builder> change) {
        return client(ResourceGroupsTaggingApiClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(role(MemberRoles.WRITER, id, change))
                .region(Region.of(region))
                .build();
    }

    /** With the writing role's credentials in the payer. */
    BudgetsClient budgetWriter(Consumer<AssumeRoleRequest.Builder> change) {
        return client(BudgetsClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(role(MemberRoles.WRITER, Organisation.PAYER, change))
                .build();
    }

    /** Cost Explorer with the payer's writing role. */
    CostExplorerClient costWriter(Consumer<AssumeRoleRequest.Builder> change) {
        return client(CostExplorerClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(role(MemberRoles.WRITER, Organisation.PAYER, change))
                .build();
    }

    CloudTrailClient cloudTrail(String id, String region) {
        return client(CloudTrailClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(in(id))
                .region(Region.of(region))
                .build();
    }

    ResourceExplorer2Client explorer(String id, String region) {
        return client(ResourceExplorer2Client.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(in(id))
                .region(Region.of(region))
                .build();
    }

    static GetCostAndUsageRequest question(
            String start, String end, Granularity granularity, GroupDefinition... groups) {
        return GetCostAndUsageRequest.builder()
                .timePeriod(period -> period.start(start).end(end))
                .granularity(granularity)
                .metrics(COSTS)
                .groupBy(groups)
                .build();
    }

    static GroupDefinition dimension(String key) {
        return GroupDefinition.builder().type("DIMENSION").key(key).build();
    }

    static GroupDefinition tag(String key) {
        return GroupDefinition.builder().type("TAG").key(key).build();
    }

    static Expression is(String dimension, String... values) {
        return Expression.builder()
                .dimensions(it -> it.key(dimension).values(values))
                .build();
    }

    static Expression not(Expression expression) {
        return Expression.builder().not(expression).build();
    }

    static Expression tagged(String... values) {
        return Expression.builder().tags(it -> it.key("team").values(values)).build();
    }

    List<GetCostAndUsageResponse> pages(GetCostAndUsageRequest question) {
        var pages = new ArrayList<GetCostAndUsageResponse>();
        var next = question;
        do {
            pages.add(ce.getCostAndUsage(next));
            next = question.toBuilder()
                    .nextPageToken(pages.getLast().nextPageToken())
                    .build();
        } while (next.nextPageToken() != null);
        return pages;
    }

    /** All metrics of all pages by time step and group. */
    Map<Key, Map<String, BigDecimal>> answer(GetCostAndUsageRequest question) {
        var answer = new TreeMap<Key, Map<String, BigDecimal>>();
        for (var page : pages(question)) {
            for (var time : page.resultsByTime()) {
                var start = time.timePeriod().start();
                if (!time.total().isEmpty()) {
                    answer.put(new Key(start, List.of()), amounts(time.total()));
                }
                for (var group : time.groups()) {
                    var before = answer.put(new Key(start, group.keys()), amounts(group.metrics()));
                    if (before != null) {
                        throw new AssertionError("Twice in one answer: " + group);
                    }
                }
            }
        }
        return answer;
    }

    Map<Key, Map<String, BigDecimal>> answer(
            GetCostAndUsageRequest question, Consumer<GetCostAndUsageRequest.Builder> change) {
        return answer(question.toBuilder().applyMutation(change).build());
    }

    /** Sums over everything, by metric, without trailing zeros so that equal sums are equal. */
    static Map<String, BigDecimal> sums(Map<Key, Map<String, BigDecimal>> answer) {
        var sums = new TreeMap<String, BigDecimal>();
        answer.values()
                .forEach(amounts -> amounts.forEach((metric, amount) -> sums.merge(metric, amount, BigDecimal::add)));
        sums.replaceAll((metric, sum) -> plain(sum));
        return sums;
    }

    static Map<String, BigDecimal> added(Map<String, BigDecimal> a, Map<String, BigDecimal> b) {
        var sums = new TreeMap<>(a);
        b.forEach((metric, amount) -> sums.merge(metric, amount, (x, y) -> plain(x.add(y))));
        return sums;
    }

    static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private static Map<String, BigDecimal> amounts(Map<String, MetricValue> metrics) {
        var amounts = new TreeMap<String, BigDecimal>();
        metrics.forEach((name, value) -> amounts.put(name, plain(new BigDecimal(value.amount()))));
        return amounts;
    }

    /** The body of an answer as it is on the wire. */
    String raw(String target, String body) throws Exception {
        var request = HttpRequest.newBuilder(simulator.endpoint())
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20261124/us-east-1/ce/aws4_request, x")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request).body();
    }

    HttpResponse<String> control(String method, String path, String body) throws Exception {
        var uri = URI.create(simulator.endpoint() + "/_simulator/" + path);
        return send(HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        ce.close();
        organizations.close();
        sts.close();
        s3.close();
        budgets.close();
        invoicing.close();
        simulator.close();
    }
}
