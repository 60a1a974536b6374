package dev.bursar.setup.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says about an account before anything in it is read. Every request is free, and metered with its account and Region.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem}, whose sentences name the account; its kind is ACCESS_DENIED where the role is
 * missing, doesn't trust Bursar or lacks the permission, which AWS doesn't tell apart.
 */
public interface MemberAccounts {
    /** Whether the role lets Bursar in: asks AWS who it is with the role's credentials. */
    void enter(String account, MemberRole role, RequestMeter meter);

    /**
     * The Regions that are enabled for the account, by name.
     *
     * @param role null for the account of Bursar's own credentials
     */
    List<String> regions(String account, @Nullable MemberRole role, RequestMeter meter);
}
