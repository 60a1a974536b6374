package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Two requests a second for each account and Region. */
final class RequestRate {

    private static final int A_SECOND = 2;

    private final Clock clock;
    private final Map<String, Integer> asked = new HashMap<>();
    private long second;
    private boolean limited;

    RequestRate(Clock clock) {
        this.clock = clock;
    }

    synchronized void limit(boolean limit) {
        limited = limit;
        asked.clear();
    }

    synchronized void count(Caller caller) {
        var now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            asked.clear();
        }
        var count = asked.merge(caller.account() + caller.region(), 1, Integer::sum);
        if (limited && count > A_SECOND) {
            throw AwsRefusal.of("ThrottlingException", "Rate exceeded");
        }
    }
}
