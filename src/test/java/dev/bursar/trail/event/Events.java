package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import module java.base;
import org.junit.jupiter.api.Assumptions;

/** Records for tests, and what is read of them. */
final class Events {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant DELIVERED = Instant.parse("2026-03-01T11:00:00Z");
    static final Origin ORIGIN = new Origin("111122223333", "eu-central-1", DELIVERED, NOW);

    private static final String ANNA = """
            {"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/anna","accountId":"111122223333","userName":"anna"}""";

    private Events() {}

    static TrailEvent read(String json) {
        Reading reading = EventReader.ofLog(json, ORIGIN);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).event();
    }

    /** A call by Anna in eu-central-1; {@code rest} are further members of the record. */
    static TrailEvent call(String service, String name, String rest) {
        return read(record(service, name, ANNA, rest));
    }

    static TrailEvent callBy(String identity, String service, String name, String rest) {
        return read(record(service, name, identity, rest));
    }

    static String record(String service, String name, String identity, String rest) {
        return """
                {"eventID":"9f0ac2ad-6b4c-4b1e-9a57-0a2f86a1b001","eventTime":"2026-03-01T10:00:00Z","awsRegion":"eu-central-1",\
                "recipientAccountId":"111122223333","eventType":"AwsApiCall","sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2.15",\
                "eventSource":"%s.amazonaws.com","eventName":"%s","userIdentity":%s%s}""".formatted(service, name, identity, rest.isEmpty() ? "" : "," + rest);
    }

    static String request(String request) {
        return "\"requestParameters\":" + request;
    }

    static String answer(String response) {
        return "\"responseElements\":" + response;
    }

    static List<String> arns(TrailEvent event) {
        return event.resources().stream().map(TrailEvent.ActedOn::arn).toList();
    }

    static List<Path> samples() {
        Path folder = Path.of("..", "shared", "data", "cloudtrail");
        Assumptions.assumeTrue(Files.exists(folder), "Skipped: there is no ../shared/data/cloudtrail");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
