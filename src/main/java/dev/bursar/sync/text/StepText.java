package dev.bursar.sync.text;

/** What jobs do that read accounts and Regions, in words. */
public final class StepText {
    private StepText() {}

    /** {@code Reading events, us-east-1 of 123456789012 is done}. */
    public static String done(String what, String region, String account) {
        return done(what, region + " of " + account);
    }

    public static String done(String what, String part) {
        return "Reading " + what + ", " + part + " is done";
    }

    public static String reading(String what, String region, String account) {
        return "Reading " + what + " of " + account + " in " + region;
    }
}
