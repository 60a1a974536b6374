package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who makes calls, from where and with what.
 *
 * @param account where the calls are recorded
 * @param identity the record's userIdentity
 * @param address an IP address, or a service's name
 * @param console whether the credentials come from a sign-in to the console
 */
record Actor(String account, ObjectNode identity, String address, String agent, boolean console) {
    /** The same identity with another program. */
    Actor with(String otherAgent) {
        return new Actor(account, identity, address, otherAgent, console);
    }

    Actor from(String otherAddress) {
        return new Actor(account, identity, otherAddress, agent, console);
    }

    /** A service that makes calls on behalf of the identity. */
    Actor invokedBy(String service) {
        var forwarded = identity.deepCopy().put("invokedBy", service);
        return new Actor(account, forwarded, service, service, false);
    }

    String arn() {
        var arn = Json.text(identity, "arn");
        return arn == null ? "" : arn;
    }

    @Nullable
    String accessKey() {
        return Json.text(identity, "accessKeyId");
    }
}
