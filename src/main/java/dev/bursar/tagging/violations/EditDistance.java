package dev.bursar.tagging.violations;

/** How many letters two texts are apart: inserted, deleted, changed, or two neighbours swapped (optimal string alignment). */
final class EditDistance {
    private static final int ONE_FROM = 4;
    private static final int TWO_FROM = 8;
    private static final int LONGEST = 256;

    private EditDistance() {}

    /** How many letters a typing error may be apart in a text of this length. */
    static int most(String text) {
        return text.length() < ONE_FROM ? 0 : text.length() < TWO_FROM ? 1 : 2;
    }

    static int between(String one, String other) {
        int n = one.length();
        int m = other.length();
        if (n > LONGEST || m > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[m + 1];
        int[] last = new int[m + 1];
        int[] row = new int[m + 1];
        for (int j = 0; j <= m; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            for (int j = 1; j <= m; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1] + 1, last[j] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[m];
    }
}
