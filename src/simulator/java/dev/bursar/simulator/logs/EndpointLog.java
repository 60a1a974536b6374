package dev.bursar.simulator.logs;

import dev.bursar.simulator.ml.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an endpoint writes: a line for each request, one for each that fails, and one for each ping. */
final class EndpointLog {

    private static final String PREFIX = "/aws/sagemaker/Endpoints/";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final int LINE_BYTES = 180;
    private static final int ERROR_BYTES = 1_400;
    private static final int PING_BYTES_AN_HOUR = 64_000;
    private static final int RETENTION = 30;
    private static final int SLOWEST = 6;
    private static final double STEP = 0.12;
    private static final int PRIME = 7_919;

    /** Messages and their shares of errors. */
    private static final Map<String, Double> MESSAGES = messages();

    private final Endpoint endpoint;

    EndpointLog(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private static Map<String, Double> messages() {
        Map<String, Double> messages = new LinkedHashMap<>();
        messages.put("ValueError: could not convert string to float: ''", 0.55);
        messages.put("KeyError: 'features'", 0.3);
        messages.put("botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL", 0.15);
        return messages;
    }

    String name() {
        return PREFIX + endpoint.name();
    }

    String arn() {
        return "arn:aws:logs:" + endpoint.region() + ":" + endpoint.account() + ":log-group:" + name();
    }

    Instant created() {
        return endpoint.created();
    }

    /** In days; 0 for ever. */
    int retention() {
        return Math.floorMod(endpoint.name().hashCode(), 3) == 0 ? RETENTION : 0;
    }

    /** As much a day as in the last week. */
    long storedBytes(Clock clock) {
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var age = Math.max(1, Duration.between(created(), now).toDays());
        var kept = retention() == 0 ? age : Math.min(age, retention());
        return bytes(now.minus(Duration.ofDays(7)), now) / 7 * kept;
    }

    long bytes(Instant from, Instant to) {
        var minutes = Duration.between(from, to).toMinutes();
        return requests(from, to) * LINE_BYTES + errors(from, to) * ERROR_BYTES + minutes * PING_BYTES_AN_HOUR / 60;
    }

    long lines(Instant from, Instant to) {
        return requests(from, to) + errors(from, to);
    }

    private long requests(Instant from, Instant to) {
        return Math.round(count(from, to, false));
    }

    long errors(Instant from, Instant to) {
        return Math.round(count(from, to, true));
    }

    private double count(Instant from, Instant to, boolean failed) {
        var requests = 0.0;
        for (var hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
            var time = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
            for (var variant : endpoint.variants()) {
                var load = variant.load();
                var level = load.rhythm().at(time.toLocalDate(), time.getHour() * 60 + time.getMinute(), 0.5);
                requests += load.requests() * level * (failed ? load.errors() : 1);
            }
        }
        return requests;
    }

    /** The most frequent first. */
    List<Map<String, String>> errorsByMessage(Instant from, Instant to) {
        var errors = errors(from, to);
        var rows = new ArrayList<Map<String, String>>();
        MESSAGES.forEach((message, share) -> {
            var lines = Math.round(errors * share);
            if (lines > 0) {
                Map<String, String> row = new LinkedHashMap<>();
                row.put("message", message);
                row.put("lines", String.valueOf(lines));
                row.put(
                        "newest",
                        String.valueOf(to.minusSeconds(Math.floorMod(message.hashCode(), 3_000))
                                .toEpochMilli()));
                rows.add(row);
            }
        });
        return rows;
    }

    /** The slowest first. */
    List<Map<String, String>> slowest(Instant from, Instant to, int limit) {
        var rows = new ArrayList<Map<String, String>>();
        var requests = requests(from, to);
        var seconds = Duration.between(from, to).toSeconds();
        var latency = endpoint.variants().getFirst().load().latency();
        for (var row = 0; row < Math.min(limit, requests); row++) {
            var at = from.plusSeconds((long) row * PRIME % seconds);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("@timestamp", TIMESTAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
            fields.put("status", "200");
            fields.put("milliseconds", String.valueOf(Math.round(latency * SLOWEST / (1 + STEP * row))));
            fields.put("@ptr", "pointer-" + LocalDate.ofInstant(at, ZoneOffset.UTC) + "-" + row);
            rows.add(fields);
        }
        return rows;
    }
}
