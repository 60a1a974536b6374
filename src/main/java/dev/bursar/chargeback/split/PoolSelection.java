package dev.bursar.chargeback.split;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.charges.Caller;
import module java.base;

/**
 * Which charges a pool takes: those that meet all conditions.
 *
 * @param recordTypes as AWS or the export has them; empty for any
 * @param services empty for any
 * @param accounts SubAccountIds; empty for any
 * @param unallocated only what no team owns
 * @param teams the numbers of teams that own the charges; empty for any
 * @param callers {@code role/ChatApp} of any account, {@code 111122223333:role/ChatApp} of one; empty for any, and for none
 */
public record PoolSelection(
        Kind kind,
        Set<String> recordTypes,
        Set<String> services,
        Set<String> accounts,
        boolean unallocated,
        Set<Integer> teams,
        Set<String> callers) {
    public PoolSelection {
        recordTypes = Set.copyOf(recordTypes);
        services = Set.copyOf(services);
        accounts = Set.copyOf(accounts);
        // a pool that was kept before it could ask for these has none
        teams = Set.copyOf(Objects.requireNonNullElse(teams, Set.of()));
        callers = Set.copyOf(Objects.requireNonNullElse(callers, Set.of()));
    }

    /** Whoever owns the charges and whoever called. */
    public PoolSelection(
            Kind kind, Set<String> recordTypes, Set<String> services, Set<String> accounts, boolean unallocated) {
        this(kind, recordTypes, services, accounts, unallocated, Set.of(), Set.of());
    }

    /** Charges that are told by more than their record type, which differs from source to source. */
    public enum Kind {
        ANY("Any charge"),
        COMMITMENT_FEES("Fees of Savings Plans and reservations"),
        UNUSED_COMMITMENT("Unused part of Savings Plans and reservations"),
        SUPPORT("AWS Support"),
        TAX("Tax");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether it says nothing: then it would take all charges. */
    public boolean isEmpty() {
        return kind == Kind.ANY
                && !unallocated
                && Stream.of(recordTypes, services, accounts, teams, callers).allMatch(Set::isEmpty);
    }

    /**
     * Whether the pool takes a charge.
     *
     * @param unused whether the unused part of a commitment fee is meant, and not the rest of it
     */
    public boolean takes(CutCharge charge, boolean unused) {
        return ofKind(charge.kind(), unused)
                && (!unallocated || charge.team() == 0)
                && has(recordTypes, charge.recordType())
                && has(services, charge.service())
                && has(accounts, charge.account())
                && has(teams, charge.team())
                && asksFor(charge.caller());
    }

    private boolean asksFor(String caller) {
        return callers.isEmpty() || names(caller);
    }

    /** Whether it asks for this caller by name. */
    public boolean names(String caller) {
        return Caller.isNamed(callers, caller);
    }

    private boolean ofKind(ChargeKind charge, boolean unused) {
        return switch (kind) {
            case ANY -> true;
            case COMMITMENT_FEES -> charge == ChargeKind.COMMITMENT_FEE;
            case UNUSED_COMMITMENT -> charge == ChargeKind.UNUSED_COMMITMENT || unused;
            case SUPPORT -> charge == ChargeKind.SUPPORT;
            case TAX -> charge == ChargeKind.TAX;
        };
    }

    private static <T> boolean has(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
