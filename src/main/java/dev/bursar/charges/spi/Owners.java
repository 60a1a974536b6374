package dev.bursar.charges.spi;

import dev.bursar.kernel.TeamId;
import module java.base;

/** Says which team owns a charge, by the rules that held when it was made. */
public interface Owners {
    /** The owner of charges that no rule claims. */
    Owner UNALLOCATED = new Owner(TeamId.UNALLOCATED, 0);

    /** The team and the number of the rule that claims the charge, or {@link #UNALLOCATED}; {@code tagValue} "" is untagged. */
    default Owner of(LocalDate day, String account, String service, String tagValue) {
        return of(day, account, service, tagValue, "", "", "");
    }

    /**
     * The same of a charge that states who made the request, or of which resource it is; "" where it doesn't.
     *
     * @param part the text of a {@code ClusterPart}; "" of what is no part of a node's charge
     */
    Owner of(
            LocalDate day,
            String account,
            String service,
            String tagValue,
            String caller,
            String resource,
            String part);

    /** Whether any rule names this caller, as a charge states it. */
    boolean namesCaller(String caller);

    /** Whether any rule names the inference profile that this resource is. */
    boolean namesProfile(String resource);

    /** Whether any rule names this part of a node's charge. */
    boolean namesPart(String part);

    /** Days from which other rules hold than before. */
    NavigableSet<LocalDate> changes();

    /** @param rule 0 where no rule claims the charge */
    record Owner(TeamId team, int rule) {}
}
