package dev.bursar.spend;

import dev.bursar.spend.spi.CostAmounts;
import java.time.LocalDate;

/** What a source says of one day × account × service × record type × tag value; {@code tagValue} "" is untagged. */
record SourceCharge(
        LocalDate day, String account, String service, String recordType, String tagValue, CostAmounts amounts) {}
