package dev.bursar.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.TrailEvent;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log file whose records are odd: each stands for itself. */
class TrailFileReaderTest {
    private static final Origin ORIGIN = new Origin(
            "111122223333", "eu-west-1", Instant.parse("2026-11-24T08:00:00Z"), Instant.parse("2026-11-24T09:00:00Z"));

    @TempDir
    Path folder;

    private static String record(int number, String parameters) {
        return """
                {"eventID":"00000000-0000-4000-8000-%012d","eventTime":"2026-11-24T07:00:00Z","eventName":"StopInstances",\
                "eventSource":"ec2.amazonaws.com","readOnly":false,"requestParameters":%s}""".formatted(number, parameters);
    }

    private List<TrailEvent> read(String text) throws IOException {
        Path file = Files.write(folder.resolve("log.json.gz"), TrailFolder.packed(text));
        var events = new ArrayList<TrailEvent>();
        var reader = new TrailFileReader(ORIGIN, true, events::addAll);
        assertThat(reader.read(file)).isNull();
        assertThat(reader.records()).isEqualTo(3);
        return events;
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 600, 20_000, 200_000})
    void aRecordThatIsNestedDeeplyLosesNothingButItsDepth(int depth) throws IOException {
        List<TrailEvent> events = read("{\"before\":" + nested(depth) + ",\"Records\":[" + record(1, "null") + ","
                + record(2, nested(depth)) + "," + record(3, "null") + "]}");
        assertThat(events).hasSize(3);
        assertThat(events.get(1).json()).contains("nested too deeply");
    }

    @Test
    void aNumberOrNameOfAnyLengthLosesNothing() throws IOException {
        assertThat(read("{\"Records\":[" + record(1, "{\"n\":" + "7".repeat(5_000) + "}") + ","
                        + record(2, "{\"" + "n".repeat(60_000) + "\":1}") + "," + record(3, "null") + "]}"))
                .hasSize(3);
    }
}
