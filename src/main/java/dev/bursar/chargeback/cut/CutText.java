package dev.bursar.chargeback.cut;

import module java.base;

/** Why there is no cut of a month, as it is kept. */
final class CutText {
    private CutText() {}

    /** @param wrong currencies whose charges don't add up */
    static String mismatch(List<String> wrong) {
        return "The charges in " + String.join(" and ", wrong)
                + " don\u2019t add up to what their source says. Read the month\u2019s costs again, under Sync.";
    }
}
