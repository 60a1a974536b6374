package dev.bursar.changes.write;

import dev.bursar.kernel.Actor;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import org.springframework.stereotype.Component;

/** By which role Bursar writes in an account, the payer's too: its own credentials only read. */
@Component
class Writers {
    private static final String EVERYWHERE = "us-east-1";
    private static final int LONGEST_NAME = 64;

    private final Reach reach;

    Writers(Reach reach) {
        this.reach = reach;
    }

    /**
     * Where an item is read and written.
     *
     * @param session the sessions' name: {@code bursar-change-17}
     * @param policy what they may do at most
     */
    Place place(WriteSettings settings, String account, String region, String session, String policy, Actor approver) {
        return new Place(
                account,
                region.equals("global") ? EVERYWHERE : region,
                new MemberRole(
                        settings.roleName(),
                        reach.externalId(),
                        new MemberRole.Use(session, policy, identity(approver.name()))));
    }

    static String session(long change) {
        return "bursar-change-" + change;
    }

    /** A name in the characters that STS takes. */
    static String identity(String name) {
        String taken = name.strip().replaceAll("[^A-Za-z0-9+=,.@_-]+", ".");
        String cut = taken.substring(0, Math.min(taken.length(), LONGEST_NAME));
        return cut.length() < 2 ? "bursar" : cut;
    }
}
