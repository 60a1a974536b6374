package dev.bursar.kernel;

import module java.base;

/** The name that repeated jobs share, without the date, hash or number at its end, so that their cost adds up over time. */
public record JobFamily(String name) {
    private static final Pattern END = Pattern.compile(
            "[-_.]+(?:" //
                    + "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}" // a UUID
                    + "|\\d{4}-?\\d{2}-?\\d{2}[tT]\\d{2}[-:]?\\d{2}[-:]?\\d{2}[zZ]?" // 2026-11-27T03-00-00Z
                    + "|\\d{8}[tT]\\d{4,6}[zZ]?"
                    + "|\\d+"
                    + "|(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{6,}" // a hash
                    + ")$");

    /** The family of a job; its whole name where no letter would be left. */
    public static JobFamily of(String job) {
        String name = job;
        while (true) {
            String shorter = END.matcher(name).replaceFirst("");
            if (shorter.equals(name)) {
                return new JobFamily(name);
            }
            if (!shorter.matches(".*[A-Za-z].*")) {
                return new JobFamily(job);
            }
            name = shorter;
        }
    }
}
