package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a record looks like, reading it neither fails nor lets a secret through. */
class AnyRecordTest {
    private static final String SECRET = "hunter2hunter2";

    /** Records of many forms, so that the test needs no files. */
    private static final List<String> SEEDS = List.of(
            Events.record("ec2", "RunInstances", """
                    {"type":"AssumedRole","principalId":"AROAX:anna","arn":"arn:aws:sts::111122223333:assumed-role/dev/anna",
                     "sessionContext":{"sessionIssuer":{"type":"Role","userName":"dev"},"attributes":{"mfaAuthenticated":"false"}}}""", """
                    "requestParameters":{"instanceType":"p4d.24xlarge","instancesSet":{"items":[{"imageId":"ami-0aaaaaaa1"}]}},
                    "responseElements":{"instancesSet":{"items":[{"instanceId":"i-0aaaaaaa1"},{"instanceId":"i-0aaaaaaa2"}]}}"""),
            Events.record("s3", "PutBucketPolicy", "{\"type\":\"IAMUser\",\"userName\":\"anna\"}", """
                    "requestParameters":{"bucketName":"b","bucketPolicy":{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]}},
                    "resources":[{"ARN":"arn:aws:s3:::b","accountId":"111122223333","type":"AWS::S3::Bucket"}]"""),
            Events.record(
                    "signin",
                    "ConsoleLogin",
                    "{\"type\":\"Root\"}",
                    "\"additionalEventData\":{\"MFAUsed\":\"No\"},\"responseElements\":{\"ConsoleLogin\":\"Success\"}"),
            "{\"detail-type\":\"AWS API Call via CloudTrail\",\"account\":\"111122223333\",\"detail\":{\"eventName\":\"DeleteTags\"}}");

    @Property
    void readingNeverFails(@ForAll Random random) {
        ObjectNode record = mutated(random);
        String json = Json.write(record);
        String cut = random.nextInt(4) == 0 ? json.substring(0, random.nextInt(json.length())) : json;
        Reading ofLog = EventReader.ofLog(cut, Events.ORIGIN);
        Reading ofLookup = EventReader.ofLookup(
                new LookedUpEvent(null, "RunInstances", null, null, null, null, List.of(), cut), Events.ORIGIN);
        assertThat(ofLookup).isInstanceOf(Reading.Read.class);
        if (ofLog instanceof Reading.Read read) {
            TrailEvent event = read.event();
            assertThat(event.resources()).hasSizeLessThanOrEqualTo(TrailEvent.MOST_RESOURCES);
            assertThat(event.json().length()).isLessThanOrEqualTo(TrailEvent.LONGEST_JSON);
            assertThat(Json.parse(event.json())).isNotNull();
            assertThat(event.identity().person()).isNotBlank();
            assertThat(event.toString().chars()).noneMatch(c -> c == 0);
        }
    }

    @Property
    void noSecretGetsThrough(@ForAll Random random) {
        ObjectNode record = mutated(random);
        List<JsonNode> places = containers(record);
        plant(places.get(random.nextInt(places.size())), random);
        if (EventReader.ofLog(Json.write(record), Events.ORIGIN) instanceof Reading.Read read) {
            assertThat(read.event().toString()).doesNotContain(SECRET);
        }
    }

    private static ObjectNode mutated(Random random) {
        String seed = SEEDS.get(random.nextInt(SEEDS.size()));
        var record = (ObjectNode) Objects.requireNonNull(Json.parse(seed)).node();
        for (int i = random.nextInt(8); i > 0; i--) {
            List<JsonNode> places = containers(record);
            mutate(places.get(random.nextInt(places.size())), random);
        }
        return record;
    }

    private static void mutate(JsonNode place, Random random) {
        if (place instanceof ArrayNode array) {
            if (random.nextBoolean() || array.isEmpty()) {
                array.add(strange(random));
            } else {
                array.set(random.nextInt(array.size()), strange(random));
            }
        } else if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, Json.object().set("x", object.path(name)));
                case 2 -> object.set("new", object.path(name));
                default -> object.set(name, strange(random));
            }
        }
    }

    private static JsonNode strange(Random random) {
        String value = List.of(
                        "null",
                        "7",
                        "-1e300",
                        "true",
                        "[]",
                        "{}",
                        "[[[{}]]]",
                        "\"\"",
                        "\"*\"",
                        "\"arn:\"",
                        "\"arn:aws:s3:::b/k\"",
                        "\"arn:aws:lambda:::function:\"",
                        "\"\\u0000\\ud800\\u001b[0m\"",
                        "\"<script>alert(1)</script>\"",
                        "\"{\\\"a\\\":[\"",
                        "\":::\"",
                        "\"/\"",
                        "\"$1\\\\\"")
                .get(random.nextInt(18));
        return Objects.requireNonNull(Json.parse(value)).node();
    }

    private static void plant(JsonNode place, Random random) {
        String member = List.of(
                        "\"masterUserPassword\":\"%s\"",
                        "\"x\":{\"auth_token\":[\"%s\"]}",
                        "\"requestParameters\":{\"secretString\":{\"a\":\"%s\"}}",
                        "\"environment\":[{\"name\":\"API_KEY\",\"value\":\"%s\"}]",
                        "\"body\":\"{\\\"deep\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"%s\\\\\\\"}\\\"}\"",
                        "\"body\":\"{\\\"password\\\":\\\"%s\\\", cut of\"",
                        "\"errorMessage\":\"Authorization: Bearer %s\"",
                        "\"userAgent\":\"agent?X-Amz-Signature=%s\"",
                        "\"eventName\":\"password=%s\"",
                        "\"bucketName\":\"-----BEGIN PRIVATE KEY----- %s\"",
                        "\"userName\":\"https://anna:%s@example.com\"")
                .get(random.nextInt(11))
                .formatted(SECRET);
        JsonNode planted =
                Objects.requireNonNull(Json.parse("{" + member + "}")).node();
        if (place instanceof ArrayNode array) {
            array.add(planted);
        } else {
            planted.properties().forEach(entry -> ((ObjectNode) place).set(entry.getKey(), entry.getValue()));
        }
    }

    private static List<JsonNode> containers(JsonNode node) {
        var found = new ArrayList<JsonNode>();
        if (node.isContainer()) {
            found.add(node);
            node.values().forEach(value -> found.addAll(containers(value)));
        }
        return found;
    }
}
