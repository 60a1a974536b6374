package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.cloudtrail.Event;
import dev.bursar.simulator.cloudtrail.TrailFiles;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What CloudTrail recorded, by LookupEvents and in the trail's files. */
class SimulatorCloudTrailTest {

    private static final String VISION = OrganisationModel.VISION;
    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String CHECKOUT = OrganisationModel.CHECKOUT;
    private static final String MAIN = "us-east-1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private List<software.amazon.awssdk.services.cloudtrail.model.Event> lookup(
            String account, String region, Consumer<LookupEventsRequest.Builder> request) {
        try (var client = aws.cloudTrail(account, region)) {
            return client
                    .lookupEventsPaginator(
                            LookupEventsRequest.builder().applyMutation(request).build())
                    .events()
                    .stream()
                    .toList();
        }
    }

    private static Consumer<LookupEventsRequest.Builder> by(LookupAttributeKey key, String value) {
        return it -> it.lookupAttributes(attribute(key, value));
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }

    private List<Event> found(Predicate<Event> wanted) {
        return aws.simulator.events().all().stream().filter(wanted).toList();
    }

    private List<Event> named(String name) {
        return found(event -> event.name().equals(name));
    }

    private Event only(String account, String name) {
        var events = found(event -> event.account().equals(account)
                && event.name().equals(name)
                && !event.record().has("errorCode"));
        assertThat(events).as(name).hasSize(1);
        return events.getFirst();
    }

    @Test
    void aPageIsReadByTheSdkNewestFirst() {
        try (var client = aws.cloudTrail(VISION, MAIN)) {
            var page = client.lookupEvents(it -> {});
            assertThat(page.events()).hasSize(50);
            assertThat(page.nextToken()).isNotEmpty();
            assertThat(page.events())
                    .isSortedAccordingTo((a, b) -> b.eventTime().compareTo(a.eventTime()));
            assertThat(page.events()).allSatisfy(event -> {
                var record = Json.MAPPER.readTree(event.cloudTrailEvent());
                assertThat(event.eventId()).isEqualTo(record.path("eventID").asString(""));
                assertThat(event.eventName()).isEqualTo(record.path("eventName").asString(""));
                assertThat(event.eventSource())
                        .isEqualTo(record.path("eventSource").asString(""));
                assertThat(event.readOnly()).isEqualTo(record.path("readOnly").asBoolean() ? "true" : "false");
                assertThat(event.eventTime())
                        .isEqualTo(Instant.parse(record.path("eventTime").asString("")));
                assertThat(record.path("recipientAccountId").asString("")).isEqualTo(VISION);
                assertThat(record.path("awsRegion").asString("")).isEqualTo(MAIN);
                assertThat(record.path("eventVersion").asString("")).isEqualTo("1.11");
            });
            assertThat(page.events()).anyMatch(event -> event.accessKeyId() != null);
            assertThat(page.events()).anyMatch(event -> !event.resources().isEmpty());
            assertThat(client.lookupEvents(by(LookupAttributeKey.EVENT_NAME, "Decrypt"))
                            .events())
                    .isNotEmpty()
                    .allMatch(event -> event.username() == null && event.accessKeyId() == null);
        }
    }

    @Test
    void pagesAddUpToTheEventsOfThePlace() {
        for (var region : List.of(MAIN, "eu-central-1", "eu-south-1")) {
            var paged = lookup(VISION, region, it -> it.maxResults(7));
            assertThat(paged)
                    .extracting(event -> event.eventId())
                    .doesNotHaveDuplicates()
                    .containsExactlyElementsOf(aws.simulator.events().lookedUp(VISION, region).stream()
                            .map(Event::id)
                            .toList());
        }
        assertThat(aws.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals("LookupEvents"))
                .extracting(RequestLog.Entry::page)
                .contains(1, 2, 15);
    }

    @Test
    void thereAreEnoughEventsAndNotTooMany() {
        var all = aws.simulator.events().all();
        assertThat(all).hasSizeBetween(1_500, 2_200);
        assertThat(all).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(found(Event::readOnly).size()).isBetween(all.size() / 4, all.size() / 2);
        assertThat(all)
                .extracting(Event::account)
                .containsOnly(aws.organisation.accounts().stream()
                        .map(account -> account.id())
                        .toArray(String[]::new));
        assertThat(all.stream()
                        .map(event ->
                                event.record().path("userIdentity").path("type").asString(""))
                        .collect(Collectors.toSet()))
                .contains(
                        "IAMUser",
                        "Root",
                        "AssumedRole",
                        "AWSService",
                        "AWSAccount",
                        "SAMLUser",
                        "WebIdentityUser",
                        "FederatedUser",
                        "IdentityCenterUser",
                        "");
    }

    @Test
    void thePastStaysAsItIsWhileTheClockMoves() {
        var before = aws.simulator.events().all();
        clock.forward(Duration.ofDays(3));
        var after = aws.simulator.events().all();
        assertThat(after.size()).isGreaterThan(before.size() - 100).isLessThan(3_000);
        var oldest = after.getFirst().time();
        assertThat(after)
                .containsAll(before.stream()
                        .filter(event -> event.time().isAfter(oldest))
                        .toList());
        try (var other = Aws.at(new MovableClock(Instant.parse("2026-11-24T09:30:00Z")))) {
            assertThat(other.simulator.events().all()).isEqualTo(before);
        }
    }

    @Test
    void anEventIsFoundSomeMinutesAfterItHappens() {
        for (var event : found(event -> true)) {
            var late = Duration.between(event.time(), event.visible());
            assertThat(late).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(15));
        }
        var next = Stream.iterate(0, hour -> hour + 1)
                .limit(96)
                .flatMap(hour -> {
                    clock.set(Instant.parse("2026-11-24T09:30:00Z").plus(Duration.ofHours(hour)));
                    return aws.simulator.events().all().stream()
                            .filter(event -> event.time().isAfter(Instant.parse("2026-11-24T09:30:00Z")));
                })
                .findFirst()
                .orElseThrow();
        clock.set(next.visible().minusSeconds(1));
        assertThat(found(event -> event.id().equals(next.id()))).isEmpty();
        clock.set(next.visible());
        assertThat(found(event -> event.id().equals(next.id()))).hasSize(1);
    }

    @Test
    void onlyNinetyDaysAreLookedUp() {
        var oldest = clock.instant().minus(Duration.ofDays(90));
        assertThat(lookup(VISION, MAIN, it -> it.startTime(Instant.parse("2026-01-01T00:00:00Z"))))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.eventTime()).isAfterOrEqualTo(oldest));
        assertThat(found(event -> event.time().isBefore(oldest))).hasSizeGreaterThan(50);
    }

    @Test
    void bothEndsOfTheTimeBelongToIt() {
        var events = aws.simulator.events().lookedUp(VISION, MAIN);
        var newest = events.get(3).time();
        var oldest = events.get(10).time();
        var found = lookup(VISION, MAIN, it -> it.startTime(oldest).endTime(newest));
        assertThat(found).hasSize(8);
        assertThat(found.getFirst().eventTime()).isEqualTo(newest);
        assertThat(found.getLast().eventTime()).isEqualTo(oldest);
    }

    @Test
    void oneAttributeFilters() {
        var key = Roles.operator(aws);
        assertThat(lookup(VISION, MAIN, by(LookupAttributeKey.EVENT_NAME, "DeleteEndpoint")))
                .hasSize(4);
        assertThat(lookup(VISION, MAIN, by(LookupAttributeKey.USERNAME, "vision-ops")))
                .isNotEmpty()
                .allMatch(event -> event.username().equals("vision-ops"));
        assertThat(lookup(OrganisationModel.RECOMMENDATIONS, MAIN, by(LookupAttributeKey.ACCESS_KEY_ID, key)))
                .extracting(event -> event.eventName())
                .containsExactly("UpdateEndpointWeightsAndCapacities");
        var reads = lookup(VISION, MAIN, by(LookupAttributeKey.READ_ONLY, "true"));
        var writes = lookup(VISION, MAIN, by(LookupAttributeKey.READ_ONLY, "false"));
        assertThat(reads.size() + writes.size())
                .isEqualTo(aws.simulator.events().lookedUp(VISION, MAIN).size());
        assertThat(lookup(VISION, MAIN, by(LookupAttributeKey.EVENT_SOURCE, "sagemaker.amazonaws.com")))
                .isNotEmpty()
                .allMatch(event -> event.eventSource().equals("sagemaker.amazonaws.com"));
        assertThat(lookup(VISION, MAIN, by(LookupAttributeKey.RESOURCE_TYPE, "AWS::SageMaker::Endpoint")))
                .isNotEmpty();
        var id = writes.getFirst().eventId();
        assertThat(lookup(VISION, MAIN, by(LookupAttributeKey.EVENT_ID, id))).hasSize(1);
        assertThat(lookup(VISION, MAIN, it -> it.eventCategory(EventCategory.INSIGHT)))
                .isEmpty();
    }

    /** The roles of the chain, as the records name them. */
    private static final class Roles {
        static String operator(Aws aws) {
            return aws.simulator.events().all().stream()
                    .filter(event -> event.record().toString().contains("role/EndpointOperator"))
                    .filter(event -> event.name().equals("AssumeRole"))
                    .map(event -> event.record()
                            .at("/responseElements/credentials/accessKeyId")
                            .asString(""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whatIsWrongIsRefused() {
        try (var client = aws.cloudTrail(VISION, MAIN)) {
            var name = attribute(LookupAttributeKey.EVENT_NAME, "DeleteEndpoint");
            var user = attribute(LookupAttributeKey.USERNAME, "vision-ops");
            assertThatThrownBy(() -> client.lookupEvents(it -> it.lookupAttributes(name, user)))
                    .isInstanceOf(InvalidLookupAttributesException.class);
            assertThatThrownBy(() ->
                            client.lookupEvents(it -> it.lookupAttributes(attribute(LookupAttributeKey.EVENT_ID, ""))))
                    .isInstanceOf(InvalidLookupAttributesException.class);
            assertThatThrownBy(() -> client.lookupEvents(it -> it.maxResults(51)))
                    .isInstanceOf(InvalidMaxResultsException.class);
            assertThatThrownBy(() -> client.lookupEvents(it -> it.maxResults(0)))
                    .isInstanceOf(InvalidMaxResultsException.class);
            assertThatThrownBy(() -> client.lookupEvents(it -> it.startTime(clock.instant())
                            .endTime(clock.instant().minusSeconds(1))))
                    .isInstanceOf(InvalidTimeRangeException.class);
            var token = client.lookupEvents(it -> it.maxResults(5)).nextToken();
            assertThatThrownBy(() -> client.lookupEvents(it -> it.maxResults(6).nextToken(token)))
                    .isInstanceOf(InvalidNextTokenException.class);
            assertThatThrownBy(() -> client.lookupEvents(it -> it.nextToken("none")))
                    .isInstanceOf(InvalidNextTokenException.class);
            clock.forward(Duration.ofMinutes(15));
            assertThat(client.lookupEvents(it -> it.maxResults(5).nextToken(token))
                            .events())
                    .hasSize(5);
            clock.set(clock.instant().plusSeconds(1));
            assertThatThrownBy(() -> client.lookupEvents(it -> it.maxResults(5).nextToken(token)))
                    .isInstanceOf(InvalidNextTokenException.class);
        }
        try (var off = aws.cloudTrail(CHECKOUT, "eu-south-1")) {
            assertThatThrownBy(() -> off.lookupEvents(it -> {}))
                    .isInstanceOfSatisfying(
                            CloudTrailException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void aThirdRequestInASecondIsRefusedOnceTheRateIsLimited() {
        aws.simulator.cloudTrail().limit(true);
        try (var client = aws.cloudTrail(VISION, MAIN);
                var elsewhere = aws.cloudTrail(VISION, "eu-west-1")) {
            client.lookupEvents(it -> {});
            client.lookupEvents(it -> {});
            assertThatThrownBy(() -> client.lookupEvents(it -> {}))
                    .isInstanceOfSatisfying(CloudTrailException.class, e -> {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                        assertThat(e.isThrottlingException()).isTrue();
                    });
            elsewhere.lookupEvents(it -> {});
            clock.forward(Duration.ofSeconds(1));
            client.lookupEvents(it -> {});
        }
    }

    @Test
    void faultsStrike() {
        try (var client = aws.cloudTrail(VISION, MAIN);
                var other = aws.cloudTrail(SANDBOX, MAIN)) {
            aws.simulator.faults().add(Fault.accessDenied().on("LookupEvents").inAccount(VISION));
            assertThatThrownBy(() -> client.lookupEvents(it -> {}))
                    .hasMessageContaining("cloudtrail:LookupEvents because no identity-based policy");
            other.lookupEvents(it -> {});
            aws.simulator.faults().clear();
            aws.simulator.faults().add(Fault.loopingToken());
            var first = client.lookupEvents(it -> it.maxResults(9));
            assertThat(client.lookupEvents(it -> it.maxResults(9).nextToken(first.nextToken()))
                            .nextToken())
                    .isEqualTo(first.nextToken());
            aws.simulator.faults().clear();
            aws.simulator.faults().add(Fault.text("CloudTrailEvent", "{\"eventVersion\":", 3));
            var events = client.lookupEvents(it -> {}).events();
            assertThat(events)
                    .filteredOn(event -> event.cloudTrailEvent().length() < 20)
                    .hasSize(1);
            assertThat(events.get(2).cloudTrailEvent()).isEqualTo("{\"eventVersion\":");
        }
    }

    @Test
    void whatIsCreatedAndDeletedIsInTheInventory() {
        var inventory =
                aws.simulator.resources().all().stream().map(Resource::arn).collect(Collectors.toSet());
        var calls = Set.of(
                "RunInstances",
                "TerminateInstances",
                "CreateVolume",
                "CreateNatGateway",
                "CreateBucket",
                "DeleteBucket",
                "CreateEndpoint",
                "DeleteEndpoint",
                "CreateNotebookInstance",
                "DeleteNotebookInstance",
                "CreateTrainingJob",
                "CreateDBInstance",
                "CreateTable",
                "CreateFunction20150331");
        var ids = inventory.stream()
                .flatMap(arn -> Stream.of(arn, arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1)))
                .collect(Collectors.toSet());
        var named = new HashSet<String>();
        for (var event :
                found(event -> calls.contains(event.name()) && !event.record().has("errorCode"))) {
            assertThat(event.resources())
                    .as(event.name())
                    .hasSize(1)
                    .allSatisfy(resource -> assertThat(ids).contains(resource.name()));
            named.add(event.name());
        }
        assertThat(named).isEqualTo(calls);
        var made = found(event -> event.name().matches("(Create|Run).*")).stream()
                .map(event -> event.record().toString())
                .toList();
        for (var resource : aws.simulator.resources().all()) {
            var since = aws.organisation.today().minusDays(90);
            if (resource.starts().isAfter(since) && resource.starts().isBefore(aws.organisation.today())) {
                assertThat(made).as(resource.arn()).anyMatch(record -> record.contains(last(resource)));
            }
        }
    }

    private static String last(Resource resource) {
        var arn = resource.arn();
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }

    @Test
    void anIamUserDeletedAnEndpointThatTheTaggingApiGoesOnShowing() {
        var deleted = found(event -> event.account().equals(VISION)
                && event.name().equals("DeleteEndpoint")
                && !event.record().has("errorCode"));
        assertThat(deleted).hasSize(2).allSatisfy(event -> {
            assertThat(event.record().at("/userIdentity/type").asString("")).isEqualTo("IAMUser");
            assertThat(event.user()).isEqualTo("vision-ops");
            assertThat(event.time().toString()).startsWith("2026-11-09T00:07");
            var arn = event.resources().getFirst().name();
            assertThat(arn).contains("endpoint/vision-detector-");
            assertThat(aws.simulator.resources().existing())
                    .noneMatch(resource -> resource.arn().equals(arn));
            try (var tagging = aws.tagging(VISION, MAIN)) {
                assertThat(tagging.getResources(it -> it.resourceARNList(arn)).resourceTagMappingList())
                        .hasSize(1);
            }
            var costs = aws.organisation.resources().stream()
                    .filter(used -> used.id().equals(arn))
                    .toList();
            assertThat(costs).hasSize(1);
            assertThat(costs.getFirst().ends().atStartOfDay(ZoneOffset.UTC).toInstant())
                    .isBefore(event.time());
        });
        assertThat(found(event -> event.account().equals(VISION)
                        && event.name().equals("DeleteEndpoint")
                        && event.record().path("errorCode").asString("").equals("AccessDeniedException")))
                .extracting(Event::user)
                .containsOnly("tomas");
    }

    @Test
    void costsHaveTheirCause() {
        var endpoint = only(OrganisationModel.FRAUD, "CreateEndpoint");
        assertThat(endpoint.user()).isEqualTo("fraud-lead");
        assertThat(Duration.between(
                        endpoint.time(),
                        aws.organisation.storyDay().atStartOfDay(ZoneOffset.UTC).toInstant()))
                .isBetween(Duration.ZERO, Duration.ofHours(1));
        assertThat(only(OrganisationModel.FRAUD, "CreateEndpointConfig")
                        .record()
                        .toString())
                .contains("ml.g6e.48xlarge");
        var training = only(OrganisationModel.RESEARCH, "CreateTrainingJob");
        assertThat(training.record().toString()).contains("ml.p4d.24xlarge");
        assertThat(training.time().atOffset(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(training.time().atOffset(ZoneOffset.UTC).getHour()).isEqualTo(18);
        assertThat(only(OrganisationModel.SEARCH, "CreateNatGateway").user()).isEqualTo("search-lead");
    }

    @Test
    void signInsSayHow() {
        var signIns = named("ConsoleLogin");
        assertThat(signIns)
                .filteredOn(event ->
                        event.record().at("/userIdentity/type").asString("").equals("AssumedRole"))
                .hasSizeGreaterThan(50)
                .allMatch(event -> event.record()
                        .at("/additionalEventData/MFAUsed")
                        .asString("")
                        .equals("No"));
        var byUsers = signIns.stream()
                .filter(event ->
                        event.record().at("/userIdentity/type").asString("").equals("IAMUser"))
                .toList();
        assertThat(byUsers).extracting(Event::region).contains(MAIN, "us-east-2", "eu-north-1", "us-west-2");
        assertThat(byUsers)
                .extracting(event -> event.record().path("errorMessage").asString(""))
                .contains("", "Failed authentication", "No username found in supplied account");
        assertThat(byUsers).extracting(Event::user).contains("HIDDEN_DUE_TO_SECURITY_REASONS");
        assertThat(signIns)
                .filteredOn(event -> "root".equals(event.user()))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.account()).isEqualTo(SANDBOX);
                    assertThat(root.record().at("/additionalEventData/MFAUsed").asString(""))
                            .isEqualTo("No");
                });
        assertThat(lookup(CHECKOUT, "us-west-2", by(LookupAttributeKey.EVENT_NAME, "ConsoleLogin")))
                .hasSize(1);
    }

    @Test
    void theKeyThatARoleGaveLeadsToWhatWasDoneWithIt() {
        var byKey = found(event -> event.accessKey() != null).stream()
                .collect(Collectors.groupingBy(event -> String.valueOf(event.accessKey())));
        var followed = new HashMap<String, Integer>();
        for (var event : found(event -> event.name().startsWith("AssumeRole"))) {
            var key = event.record()
                    .at("/responseElements/credentials/accessKeyId")
                    .asString("");
            followed.merge(event.name(), byKey.getOrDefault(key, List.of()).size(), Integer::sum);
        }
        assertThat(followed).containsOnlyKeys("AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");
        assertThat(followed.values()).allMatch(count -> count > 30);
        var chain = byKey.get(Roles.operator(aws));
        assertThat(chain).extracting(Event::name).containsExactly("UpdateEndpointWeightsAndCapacities");
        assertThat(found(event -> event.record().toString().contains("role/EndpointOperator")
                        && event.name().equals("AssumeRole")))
                .extracting(event -> event.record().path("sharedEventID").asString(""))
                .hasSize(2)
                .containsOnly(found(event -> event.record().has("sharedEventID")
                                && event.record().toString().contains("role/EndpointOperator"))
                        .getFirst()
                        .record()
                        .path("sharedEventID")
                        .asString(""));
        assertThat(found(event -> event.record()
                        .at("/userIdentity/sessionContext/sourceIdentity")
                        .asString("")
                        .equals("net-admin")))
                .isNotEmpty();
    }

    @Test
    void oddAndSecretThingsAreThere() {
        var all = found(event -> true).stream()
                .map(event -> event.record().toString())
                .toList();
        for (var text : List.of(
                "\"userData\":",
                "DB_PASSWORD",
                "clientSecret",
                "masterUserPassword",
                "<script>",
                "\\u001B[31m",
                "ModifySnapshotAttribute",
                "PutBucketAcl",
                "DeleteBucketPublicAccessBlock",
                "AttachRolePolicy",
                "Client.UnauthorizedOperation",
                "AccessDeniedException",
                "\"AccessDenied\"",
                "Terraform",
                "cloudformation.amazonaws.com",
                "AWSServiceRoleForAutoScaling",
                "sessionCredentialFromConsole",
                "AwsServiceEvent",
                "CreateTags",
                "DeleteTags",
                "TagResource")) {
            assertThat(all).as(text).anyMatch(record -> record.contains(text));
        }
        assertThat(found(event -> !event.record().has("userIdentity"))).hasSize(1);
        assertThat(found(event -> event.record()
                                .path("requestParameters")
                                .path("resourceARNList")
                                .size()
                        == 60))
                .hasSize(1);
        assertThat(found(event -> event.visible().isBefore(event.time()))).hasSize(1);
    }

    @Test
    void aTestAddsEvents() throws Exception {
        var record = "{\"eventID\":\"11111111-2222-4333-8444-555555555555\",\"eventName\":\"CreateVolume\","
                + "\"eventSource\":\"ec2.amazonaws.com\",\"eventTime\":\"2026-11-24T09:29:59Z\"}";
        aws.simulator.events().add(VISION, MAIN, record);
        aws.control(
                "POST",
                "events",
                "{\"account\":\"" + SANDBOX + "\",\"region\":\"eu-west-1\",\"record\":" + record + "}");
        assertThat(lookup(VISION, MAIN, it -> {}).getFirst().eventName()).isEqualTo("CreateVolume");
        assertThat(lookup(SANDBOX, "eu-west-1", it -> {}).getFirst().eventName())
                .isEqualTo("CreateVolume");
        assertThat(records(""))
                .filteredOn(each -> each.equals(Json.MAPPER.readTree(record)))
                .hasSize(2);
        assertThat(aws.control("POST", "events", "{\"account\":\"1\"}").statusCode())
                .isEqualTo(400);
    }

    private List<String> keys(String prefix) {
        var keys = new ArrayList<String>();
        aws.s3
                .listObjectsV2Paginator(it -> it.bucket(TrailFiles.BUCKET).prefix(prefix))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    private Map<String, String> etags() {
        var etags = new HashMap<String, String>();
        aws.s3
                .listObjectsV2Paginator(it -> it.bucket(TrailFiles.BUCKET))
                .contents()
                .forEach(object -> etags.put(object.key(), object.eTag()));
        return etags;
    }

    private List<JsonNode> records(String prefix) throws IOException {
        var records = new ArrayList<JsonNode>();
        for (var key : keys(TrailFiles.PREFIX + prefix)) {
            if (key.contains("/CloudTrail/")) {
                records.addAll(records(file(key)));
            }
        }
        return records;
    }

    private static List<JsonNode> records(ObjectNode file) {
        return Json.list(file, "Records");
    }

    private ObjectNode file(String key) throws IOException {
        var bytes = aws.s3
                .getObjectAsBytes(it -> it.bucket(TrailFiles.BUCKET).key(key))
                .asByteArray();
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return (ObjectNode) Json.MAPPER.readTree(unzipped);
        }
    }

    @Test
    void theFilesHoldTheEventsOfAllAccountsAndSomeTwice() throws IOException {
        // so that what has happened has been delivered
        clock.set(Instant.parse("2026-11-25T00:30:00Z"));
        var events = found(event -> event.time().isBefore(Instant.parse("2026-11-25T00:00:00Z")));
        var records = records("");
        assertThat(new HashSet<>(records))
                .isEqualTo(
                        events.stream().map(event -> (JsonNode) event.record()).collect(Collectors.toSet()));
        assertThat(records).hasSizeGreaterThan(events.size());
        assertThat(records.stream()
                        .map(record -> record.path("recipientAccountId").asString("")))
                .contains(OrganisationModel.GROWTH, Organisation.PAYER);
    }

    @Test
    void aFilesKeyNamesAccountRegionAndTime() {
        var prefix = TrailFiles.PREFIX + VISION + "/CloudTrail/" + MAIN + "/2026/11/";
        assertThat(keys(prefix))
                .isNotEmpty()
                .allMatch(key -> key.matches(prefix + "\\d\\d/" + VISION
                        + "_CloudTrail_us-east-1_202611\\d\\dT\\d{4}Z_[A-Z2-7]{16}\\.json\\.gz"));
        var answer = aws.s3.listObjectsV2(it -> it.bucket(TrailFiles.BUCKET)
                .prefix(TrailFiles.PREFIX + SANDBOX + "/")
                .delimiter("/"));
        assertThat(answer.commonPrefixes())
                .extracting(folder -> folder.prefix().substring(TrailFiles.PREFIX.length() + SANDBOX.length()))
                .containsExactly("/CloudTrail-Digest/", "/CloudTrail-Insight/", "/CloudTrail/");
        assertThat(aws.s3
                        .listObjectsV2(it -> it.bucket(TrailFiles.BUCKET)
                                .prefix(TrailFiles.PREFIX)
                                .delimiter("/"))
                        .commonPrefixes())
                .hasSize(aws.organisation.accounts().size());
        var all = keys(prefix);
        assertThat(aws.s3
                        .listObjectsV2(it -> it.bucket(TrailFiles.BUCKET)
                                .prefix(prefix)
                                .startAfter(all.get(1))
                                .maxKeys(2))
                        .contents())
                .extracting(object -> object.key())
                .containsExactlyElementsOf(all.subList(2, 4));
    }

    @Test
    void aFileStaysAsItIs() {
        var before = etags();
        clock.forward(Duration.ofDays(1));
        var later = etags();
        assertThat(later).hasSizeGreaterThan(before.size() - 20).isNotEqualTo(before);
        before.keySet().retainAll(later.keySet());
        assertThat(later).containsAllEntriesOf(before);
        aws.simulator.trailFiles().put(TrailFiles.PREFIX + "own.txt", new byte[] {1, 2});
        assertThat(keys(TrailFiles.PREFIX)).contains(TrailFiles.PREFIX + "own.txt");
        assertThat(aws.s3
                        .getObjectAsBytes(it -> it.bucket(TrailFiles.BUCKET).key(TrailFiles.PREFIX + "own.txt"))
                        .asByteArray())
                .containsExactly(1, 2);
    }
}
