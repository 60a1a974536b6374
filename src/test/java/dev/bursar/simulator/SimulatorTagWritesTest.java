package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.simulator.resources.TagWrites;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** TagResources and UntagResources: what is written, what fails by resource, when it is seen and what the trail says. */
class SimulatorTagWritesTest {

    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String SHARED = OrganisationModel.SHARED;
    private static final String SEARCH = OrganisationModel.SEARCH;
    private static final String VISION = OrganisationModel.VISION;
    private static final String MAIN = "us-east-1";

    private static final String FIRST = volume(1);
    private static final String SECOND = volume(2);
    private static final String NEVER_TAGGED = "arn:aws:ec2:us-east-1:" + SEARCH + ":natgateway/nat-0c4a31e4000000001";
    private static final String DEAD = "arn:aws:ec2:us-east-1:" + VISION + ":instance/i-0dead000000000001";
    private static final String DASHBOARD = "arn:aws:cloudwatch::" + SHARED + ":dashboard/overview";
    private static final String FULL = "arn:aws:ec2:us-east-1:" + SHARED + ":instance/i-05015a00000000001";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:" + SHARED + ":jobs-dead-letter";
    private static final String TOPIC = "arn:aws:sns:us-east-1:" + SHARED + ":stack-alarms";
    private static final String STACK = "arn:aws:cloudformation:us-east-1:" + SHARED + ":stack/bastion/5f1e";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String volume(int number) {
        return "arn:aws:ec2:us-east-1:" + SANDBOX + ":volume/vol-0a11ce0000000000" + number;
    }

    private Map<String, FailureInfo> tag(String account, Map<String, String> tags, String... arns) {
        try (var client = aws.tagWriter(account, MAIN, it -> {})) {
            return client.tagResources(it -> it.resourceARNList(arns).tags(tags))
                    .failedResourcesMap();
        }
    }

    private Map<String, FailureInfo> untag(String account, String key, String... arns) {
        try (var client = aws.tagWriter(account, MAIN, it -> {})) {
            return client.untagResources(it -> it.resourceARNList(arns).tagKeys(key))
                    .failedResourcesMap();
        }
    }

    private static Map<String, String> seen(ResourceGroupsTaggingApiClient client, String arn) {
        return client.getResources(it -> it.resourceARNList(arn)).resourceTagMappingList().stream()
                .flatMap(mapping -> mapping.tags().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private Map<String, String> seen(String account, String arn) {
        try (var client = aws.tagging(account, MAIN)) {
            return seen(client, arn);
        }
    }

    private List<String> found(String account, String query) {
        try (var client = aws.explorer(account, MAIN)) {
            client.search(it -> it.queryString(query));
            return client.search(it -> it.queryString(query).maxResults(1000)).resources().stream()
                    .map(resource -> resource.arn())
                    .toList();
        }
    }

    private static void assertFailed(FailureInfo failure, int status, String code) {
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.errorCodeAsString()).isEqualTo(code);
        assertThat(failure.errorMessage()).isNotEmpty();
    }

    private List<Event> recorded(String account, String name) {
        try (var client = aws.cloudTrail(account, MAIN)) {
            return client
                    .lookupEventsPaginator(it -> it.lookupAttributes(attribute ->
                                    attribute.attributeKey("EventName").attributeValue(name))
                            .startTime(clock.instant().minusSeconds(1)))
                    .events()
                    .stream()
                    .toList();
        }
    }

    @Test
    void whatIsWrittenIsSeenByWhoeverListsResources() {
        assertThat(found(SEARCH, "tag:none")).contains(NEVER_TAGGED);
        assertThat(tag(SEARCH, Map.of("team", "search", "note", ""), NEVER_TAGGED))
                .isEmpty();
        assertThat(seen(SEARCH, NEVER_TAGGED)).containsExactlyInAnyOrderEntriesOf(Map.of("team", "search", "note", ""));
        assertThat(found(SEARCH, "tag:team=search")).contains(NEVER_TAGGED);
        assertThat(found(SEARCH, "tag:none")).doesNotContain(NEVER_TAGGED);
        assertThat(tag(SEARCH, Map.of("team", "data-lake"), NEVER_TAGGED)).isEmpty();
        assertThat(seen(SEARCH, NEVER_TAGGED))
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "data-lake", "note", ""));
        assertThat(untag(SEARCH, "note", NEVER_TAGGED)).isEmpty();
        assertThat(untag(SEARCH, "Team", NEVER_TAGGED)).isEmpty();
        assertThat(seen(SEARCH, NEVER_TAGGED)).isEqualTo(Map.of("team", "data-lake"));
        assertThat(untag(SEARCH, "team", NEVER_TAGGED)).isEmpty();
        assertThat(found(SEARCH, "tag:none")).contains(NEVER_TAGGED);
    }

    @Test
    void whatIsWrittenIsSeenAfterALagAndInItsOrder() throws Exception {
        var before = seen(SANDBOX, FIRST);
        assertThat(aws.control("POST", "tag-writes", "{\"lagSeconds\":20}").statusCode())
                .isEqualTo(200);
        tag(SANDBOX, Map.of("team", "growth", "owner", "anna"), FIRST);
        clock.forward(Duration.ofSeconds(10));
        untag(SANDBOX, "owner", FIRST);
        clock.forward(Duration.ofSeconds(9));
        assertThat(seen(SANDBOX, FIRST)).isEqualTo(before);
        clock.forward(Duration.ofSeconds(1));
        assertThat(seen(SANDBOX, FIRST)).isEqualTo(Map.of("team", "growth", "owner", "anna"));
        aws.simulator.resources().lag(Duration.ZERO);
        tag(SANDBOX, Map.of("team", "search"), FIRST);
        assertThat(seen(SANDBOX, FIRST)).containsEntry("owner", "anna");
        clock.forward(Duration.ofSeconds(10));
        assertThat(seen(SANDBOX, FIRST)).isEqualTo(Map.of("team", "search"));
        assertThat(aws.control("POST", "tag-writes", "{\"lagSeconds\":-1}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void eachResourceOfARequestFailsByItself() {
        var elsewhere = "arn:aws:lambda:eu-central-1:" + VISION + ":function:none";
        var vision = aws.simulator.resources().existing().stream()
                .filter(resource -> resource.account().equals(VISION)
                        && resource.region().equals(MAIN)
                        && resource.type().startsWith("ec2:"))
                .map(Resource::arn)
                .findFirst()
                .orElseThrow();
        var failed = tag(VISION, Map.of("team", "vision-2"), DEAD, vision, FIRST, elsewhere);
        assertThat(failed).containsOnlyKeys(DEAD, FIRST, elsewhere);
        failed.values().forEach(failure -> assertFailed(failure, 400, "InvalidParameterException"));
        assertThat(seen(VISION, vision)).containsEntry("team", "vision-2");
        assertThat(seen(VISION, DEAD)).containsEntry("team", "vision");
        assertThat(seen(SANDBOX, FIRST)).doesNotContainEntry("team", "vision-2");
    }

    @Test
    void aTypeWithoutTagsAndA51stTagAreRefused() {
        var failed = tag(SHARED, Map.of("cost-center", "4200"), DASHBOARD, FULL, QUEUE);
        assertThat(failed).containsOnlyKeys(DASHBOARD, FULL);
        assertFailed(failed.get(DASHBOARD), 400, "InvalidParameterException");
        assertFailed(failed.get(FULL), 400, "TagLimitExceeded");
        assertThat(seen(SHARED, FULL)).hasSize(50).doesNotContainKey("cost-center");
        assertThat(seen(SHARED, QUEUE)).containsEntry("cost-center", "4200");
        // another value of a tag that is there is no further one
        assertThat(tag(SHARED, Map.of("team", "search"), FULL)).isEmpty();
        // and the tags of AWS's services don't count
        var fifty = IntStream.range(0, 50).boxed().collect(Collectors.toMap(number -> "k" + number, String::valueOf));
        assertThat(tag(SHARED, fifty, TOPIC)).isEmpty();
        assertThat(seen(SHARED, TOPIC)).hasSize(52).containsEntry("aws:cloudformation:logical-id", "Topic");
        assertFailed(tag(SHARED, Map.of("one", "more"), TOPIC).get(TOPIC), 400, "InvalidParameterException");
    }

    static Stream<Arguments> requestsThatAreRefused() {
        var tags = Map.of("team", "growth");
        var many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(number -> "k" + number, String::valueOf));
        var arns = IntStream.range(0, 20).mapToObj(number -> FIRST + number).toList();
        return Stream.of(
                Arguments.of(
                        "21 resources",
                        Stream.concat(arns.stream(), Stream.of(FIRST)).toList(),
                        tags),
                Arguments.of("none", List.of(), tags),
                Arguments.of("no ARN", List.of(FIRST, "vol-1"), tags),
                Arguments.of("a role", List.of(FIRST, "arn:aws:iam::" + SANDBOX + ":role/BursarReader"), tags),
                Arguments.of("no tags", List.of(FIRST), Map.of()),
                Arguments.of("51 tags", List.of(FIRST), many),
                Arguments.of("an empty key", List.of(FIRST), Map.of("", "x")),
                Arguments.of("a long key", List.of(FIRST), Map.of("k".repeat(129), "x")),
                Arguments.of("a long value", List.of(FIRST), Map.of("team", "x".repeat(257))),
                Arguments.of("a key of AWS", List.of(FIRST), Map.of("team", "growth", "aws:team", "x")),
                Arguments.of("a key of AWS in capitals", List.of(FIRST), Map.of("AWS:team", "x")),
                Arguments.of("a letter of a key", List.of(FIRST), Map.of("team#", "x")),
                Arguments.of("a letter of a value", List.of(FIRST), Map.of("team", "a<b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatAreRefused")
    void aRequestThatIsInvalidWritesNothing(String what, List<String> arns, Map<String, String> tags) {
        var before = seen(SANDBOX, FIRST);
        try (var client = aws.tagWriter(SANDBOX, MAIN, it -> {})) {
            assertThatThrownBy(() ->
                            client.tagResources(it -> it.resourceARNList(arns).tags(tags)))
                    .isInstanceOfSatisfying(
                            InvalidParameterException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(400));
        }
        assertThat(seen(SANDBOX, FIRST)).isEqualTo(before);
        assertThat(recorded(SANDBOX, "TagResources")).isEmpty();
    }

    @Test
    void theLargestRequestIsTaken() {
        var arns = IntStream.range(0, 20)
                .mapToObj(number -> "arn:aws:sqs:us-east-1:" + SANDBOX + ":queue-" + number)
                .toArray(String[]::new);
        for (var arn : arns) {
            aws.simulator.resources().add(Resource.of(arn, SANDBOX, MAIN, "sqs:queue", Map.of()));
        }
        var tags = new HashMap<String, String>();
        IntStream.range(0, 48).forEach(number -> tags.put("key-" + number, "v"));
        tags.put("k".repeat(128), "v".repeat(256));
        tags.put("Größe_.:/=+-@ 1", "日本 _.:/=+-@");
        assertThat(tag(SANDBOX, tags, arns)).isEmpty();
        assertThat(Arrays.stream(arns))
                .allSatisfy(arn -> assertThat(seen(SANDBOX, arn)).isEqualTo(tags));
    }

    @Test
    void keysToRemoveAreCheckedToo() {
        try (var client = aws.tagWriter(SANDBOX, MAIN, it -> {})) {
            for (var keys : List.of(
                    List.<String>of(),
                    List.of("aws:cloudformation:stack-name"),
                    IntStream.range(0, 51).mapToObj(String::valueOf).toList())) {
                assertThatThrownBy(() -> client.untagResources(
                                it -> it.resourceARNList(FIRST).tagKeys(keys)))
                        .isInstanceOf(InvalidParameterException.class);
            }
        }
    }

    @Test
    void throttlesComeInsideTheAnswer() throws Exception {
        aws.control("POST", "tag-failures", "{\"arn\":\"" + FIRST + "\",\"times\":2}");
        for (var attempt = 0; attempt < 2; attempt++) {
            var failed = tag(SANDBOX, Map.of("team", "growth"), FIRST, SECOND);
            assertThat(failed).containsOnlyKeys(FIRST);
            assertFailed(failed.get(FIRST), 429, "ThrottlingException");
        }
        assertThat(seen(SANDBOX, SECOND)).containsEntry("team", "growth");
        assertThat(seen(SANDBOX, FIRST)).doesNotContainEntry("team", "growth");
        assertThat(tag(SANDBOX, Map.of("team", "growth"), FIRST)).isEmpty();
        assertThat(seen(SANDBOX, FIRST)).containsEntry("team", "growth");
    }

    @Test
    void failuresOfAnyKindStrikeAPlaceUntilTheyAreDeleted() throws Exception {
        aws.control("POST", "tag-failures", """
                {"account":"%s","region":"us-east-1","status":500,"code":"InternalServiceException","message":"Try again"}""".formatted(SANDBOX));
        assertFailed(untag(SANDBOX, "team", FIRST).get(FIRST), 500, "InternalServiceException");
        assertThat(tag(SHARED, Map.of("team", "platform"), QUEUE)).isEmpty();
        assertThat(aws.control("GET", "tag-failures", "").body()).contains("InternalServiceException");
        aws.control("DELETE", "tag-failures", "");
        assertThat(untag(SANDBOX, "team", FIRST)).isEmpty();
        aws.simulator.tagWrites().fail(TagFailure.THROTTLED.onDemand().inRegion("eu-west-1"));
        assertThat(tag(SANDBOX, Map.of("team", "growth"), FIRST)).isEmpty();
    }

    @Test
    void oneInstanceThatIsGoneCanFailTheOthersOfEc2() throws Exception {
        var living = "arn:aws:ec2:us-east-1:" + SANDBOX + ":volume/none";
        assertThat(tag(SANDBOX, Map.of("team", "growth"), living, FIRST)).containsOnlyKeys(living);
        aws.control("POST", "tag-writes", "{\"ec2Together\":true}");
        var failed = tag(SANDBOX, Map.of("team", "search"), living, FIRST);
        assertThat(failed).containsOnlyKeys(living, FIRST);
        assertThat(failed.get(FIRST)).isEqualTo(failed.get(living));
        assertThat(seen(SANDBOX, FIRST)).containsEntry("team", "growth");
        assertThat(tag(SANDBOX, Map.of("team", "search"), FIRST)).isEmpty();
    }

    @Test
    void anAnswerThatIsLostLeavesTheTagsWritten() {
        aws.simulator.faults().add(Fault.cutShort().on("TagResources").times(1));
        assertThatThrownBy(() -> tag(SANDBOX, Map.of("team", "growth"), FIRST)).isInstanceOf(SdkClientException.class);
        assertThat(seen(SANDBOX, FIRST)).containsEntry("team", "growth");
        aws.simulator.faults().add(Fault.dropped().on("TagResources").times(1));
        assertThatThrownBy(() -> tag(SANDBOX, Map.of("team", "search"), FIRST)).isInstanceOf(SdkClientException.class);
        assertThat(seen(SANDBOX, FIRST)).containsEntry("team", "growth");
        assertThat(recorded(SANDBOX, "TagResources")).hasSize(1);
    }

    @Test
    void aStackIsTaggedAndStartsToBeUpdated() throws Exception {
        assertFailed(tag(SHARED, Map.of("team", "platform"), STACK).get(STACK), 400, "InvalidParameterException");
        aws.control("POST", "resources-new", """
                {"arn":"%s","account":"%s","region":"us-east-1","type":"cloudformation:stack","tags":{}}""".formatted(STACK, SHARED));
        assertThat(found(SHARED, "tag:none")).contains(STACK);
        assertThat(aws.simulator.tagWrites().stackUpdates()).isEmpty();
        assertThat(tag(SHARED, Map.of("team", "platform"), STACK, QUEUE)).isEmpty();
        assertThat(seen(SHARED, STACK)).isEqualTo(Map.of("team", "platform"));
        untag(SHARED, "team", STACK);
        assertThat(aws.simulator.tagWrites().stackUpdates())
                .extracting(TagWrites.StackUpdate::arn, TagWrites.StackUpdate::operation)
                .containsExactly(tuple(STACK, "TagResources"), tuple(STACK, "UntagResources"));
        var told = Json.MAPPER.readTree(aws.control("GET", "tag-writes", "").body());
        assertThat(told.at("/stackUpdates/0/arn").asString()).isEqualTo(STACK);
        assertThat(told.at("/stackUpdates")).hasSize(2);
    }

    @Test
    void theTrailSaysWhichSessionWrote() {
        try (var client = aws.tagWriter(
                SHARED, MAIN, it -> it.roleSessionName("bursar-change-17").sourceIdentity("anna@acme.example"))) {
            client.tagResources(it -> it.resourceARNList(QUEUE, DASHBOARD).tags(Map.of("team", "platform")));
            client.tagResources(it -> it.resourceARNList(QUEUE, DASHBOARD).tags(Map.of("team", "platform")));
            client.untagResources(it -> it.resourceARNList(QUEUE).tagKeys("team"));
        }
        var events = recorded(SHARED, "TagResources");
        assertThat(events).hasSize(2).extracting(Event::eventId).doesNotHaveDuplicates();
        var event = events.getFirst();
        assertThat(event.username()).isEqualTo("bursar-change-17");
        assertThat(event.readOnly()).isEqualTo("false");
        assertThat(event.eventTime()).isEqualTo(clock.instant());
        assertThat(event.eventSource()).isEqualTo("tagging.amazonaws.com");
        var record = Json.MAPPER.readTree(event.cloudTrailEvent());
        var identity = record.path("userIdentity");
        assertThat(identity.path("type").asString()).isEqualTo("AssumedRole");
        assertThat(identity.path("arn").asString())
                .isEqualTo("arn:aws:sts::" + SHARED + ":assumed-role/BursarWriter/bursar-change-17");
        assertThat(identity.path("accessKeyId").asString()).startsWith("ASIASIMULATED");
        assertThat(identity.at("/sessionContext/sourceIdentity").asString()).isEqualTo("anna@acme.example");
        assertThat(record.path("awsRegion").asString()).isEqualTo(MAIN);
        assertThat(record.path("recipientAccountId").asString()).isEqualTo(SHARED);
        assertThat(record.path("readOnly").asBoolean(true)).isFalse();
        assertThat(record.path("requestParameters").toString())
                .isEqualTo("{\"resourceARNList\":[\"" + QUEUE + "\",\"" + DASHBOARD
                        + "\"],\"tags\":{\"team\":\"platform\"}}");
        assertThat(record.at("/responseElements/failedResourcesMap").properties())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.getKey()).isEqualTo(DASHBOARD);
                    assertThat(failed.getValue().path("errorCode").asString()).isEqualTo("InvalidParameterException");
                });
        var removal = Json.MAPPER.readTree(
                recorded(SHARED, "UntagResources").getFirst().cloudTrailEvent());
        assertThat(removal.at("/requestParameters/tagKeys/0").asString()).isEqualTo("team");
    }

    @Test
    void theTrailNamesNoSourceIdentityThatWasNotGiven() {
        tag(SANDBOX, Map.of("team", "growth"), FIRST);
        var record = Json.MAPPER.readTree(
                recorded(SANDBOX, "TagResources").getFirst().cloudTrailEvent());
        assertThat(record.at("/userIdentity/sessionContext/sessionIssuer/userName")
                        .asString())
                .isEqualTo("BursarWriter");
        assertThat(record.at("/userIdentity/sessionContext/sourceIdentity").isMissingNode())
                .isTrue();
    }
}
