package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.ResourceExplorer.ExplorerIndexes;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.resourceexplorer2.model.IndexType;
import software.amazon.awssdk.services.resourceexplorer2.model.Resource;
import software.amazon.awssdk.services.resourceexplorer2.model.ResourceNotFoundException;
import software.amazon.awssdk.services.resourceexplorer2.model.UnauthorizedException;
import software.amazon.awssdk.services.resourceexplorer2.model.ValidationException;

/** What Resource Explorer finds, and where it has an index. */
class SimulatorExplorerTest {

    private static final String SHARED = OrganisationModel.SHARED;
    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String MAIN = "us-east-1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private List<Resource> found(String account, String query) {
        try (var client = aws.explorer(account, MAIN)) {
            return client.searchPaginator(it -> it.queryString(query)).resources().stream()
                    .toList();
        }
    }

    @Test
    void whatNeverHadTagsIsFoundHereOnly() {
        var untagged = found(SANDBOX, "tag:none");
        assertThat(untagged)
                .extracting(Resource::arn)
                .contains("arn:aws:iam::321098765432:role/BursarReader")
                .anyMatch(arn -> arn.contains(":instance/"))
                .noneMatch(arn -> arn.contains("dead"));
        assertThat(untagged).extracting(Resource::resourceType).contains("ec2:instance", "s3:bucket", "iam:role");
        assertThat(untagged.getFirst().lastReportedAt()).isBefore(clock.instant());
        assertThat(untagged).allMatch(resource -> resource.owningAccountId().equals(SANDBOX));
        assertThat(found(SANDBOX, "tag:all")).doesNotContainAnyElementsOf(untagged);
        assertThat(found(SANDBOX, ""))
                .hasSize(untagged.size() + found(SANDBOX, "tag:all").size());
    }

    @Test
    void tagsOfServicesAreNotThoseOfPeople() {
        assertThat(found(OrganisationModel.CHECKOUT, "tag:none tag.key:aws:autoscaling:groupName"))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.arn()).endsWith("i-0a5c0000000000001");
                    assertThat(instance.properties()).singleElement().satisfies(tags -> {
                        assertThat(tags.name()).isEqualTo("tags");
                        assertThat(tags.data()
                                        .asList()
                                        .getFirst()
                                        .asMap()
                                        .get("Value")
                                        .asString())
                                .isEqualTo("checkout-web");
                    });
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tag:team=platfrom               | jobs-dead-letter
            TAG.KEY:LABEL-50                | i-05015a00000000001
            tag:team=PLATFORM service:sqs,lambda resourcetype:lambda:function id:*ticket-sync | -
            service:route53                 | hostedzone/Z0BURSAR0ZONE
            resourcetype:CloudWatch:Dashboard | dashboard/overview
            tag:none -resourcetype.supports:tags | dashboard/overview
            region:global tag.key:team      | policy/deploy
            accountid:246813579024 service:apigateway | restapis/a1b2c3d4e5/stages/prod
            accountid:123456789012          | -
            "dead-letter"                   | jobs-dead-letter
            tag.key:label-5*                | i-05015a00000000001
            """)
    void queriesAreAsAwsWritesThem(String query, String end) {
        var found = found(SHARED, query);
        if (end.equals("-")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found)
                    .singleElement()
                    .satisfies(one -> assertThat(one.arn()).endsWith(end));
        }
    }

    @Test
    void aKeyIsAskedFor() {
        var without = found(SHARED, "-tag.key:team tag:all");
        assertThat(without)
                .allSatisfy(
                        resource -> assertThat(resource.properties().toString()).doesNotContain("\"team\""));
        assertThat(found(SHARED, "tag.key:TEAM").size() + without.size())
                .isEqualTo(found(SHARED, "tag:all").size());
        assertThatThrownBy(() -> found(SHARED, "tags:none")).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> found(SHARED, "tag:some")).isInstanceOf(ValidationException.class);
    }

    @Test
    void theFirstMatchesAreCounted() {
        aws.simulator.explorer().mostMatches(10);
        try (var client = aws.explorer(SHARED, MAIN)) {
            var page = client.search(it -> it.queryString("tag:all").maxResults(6));
            assertThat(page.count().complete()).isFalse();
            assertThat(page.count().totalResources()).isEqualTo(10);
            assertThat(page.resources()).hasSize(6);
            var next =
                    client.search(it -> it.queryString("tag:all").maxResults(6).nextToken(page.nextToken()));
            assertThat(next.resources()).hasSize(4);
            assertThat(next.nextToken()).isNull();
            assertThat(client.search(it -> it.queryString("service:route53"))
                            .count()
                            .complete())
                    .isTrue();
            assertThatThrownBy(() -> client.search(it -> it.queryString("").maxResults(1_001)))
                    .isInstanceOf(ValidationException.class);
            clock.forward(Duration.ofHours(24).plusSeconds(1));
        }
        try (var client = aws.explorer(SHARED, MAIN)) {
            var token =
                    client.search(it -> it.queryString("tag:all").maxResults(6)).nextToken();
            clock.forward(Duration.ofMinutes(30));
            assertThat(client.search(it ->
                                    it.queryString("tag:all").maxResults(6).nextToken(token))
                            .resources())
                    .hasSize(4);
            assertThatThrownBy(() -> client.search(
                            it -> it.queryString("tag:none").maxResults(6).nextToken(token)))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void aTokenLivesADay() {
        try (var client = aws.explorer("123456789012", MAIN)) {
            var token = client.search(it -> it.queryString("").maxResults(1)).nextToken();
            clock.forward(Duration.ofHours(24).plusSeconds(1));
            assertThatThrownBy(() ->
                            client.search(it -> it.queryString("").maxResults(1).nextToken(token)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("expired");
        }
    }

    @Test
    void aRegionOfAnAccountHasNoIndexUntilASearchMakesOne() {
        var account = ExplorerIndexes.ACCOUNT_WITHOUT_INDEX;
        var region = ExplorerIndexes.REGION_WITHOUT_INDEX;
        try (var client = aws.explorer(account, region)) {
            assertThat(client.listIndexes(it -> {}).indexes())
                    .hasSize(5)
                    .allMatch(index -> index.type() == IndexType.LOCAL)
                    .noneMatch(index -> index.region().equals(region));
            assertThat(client.listIndexes(it -> it.regions(region)).indexes()).isEmpty();
            assertThat(client.listIndexes(it -> it.type(IndexType.AGGREGATOR)).indexes())
                    .isEmpty();
            assertThat(client.listIndexesPaginator(it -> it.maxResults(2)).indexes().stream())
                    .hasSize(5);
            assertThatThrownBy(() -> client.getIndex(it -> {})).isInstanceOf(ResourceNotFoundException.class);
            assertThat(client.getDefaultView(it -> {}).viewArn()).isNull();
            assertThat(aws.simulator.explorer().indexes().created()).isZero();
            assertThat(client.search(it -> it.queryString("")).count().complete())
                    .isFalse();
            assertThat(aws.simulator.explorer().indexes().created()).isEqualTo(1);
            assertThat(client.getIndex(it -> {}).typeAsString()).isEqualTo("LOCAL");
            assertThat(client.listIndexes(it -> it.regions(region)).indexes()).hasSize(1);
            var view = client.getDefaultView(it -> {}).viewArn();
            assertThat(client.search(it -> it.queryString("").viewArn(view)).viewArn())
                    .isEqualTo(view);
            assertThat(aws.simulator.explorer().indexes().created()).isEqualTo(1);
        }
    }

    @Test
    void viewsAreMissingOrWithoutTags() {
        try (var client = aws.explorer(SHARED, MAIN)) {
            aws.simulator.explorer().indexes().removeTagsFromView(SHARED, MAIN);
            assertThatThrownBy(() -> client.search(it -> it.queryString("tag:none")))
                    .isInstanceOf(ValidationException.class);
            assertThat(client.search(it -> it.queryString("service:sqs")).resources())
                    .isNotEmpty()
                    .allMatch(resource -> resource.properties().isEmpty());
            aws.simulator.explorer().indexes().removeDefaultView(SHARED, MAIN);
            assertThatThrownBy(() -> client.search(it -> it.queryString("service:sqs")))
                    .isInstanceOfSatisfying(
                            UnauthorizedException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(401));
        }
    }

    @Test
    void changedTagsAreFoundAndDeletedResourcesAreNot() {
        var bucket = "arn:aws:s3:::acme-uploads-ireland";
        try (var client = aws.explorer(OrganisationModel.CHECKOUT, "eu-west-1")) {
            assertThat(client.search(it -> it.queryString("tag:none")).resources())
                    .extracting(Resource::arn)
                    .contains(bucket);
            aws.simulator.resources().tag(bucket, Map.of("team", "checkout"));
            assertThat(client.search(it -> it.queryString("tag:none")).resources())
                    .extracting(Resource::arn)
                    .doesNotContain(bucket);
            aws.simulator.resources().delete(bucket);
            assertThat(client.search(it -> it.queryString("")).resources())
                    .extracting(Resource::arn)
                    .doesNotContain(bucket);
        }
    }

    @Test
    void faultsStrikeRestServicesToo() {
        try (var client = aws.explorer(SHARED, MAIN)) {
            aws.simulator.faults().add(Fault.invalidJson().on("Search").times(1));
            assertThatThrownBy(() -> client.search(it -> it.queryString(""))).isInstanceOf(SdkClientException.class);
            aws.simulator.faults().add(Fault.missing("Count").on("Search").times(1));
            assertThat(client.search(it -> it.queryString("")).count()).isNull();
            aws.simulator.faults().add(Fault.text("ResourceType", "new:thing").times(1));
            assertThat(client.search(it -> it.queryString("")).resources())
                    .allMatch(resource -> resource.resourceType().equals("new:thing"));
        }
    }
}
