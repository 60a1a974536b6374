package dev.bursar.chargeback.ledger;

/** An account of the ledger. */
public sealed interface LedgerAccount {
    /** What a team owes. */
    record Team(int team) implements LedgerAccount {
        public Team {
            if (team <= 0) {
                throw new IllegalArgumentException("Not a team: " + team);
            }
        }
    }

    /** One that is there once. */
    enum Fixed implements LedgerAccount {
        /** What no team owns. */
        UNALLOCATED,
        /** What the organisation bears itself. */
        INTERNAL,
        /** Documents less what was charged for them: 0.00 once a month is closed. */
        AWS,
        /** What documents and statements differ by because only one of them has a change yet. */
        AWS_RECEIVABLE,
        AWS_ROUNDING,
        /** What finance accepted of documents that neither charges nor rounding explain. */
        ACCEPTED_DIFFERENCES,
        /** The other side of documents: what AWS asks for, negative. */
        AWS_PAYABLE
    }

    /**
     * As it is stored.
     *
     * @param team 0 for none
     * @throws IllegalArgumentException where there is no such account
     */
    static LedgerAccount stored(String kind, int team) {
        return kind.equals("TEAM") ? new Team(team) : Fixed.valueOf(kind);
    }

    /** @param team its number; 0 for Unallocated */
    static LedgerAccount of(int team) {
        return team == 0 ? Fixed.UNALLOCATED : new Team(team);
    }
}
