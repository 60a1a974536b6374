package dev.bursar.setup.spi;

import dev.bursar.sync.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An account and Region of AWS that is read by itself: by a role in the account, or with Bursar's own credentials in the account
 * that these belong to.
 *
 * @param account twelve digits
 * @param region as AWS names it, such as {@code eu-central-1}
 * @param role null for the account of Bursar's own credentials
 */
public record Place(String account, String region, @Nullable MemberRole role) {
    /** What is wrong there. */
    public Problem.AtPlace problem(Problem.Why why, String permission, String detail) {
        return new Problem.AtPlace(why, account, region, role == null ? null : role.name(), permission, detail);
    }

    public Problem.AtPlace problem(Problem.Why why) {
        return problem(why, "", "");
    }

    /** The same account in another Region. */
    public Place in(String other) {
        return new Place(account, other, role);
    }
}
