package dev.bursar.simulator.resources;

import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;

/** Which Regions are enabled for which account: few, so that all of them are read in seconds. */
public final class Regions {
    /** A Region that an account opts into, which all accounts but {@link #ACCOUNT_WITHOUT_OPT_IN} have done. */
    public static final String OPT_IN = "eu-south-1";

    public static final String ACCOUNT_WITHOUT_OPT_IN = OrganisationModel.CHECKOUT;

    /** A Region that is off for all accounts. */
    public static final String OFF = "ap-east-1";

    /** A Region that is being enabled for {@link #ACCOUNT_ENABLING}, and off for the others. */
    public static final String ENABLING = "me-central-1";

    public static final String ACCOUNT_ENABLING = OrganisationModel.SHARED;

    private static final List<String> BY_DEFAULT =
            List.of("ap-northeast-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2");

    /** On in every account as at AWS, but not listed, so that little is read there: some sign-ins are recorded in them. */
    private static final Set<String> SIGN_INS = Set.of("ap-southeast-2", "eu-north-1", "us-east-2");

    /** A Region's state as AWS Account Management writes it. */
    public enum Status {
        ENABLED_BY_DEFAULT,
        ENABLED,
        ENABLING,
        DISABLING,
        DISABLED;

        boolean isEnabled() {
            return this == ENABLED || this == ENABLED_BY_DEFAULT;
        }
    }

    private final Map<String, Map<String, Status>> changed = new HashMap<>();

    /** Sets a Region's state for an account. */
    public synchronized void set(String account, String region, Status status) {
        changed.computeIfAbsent(account, none -> new TreeMap<>()).put(region, status);
    }

    /** All Regions by name. */
    public synchronized SortedMap<String, Status> of(String account) {
        var regions = new TreeMap<String, Status>();
        BY_DEFAULT.forEach(region -> regions.put(region, Status.ENABLED_BY_DEFAULT));
        regions.put(OPT_IN, account.equals(ACCOUNT_WITHOUT_OPT_IN) ? Status.DISABLED : Status.ENABLED);
        regions.put(OFF, Status.DISABLED);
        regions.put(ENABLING, account.equals(ACCOUNT_ENABLING) ? Status.ENABLING : Status.DISABLED);
        regions.putAll(changed.getOrDefault(account, Map.of()));
        return regions;
    }

    public boolean isEnabled(String account, String region) {
        return of(account)
                .getOrDefault(region, SIGN_INS.contains(region) ? Status.ENABLED_BY_DEFAULT : Status.DISABLED)
                .isEnabled();
    }

    List<String> enabled(String account) {
        return of(account).entrySet().stream()
                .filter(region -> region.getValue().isEnabled())
                .map(Map.Entry::getKey)
                .toList();
    }
}
