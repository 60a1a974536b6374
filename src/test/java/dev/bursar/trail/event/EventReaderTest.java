package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.EventReader.Reason;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final String RECORD = Events.record("s3", "DeleteBucket", "{\"type\":\"Root\"}", "");

    @Test
    void whatIsNoJsonObjectIsSkipped() {
        for (String json :
                new String[] {"", " ", "null", "[]", "[{}]", "7", "\"x\"", "{", "{} {}", "not JSON", "{\"a\":}"}) {
            assertThat(EventReader.ofLog(json, Events.ORIGIN))
                    .as(json)
                    .isEqualTo(new Reading.Skipped(Reason.NOT_READABLE));
        }
    }

    @Test
    void insightsAreSkipped() {
        for (String json : new String[] {
            "{\"eventType\":\"AwsCloudTrailInsight\"}",
            "{\"eventCategory\":\"Insight\"}",
            "{\"detail-type\":\"AWS Insight via CloudTrail\",\"detail\":{\"eventCategory\":\"Insight\"}}"
        }) {
            assertThat(EventReader.ofLog(json, Events.ORIGIN)).isEqualTo(new Reading.Skipped(Reason.INSIGHT));
        }
    }

    @Test
    void anObjectThatSaysNothingIsKeptAndMarked() {
        TrailEvent event = Events.read("{\"unknown\":[1,2]}");

        assertThat(event.marks()).containsExactlyInAnyOrder(Mark.NO_ID, Mark.NO_TIME, Mark.NO_IDENTITY);
        assertThat(event.account()).isEqualTo("111122223333");
        assertThat(event.region()).isEqualTo("eu-central-1");
        assertThat(event.name()).isEmpty();
        assertThat(event.json()).isEqualTo("{\"unknown\":[1,2]}");
    }

    @Test
    void valuesOfTheWrongTypeAreNoValues() {
        TrailEvent event = Events.read("""
                {"eventID":{},"eventTime":[],"eventName":{"x":1},"eventSource":[1],"awsRegion":true,"recipientAccountId":12,
                 "userIdentity":"anna","requestParameters":7,"responseElements":"text","resources":{"ARN":1},"readOnly":"maybe",
                 "errorCode":{},"sourceIPAddress":[],"userAgent":42,"additionalEventData":[],"eventType":null}""");

        assertThat(event.marks()).containsExactlyInAnyOrder(Mark.NO_ID, Mark.NO_TIME, Mark.NO_IDENTITY);
        assertThat(event.userAgent()).isEqualTo("42");
        assertThat(event.errorCode()).isNull();
        assertThat(event.resources()).isEmpty();
    }

    @Test
    void aRecordWithoutAnIdHasTheSameIdWhereverItIsFound() {
        String record = "{\"eventName\":\"DeleteBucket\",\"eventSource\":\"s3.amazonaws.com\",\"a\":{\"x\":1,\"y\":2}}";
        String other =
                "{ \"a\":{\"y\":2,\"x\":1}, \"eventSource\":\"s3.amazonaws.com\", \"eventName\":\"DeleteBucket\" }";
        UUID id = Events.read(record).id();

        assertThat(Events.read(other).id()).isEqualTo(id);
        assertThat(Events.read("{\"detail\":" + other + ",\"account\":\"111122223333\"}")
                        .id())
                .isEqualTo(id);
        assertThat(lookedUp(null, other).id()).isEqualTo(id);
        assertThat(Events.read(record.replace("\"y\":2", "\"y\":3")).id()).isNotEqualTo(id);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void anIdOfAnotherFormIsKeptAsOneThatIsMadeOfIt() {
        TrailEvent one = Events.read("{\"eventID\":\"event 7\",\"eventName\":\"A\"}");
        TrailEvent again = Events.read("{\"eventID\":\"event 7\",\"eventName\":\"B\"}");

        assertThat(one.id()).isEqualTo(again.id());
        assertThat(one.marks()).contains(Mark.NO_ID);
    }

    @Test
    void whatTheDeliverySaysStandsInForWhatTheRecordDoesNot() {
        TrailEvent event = Events.read("""
                {"id":"5471314a-e675-32d7-2742-690d2d978102","account":"444455556666","region":"us-east-1",
                 "time":"2026-02-01T00:00:00Z","detail":{"eventName":"DeleteBucket"}}""");

        assertThat(event.id()).hasToString("5471314a-e675-32d7-2742-690d2d978102");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(event.account()).isEqualTo("444455556666");
        assertThat(event.region()).isEqualTo("us-east-1");
        assertThat(event.marks()).containsExactlyInAnyOrder(Mark.NO_ID, Mark.NO_IDENTITY);
    }

    @Test
    void aTimeThatCannotBeIsMarked() {
        assertThat(at("2026-03-01T12:09:00Z").marks()).isEmpty();
        assertThat(at("2026-03-01T12:11:00Z").marks()).containsExactly(Mark.ODD_TIME);
        assertThat(at("2026-03-01T12:11:00Z").time()).isEqualTo(Events.NOW.plus(Duration.ofMinutes(11)));
        assertThat(at("2012-01-01T00:00:00Z").marks()).containsExactly(Mark.ODD_TIME);
        assertThat(at("1970-01-01T00:00:00Z").marks()).containsExactlyInAnyOrder(Mark.ODD_TIME, Mark.NO_TIME);
        assertThat(at("+999999999-01-01T00:00:00Z").time()).isEqualTo(Events.DELIVERED);
        assertThat(at("yesterday").marks()).containsExactly(Mark.NO_TIME);
        assertThat(at("2026-03-01T10:00:00+02:00").time()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void whetherItOnlyReadIsToldByItsNameWhereCloudTrailDoesNotSay() {
        for (String name : List.of(
                "GetObject", "ListBuckets", "DescribeInstances", "AssumeRoleWithSAML", "Decrypt", "GenerateDataKey")) {
            assertThat(Events.call("s3", name, "").readOnly()).as(name).isTrue();
        }
        for (String name : List.of("ConsoleLogin", "CheckoutLicense", "DeleteBucket", "Getaway", "")) {
            assertThat(Events.call("s3", name, "").readOnly()).as(name).isFalse();
        }
        assertThat(Events.call("signin", "CheckMfa", "").readOnly()).isFalse();
        assertThat(Events.call("s3", "GetObject", "\"readOnly\":false").readOnly())
                .isFalse();
        assertThat(Events.call("s3", "PutObject", "\"readOnly\":\"true\"").readOnly())
                .isTrue();
    }

    @Test
    void aSignInThatFailedIsRefused() {
        String failed = Events.answer("{\"ConsoleLogin\":\"Failure\"}");
        assertThat(Events.call("signin", "ConsoleLogin", failed).errorCode()).isEqualTo("Failure");
        assertThat(Events.call("signin", "ConsoleLogin", failed + ",\"errorMessage\":\"Failed authentication\"")
                        .errorCode())
                .isEqualTo("Failed authentication");
        assertThat(Events.call("signin", "ConsoleLogin", Events.answer("{\"ConsoleLogin\":\"Success\"}"))
                        .errorCode())
                .isNull();
    }

    @Test
    void textsCanBeStoredAndShown() {
        TrailEvent event =
                Events.read(RECORD.replace("aws-cli/2.15", "\\u001b[31m<b>\\u0000\\ud800x\\ny" + "z".repeat(600)));

        assertThat(event.userAgent())
                .startsWith("\uFFFD[31m<b>\uFFFD\uFFFDx y")
                .hasSize(512)
                .endsWith("…");
        assertThat(event.json()).doesNotContain("\\u0000", "\u0000", "\ud800", "\n");
    }

    @Test
    void aLongRecordLosesItsAnswerBeforeItsRequest() {
        String large = "x".repeat(50_000);
        TrailEvent event = Events.call(
                "s3",
                "DeleteBucket",
                Events.request("{\"bucketName\":\"b\",\"x\":\"" + large + "\"},")
                        + Events.answer("{\"y\":\"" + large + "\"}"));

        assertThat(event.marks()).containsExactly(Mark.SHORTENED);
        assertThat(event.json())
                .hasSizeLessThan(TrailEvent.LONGEST_JSON)
                .contains("\"responseElements\":\"… left out by Bursar: 50,008 characters\"", large);
        assertThat(Events.arns(event)).containsExactly("arn:aws:s3:::b");
    }

    @Test
    void aVeryLongRecordKeepsWhoAndWhenAndIsStillJson() {
        String parameters = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"k%d\":\"%s\"".formatted(i, "v".repeat(10)))
                .collect(Collectors.joining(",", "{", "}"));
        TrailEvent event = Events.call("s3", "DeleteBucket", Events.request(parameters));
        assertThat(event.json()).contains("\"requestParameters\":\"… left out by Bursar: ", "\"userName\":\"anna\"");

        TrailEvent wide =
                Events.read(RECORD.replaceFirst("\\{", parameters.substring(0, parameters.length() - 1) + ","));
        assertThat(wide.json()).contains("DeleteBucket").hasSizeLessThan(TrailEvent.LONGEST_JSON);
        assertThat(Json.parse(wide.json())).isNotNull();

        TrailEvent megabytes =
                Events.call("s3", "DeleteBucket", Events.request("{\"x\":\"" + "a=".repeat(2_000_000) + "\"}"));
        assertThat(megabytes.marks()).containsExactly(Mark.SHORTENED);
    }

    @Test
    void aDeepRecordIsKeptWithoutItsDepths() {
        String deep = "{\"a\":[".repeat(1_000) + "\"bottom\"" + "]}".repeat(1_000);
        TrailEvent event =
                Events.call("s3", "DeleteBucket", Events.request("{\"bucketName\":\"b\",\"deep\":" + deep + "}"));

        assertThat(event.marks()).containsExactly(Mark.SHORTENED);
        assertThat(event.json()).contains("nested too deeply").doesNotContain("bottom");
        assertThat(Events.arns(event)).containsExactly("arn:aws:s3:::b");

        String text = deep.replace("\"", "\\\"");
        assertThat(Events.call("s3", "DeleteBucket", Events.request("{\"deep\":\"" + text + "\"}"))
                        .json())
                .doesNotContain("bottom");
        assertThat(EventReader.ofLog("[".repeat(3_000_000), Events.ORIGIN)).isInstanceOf(Reading.Skipped.class);
    }

    @Test
    void numbersThatNoDatabaseHoldsAreText() {
        assertThat(Events.read("{\"a\":1e999999999,\"b\":1.50,\"c\":" + "9".repeat(200) + "}")
                        .json())
                .startsWith("{\"a\":\"1e999999999\",\"b\":1.50,\"c\":\"999");
    }

    @Test
    void aLookedUpEventIsReadLikeItsRecord() {
        TrailEvent event = lookedUp("9f0ac2ad-6b4c-4b1e-9a57-0a2f86a1b001", RECORD);

        assertThat(event).isEqualTo(Events.read(RECORD));
    }

    @Test
    void aLookedUpEventWhoseRecordCannotBeReadKeepsWhatIsSaidBesideIt() {
        var looked = new LookedUpEvent(
                "6642d073-04f9-474f-a31d-5ef412875c07",
                "DeleteBucket",
                "s3.amazonaws.com",
                Instant.parse("2026-02-28T00:00:00Z"),
                false,
                "anna",
                List.of(new LookedUpEvent.Named("AWS::S3::Bucket", "b"), new LookedUpEvent.Named(null, null)),
                "{\"cut");
        TrailEvent event = read(looked, Events.ORIGIN);

        assertThat(event.id()).hasToString("6642d073-04f9-474f-a31d-5ef412875c07");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
        assertThat(event.identity().person()).isEqualTo("anna");
        assertThat(Events.arns(event)).containsExactly("arn:aws:s3:::b");
        assertThat(event.topics()).containsExactly(Topic.DELETED);
        assertThat(event.marks()).containsExactly(Mark.UNREADABLE);
        assertThat(event.json()).contains("DeleteBucket", "anna");
    }

    @Test
    void aLookedUpEventOfWhichNothingIsSaidIsSkipped() {
        var nothing = new LookedUpEvent(null, null, " ", null, null, "anna", List.of(), null);

        assertThat(EventReader.ofLookup(nothing, Events.ORIGIN)).isEqualTo(new Reading.Skipped(Reason.NOT_READABLE));
    }

    private static TrailEvent at(String time) {
        return Events.read(RECORD.replace("2026-03-01T10:00:00Z", time));
    }

    private static TrailEvent lookedUp(@Nullable String id, String json) {
        return read(new LookedUpEvent(id, null, null, null, null, null, List.of(), json), Events.ORIGIN);
    }

    private static TrailEvent read(LookedUpEvent event, Origin origin) {
        return ((Reading.Read) EventReader.ofLookup(event, origin)).event();
    }
}
