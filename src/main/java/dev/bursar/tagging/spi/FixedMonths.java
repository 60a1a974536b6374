package dev.bursar.tagging.spi;

import module java.base;

/** Which billing months people have seen statements of, or can't change any more; implemented by whoever makes statements. */
public interface FixedMonths {
    /** How far a month's statements are. */
    enum Stage {
        /** Leads see them. */
        SHOWN,
        ISSUED,
        CLOSED
    }

    /** Months without statements that anybody else sees are left out. */
    Map<YearMonth, Stage> all();
}
