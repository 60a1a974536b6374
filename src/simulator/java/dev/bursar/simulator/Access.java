package dev.bursar.simulator;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Call;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.resources.Regions;
import dev.bursar.simulator.roles.Sessions;

/** Whether a caller's credentials let it ask a service where it asks. */
final class Access {
    private final Sessions sessions;
    private final Regions regions;

    Access(Sessions sessions, Regions regions) {
        this.sessions = sessions;
        this.regions = regions;
    }

    Caller known(Caller caller) {
        return sessions.known(caller);
    }

    /** Refuses as AWS does: bad credentials and Regions that are off look the same. */
    void check(Call call, Caller caller) {
        try {
            sessions.check(caller, call.action());
        } catch (AwsRefusal refusal) {
            throw asServiceSays(call, refusal);
        }
        var allowed = switch (call.service().reach()) {
            case PAYER -> caller.isPayer();
            case ACCOUNTS -> true;
            case REGIONS -> {
                if (!regions.isEnabled(caller.account(), caller.region())) {
                    throw Sessions.invalid();
                }
                yield true;
            }
        };
        if (!allowed) {
            throw asServiceSays(call, Sessions.denied(caller, call.action()));
        }
    }

    /** Only services of JSON 1.1 deny with HTTP 400. */
    private static AwsRefusal asServiceSays(Call call, AwsRefusal refusal) {
        return call.service() instanceof JsonService || !refusal.code().equals("AccessDeniedException")
                ? refusal
                : new AwsRefusal(refusal.code(), refusal.text(), 403);
    }
}
