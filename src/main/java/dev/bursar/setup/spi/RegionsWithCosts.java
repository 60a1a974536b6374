package dev.bursar.setup.spi;

import module java.base;

/** The Regions that an account's costs name: what is known of its Regions where AWS doesn't list them. */
public interface RegionsWithCosts {
    /** As costs name them, sorted; empty where no costs say. */
    List<String> of(String account);
}
