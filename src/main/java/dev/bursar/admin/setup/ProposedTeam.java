package dev.bursar.admin.setup;

import module java.base;

/**
 * A team that tag values speak for: those that differ in case and spaces only are one.
 *
 * @param name the spelling with the most spend, as a team may be called
 * @param spellings the values, exactly as AWS has them, the one with the most spend first
 * @param costs last month's EffectiveCost by currency
 * @param owners names of the teams that ownership rules give these values to now
 * @param unnamed those spellings that no rule names
 * @param leftOut whether an admin left it without a team
 */
record ProposedTeam(
        String name,
        List<String> spellings,
        Map<String, BigDecimal> costs,
        List<String> owners,
        List<String> unnamed,
        boolean leftOut) {
    ProposedTeam {
        spellings = List.copyOf(spellings);
        owners = List.copyOf(owners);
        unnamed = List.copyOf(unnamed);
    }

    /** Its largest cost in any currency, to put teams in order. */
    BigDecimal largest() {
        return costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    /** Whether rules name all of it already. */
    boolean isThere() {
        return unnamed.isEmpty();
    }
}
