package dev.bursar.simulator.roles;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The role in each member account that lets the payer read it; it can be taken away and given back. */
public final class MemberRoles {

    /** The role's name in each account. */
    public static final String NAME = "BursarReader";

    /** What the role's trust policy asks for. */
    public static final String EXTERNAL_ID = "bursar-simulator";

    /** The account that nobody has given the role to. */
    public static final String WITHOUT_ROLE = OrganisationModel.GROWTH;

    private final Organisation organisation;
    private final Set<String> without = ConcurrentHashMap.newKeySet();

    public MemberRoles(Organisation organisation) {
        this.organisation = organisation;
        without.add(WITHOUT_ROLE);
    }

    /** Gives the role to an account or takes it away; credentials in use then stop working too. */
    public void works(String account, boolean works) {
        if (!isMember(account)) {
            throw new IllegalArgumentException("Not a member account: " + account);
        }
        if (works) {
            without.remove(account);
        } else {
            without.add(account);
        }
    }

    public boolean works(String account) {
        return isMember(account) && !without.contains(account);
    }

    /** Whether an active account other than the payer has that id. */
    public boolean isMember(String account) {
        return !account.equals(Organisation.PAYER)
                && organisation.accounts().stream().anyMatch(one -> one.id().equals(account));
    }

    boolean trusts(String account, String role, String externalId) {
        return works(account) && role.equals(NAME) && externalId.equals(EXTERNAL_ID);
    }
}
