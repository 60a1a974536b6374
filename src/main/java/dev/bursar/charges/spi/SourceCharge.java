package dev.bursar.charges.spi;

import module java.base;

/** What a source says of one day × account × service × record type × tag value; {@code tagValue} "" is untagged. */
public record SourceCharge(
        LocalDate day, String account, String service, String recordType, String tagValue, CostAmounts amounts) {
    public Combination combination() {
        return new Combination(account, service, recordType, tagValue);
    }
}
