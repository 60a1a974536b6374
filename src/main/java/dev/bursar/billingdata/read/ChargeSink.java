package dev.bursar.billingdata.read;

import dev.bursar.charges.spi.DeliveredCharge;

/** Takes the charges of a delivery, one by one, in the order of their keys: a day's charges of an account are together. */
@FunctionalInterface
public interface ChargeSink {
    /** What it throws ends the reading and reaches the caller as it is. */
    void charge(DeliveredCharge charge);
}
