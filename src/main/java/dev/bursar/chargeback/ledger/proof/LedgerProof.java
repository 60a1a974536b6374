package dev.bursar.chargeback.ledger.proof;

import module java.base;

/**
 * What was proved.
 *
 * @param parts one for each {@link About}, in its order
 * @param unsealed how many things were there before sealing began, whose fields nothing proves
 * @param since when it began; empty where nothing is from before
 */
public record LedgerProof(List<Part> parts, long unsealed, Optional<Instant> since) {
    public LedgerProof {
        parts = List.copyOf(parts);
        if (!parts.stream().map(Part::about).toList().equals(Arrays.asList(About.values()))) {
            throw new IllegalArgumentException("Something wasn't proved");
        }
    }

    /** What a part is about, and what it counts. */
    public enum About {
        /** Each transaction adds up to zero in each currency. */
        ZERO,
        /** Each transaction has the postings that its hash was made of. */
        CONTENT,
        /** The activity log tells of the same transactions. */
        LOG,
        /** Each statement has the content that its hash was made of, and the activity log tells of the same statements. */
        STATEMENTS,
        /** What a statement asks for is what is posted. */
        TOTALS,
        /** Corrections of closed months are what is posted of them, by month and team. */
        CORRECTIONS,
        /** The AWS account of each closed month is zero. */
        CLOSED_MONTHS,
        /** What statements were issued from is kept. */
        CUTS,
        /** Their charges, allocations and figures agree with each other and with what is posted. */
        ALLOCATIONS,
        /** Each thing has the fields that its seal in the activity log was made of, and there are no others. */
        SEALS
    }

    /** @param looked how many were looked at */
    public record Part(About about, long looked, List<LedgerFlaw> flaws) {
        public Part {
            flaws = List.copyOf(flaws);
        }
    }

    /** How many things were compared, in all parts. */
    public long looked() {
        return parts.stream().mapToLong(Part::looked).sum();
    }

    public long flaws() {
        return parts.stream().mapToLong(part -> part.flaws().size()).sum();
    }
}
