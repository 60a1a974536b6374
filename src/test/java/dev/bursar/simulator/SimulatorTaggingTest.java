package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.PaginationTokenExpiredException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Resources, and what the tagging API shows of them. */
class SimulatorTaggingTest {

    private static final String SHARED = OrganisationModel.SHARED;
    private static final String MAIN = "us-east-1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private Map<String, Map<String, String>> all(String account, String region) {
        try (var client = aws.tagging(account, region)) {
            return client.getResourcesPaginator(it -> {}).resourceTagMappingList().stream()
                    .collect(Collectors.toMap(
                            ResourceTagMapping::resourceARN,
                            mapping -> mapping.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
        }
    }

    private static List<String> arns(ResourceGroupsTaggingApiClient client, GetResourcesRequest request) {
        return client.getResources(request).resourceTagMappingList().stream()
                .map(ResourceTagMapping::resourceARN)
                .toList();
    }

    private static GetResourcesRequest filtered(String key, String... values) {
        return GetResourcesRequest.builder()
                .tagFilters(TagFilter.builder().key(key).values(values).build())
                .resourcesPerPage(100)
                .build();
    }

    @Test
    void eachResourceOfAnExportExistsOrDidSo() {
        assertThat(aws.simulator.resources().existing()).hasSizeBetween(300, 600);
        var arns = new HashSet<String>();
        aws.simulator.resources().all().forEach(resource -> arns.add(resource.arn()));
        var carried = aws.organisation.parts(aws.organisation.lines()).stream()
                .filter(line -> !line.resource().isEmpty())
                .map(line -> {
                    var ec2 = "arn:aws:ec2:" + line.cell().region() + ":"
                            + line.cell().account() + ":";
                    return line.resource().startsWith("i-")
                            ? ec2 + "instance/" + line.resource()
                            : line.resource().startsWith("vol-")
                                    ? ec2 + "volume/" + line.resource()
                                    : line.resource().startsWith("arn:")
                                            ? line.resource()
                                            : "arn:aws:s3:::" + line.resource();
                })
                .collect(Collectors.toSet());
        assertThat(arns).containsAll(carried);
    }

    @Test
    void resourcesOfWorkloadsHaveTheirTagsInTheirRegion() {
        var search = all(OrganisationModel.SEARCH, "ap-northeast-1");
        assertThat(search).isNotEmpty().allSatisfy((arn, tags) -> {
            assertThat(arn).startsWith("arn:aws:sagemaker:ap-northeast-1:654321098765:endpoint/");
            assertThat(tags).containsEntry("team", "search").containsEntry("project", "search-main");
        });
    }

    @Test
    void theSameOrganisationHasTheSameResources() {
        try (var other = Aws.at(clock)) {
            assertThat(other.simulator.resources().existing())
                    .isEqualTo(aws.simulator.resources().existing());
        }
    }

    @Test
    void onlyWhatEverHadTagsIsShownAndWhatIsDeletedTooForAWhile() {
        var sandbox = all(OrganisationModel.SANDBOX, MAIN);
        assertThat(sandbox)
                .containsKey("arn:aws:sagemaker:us-east-1:321098765432:endpoint/prototype-dead")
                .containsEntry(
                        "arn:aws:ec2:us-east-1:321098765432:volume/vol-0a11ce00000000001",
                        Map.of("team", "<img src=x onerror=alert(1)>"));
        assertThat(all(OrganisationModel.FRAUD, MAIN))
                .containsEntry("arn:aws:s3:::acme-fraud-staging", Map.of())
                .doesNotContainKey("arn:aws:iam::876543210987:role/BursarReader");
        assertThat(all(SHARED, MAIN).values())
                .anySatisfy(tags -> assertThat(tags).hasSize(50));
        assertThat(all(Organisation.PAYER, MAIN)).isEmpty();
    }

    @Test
    void globalResourcesAreInUsEast1AndABucketInItsOwnRegion() {
        assertThat(all(OrganisationModel.CHECKOUT, MAIN))
                .containsKey("arn:aws:cloudfront::987654321098:distribution/E1BURSAR0SHOP");
        assertThat(all(OrganisationModel.CHECKOUT, "eu-central-1"))
                .doesNotContainKey("arn:aws:cloudfront::987654321098:distribution/E1BURSAR0SHOP");
        assertThat(all(OrganisationModel.DATA_LAKE, "eu-central-1")).containsKey("arn:aws:s3:::acme-lake-frankfurt");
        assertThat(all(OrganisationModel.DATA_LAKE, MAIN)).doesNotContainKey("arn:aws:s3:::acme-lake-frankfurt");
    }

    @Test
    void theLastPagesTokenIsTheEmptyText() {
        try (var client = aws.tagging(SHARED, MAIN)) {
            var found = new ArrayList<String>();
            var token = "";
            do {
                var from = token;
                var page = client.getResources(it -> it.resourcesPerPage(7).paginationToken(from));
                page.resourceTagMappingList().forEach(mapping -> found.add(mapping.resourceARN()));
                token = page.paginationToken();
                assertThat(token).isNotNull();
            } while (!token.isEmpty());
            assertThat(found)
                    .doesNotHaveDuplicates()
                    .hasSameElementsAs(all(SHARED, MAIN).keySet());
            assertThat(aws.simulator.requests().entries())
                    .filteredOn(entry -> entry.operation().equals("GetResources"))
                    .extracting(RequestLog.Entry::page)
                    .contains(1, 2, 3);
        }
    }

    @Test
    void aTokenLivesFifteenMinutesAndForTheSameParameters() {
        try (var client = aws.tagging(SHARED, MAIN)) {
            var token = client.getResources(it -> it.resourcesPerPage(5)).paginationToken();
            clock.forward(Duration.ofMinutes(15));
            var second = client.getResources(it -> it.resourcesPerPage(5).paginationToken(token));
            assertThat(second.resourceTagMappingList()).hasSize(5);
            assertThatThrownBy(() ->
                            client.getResources(it -> it.resourcesPerPage(6).paginationToken(token)))
                    .isInstanceOf(InvalidParameterException.class);
            clock.set(clock.instant().plusSeconds(1));
            assertThatThrownBy(() ->
                            client.getResources(it -> it.resourcesPerPage(5).paginationToken(token)))
                    .isInstanceOf(PaginationTokenExpiredException.class);
            assertThat(client.getResources(it -> it.resourcesPerPage(5).paginationToken(second.paginationToken()))
                            .resourceTagMappingList())
                    .hasSize(5);
            assertThatThrownBy(() -> client.getResources(it -> it.paginationToken("nonsense")))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void filtersAreCaseSensitive() {
        try (var client = aws.tagging(SHARED, MAIN)) {
            var lower = arns(client, filtered("team", "platform"));
            assertThat(lower).isNotEmpty().noneMatch(arn -> arn.endsWith("ticket-sync"));
            assertThat(arns(client, filtered("team", "PLATFORM", "platfrom"))).hasSize(2);
            assertThat(arns(client, filtered("Team"))).isEmpty();
            var functions = arns(
                    client,
                    GetResourcesRequest.builder()
                            .resourceTypeFilters("lambda:function", "s3")
                            .build());
            assertThat(functions).isNotEmpty().allMatch(arn -> arn.contains(":function:") || arn.contains(":s3:"));
        }
    }

    @Test
    void limitsAreKept() {
        try (var client = aws.tagging(SHARED, MAIN)) {
            var values = IntStream.range(0, 21).mapToObj(String::valueOf).toArray(String[]::new);
            var keys = IntStream.range(0, 51)
                    .mapToObj(number -> TagFilter.builder().key("k" + number).build())
                    .toList();
            var arn = "arn:aws:sqs:us-east-1:246813579024:jobs-dead-letter";
            for (var request : List.of(
                    GetResourcesRequest.builder().resourcesPerPage(101),
                    GetResourcesRequest.builder().resourcesPerPage(0),
                    GetResourcesRequest.builder().tagFilters(keys),
                    filtered("team", values).toBuilder(),
                    filtered("team").toBuilder().resourceARNList(arn),
                    GetResourcesRequest.builder().resourceARNList("queue"))) {
                assertThatThrownBy(() -> client.getResources(request.build()))
                        .isInstanceOf(InvalidParameterException.class);
            }
            assertThat(arns(
                            client,
                            GetResourcesRequest.builder()
                                    .resourceARNList(arn, arn + "x")
                                    .build()))
                    .containsExactly(arn);
        }
    }

    @Test
    void keysAndValuesAreListed() {
        try (var client = aws.tagging(OrganisationModel.RESEARCH, MAIN)) {
            assertThat(client.getTagKeys(it -> {}).tagKeys()).contains("team", "Team", "aws:sagemaker:domain-arn");
            assertThat(client.getTagValues(it -> it.key("Team")).tagValues()).containsExactly("research");
            assertThat(client.getTagKeys(it -> {}).paginationToken()).isEmpty();
        }
    }

    @Test
    void aPersonTagsAndDeletesResources() throws Exception {
        var volume = "arn:aws:ec2:us-east-1:321098765432:volume/vol-0a11ce00000000003";
        aws.control("POST", "resources", "{\"arn\":\"" + volume + "\",\"tags\":{\"team\":\"growth\"}}");
        assertThat(all(OrganisationModel.SANDBOX, MAIN)).containsEntry(volume, Map.of("team", "growth"));
        aws.control("POST", "resources-gone", "{\"arn\":\"" + volume + "\"}");
        assertThat(all(OrganisationModel.SANDBOX, MAIN)).containsKey(volume);
        assertThat(aws.simulator.resources().existing())
                .noneMatch(resource -> resource.arn().equals(volume));
        assertThat(aws.control("POST", "resources", "{\"arn\":\"arn:none\",\"tags\":{}}")
                        .statusCode())
                .isEqualTo(400);
        var added = Resource.of("arn:aws:sqs:us-east-1:" + SHARED + ":new", SHARED, MAIN, "sqs:queue", Map.of());
        aws.simulator.resources().add(added);
        aws.simulator.resources().tag(added.arn(), Map.of("team", "x"));
        aws.simulator.resources().tag(added.arn(), Map.of());
        assertThat(all(SHARED, MAIN)).containsEntry(added.arn(), Map.of());
    }
}
