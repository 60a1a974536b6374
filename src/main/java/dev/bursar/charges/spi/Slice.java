package dev.bursar.charges.spi;

import module java.base;

/** All charges of one account on one day, and whether AWS may still change them; no charges clears the slice. */
public record Slice(LocalDate day, String account, boolean estimated, List<SourceCharge> charges) {
    public Slice {
        charges = List.copyOf(charges);
        for (SourceCharge charge : charges) {
            if (!charge.day().equals(day) || !charge.account().equals(account)) {
                throw new IllegalArgumentException("A charge of another day or account than its slice's");
            }
        }
    }
}
