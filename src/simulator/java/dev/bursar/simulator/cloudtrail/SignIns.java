package dev.bursar.simulator.cloudtrail;

import module java.base;

/** Sign-ins to the console, which are events of their own type. */
final class SignIns {
    private static final String CALL = "signin:ConsoleLogin";
    private static final String TYPE = "AwsConsoleSignIn";
    private static final String ADDITIONAL =
            "{'LoginTo':'https://console.aws.amazon.com/console/home?region=$','MobileVersion':'No','MFAUsed':'$'}";

    private SignIns() {}

    /** AWS never says of Identity Center's sign-ins that a second factor was used. */
    static Event sso(Actor person, String region, Instant time) {
        return draft(signingIn(person), region, time, "No").made();
    }

    static Event user(String account, String login, String region, Instant time, boolean mfa) {
        var person = signingIn(Actors.consoleUser(account, login, time, mfa));
        return draft(person, region, time, mfa ? "Yes" : "No").made();
    }

    static Event root(String account, Instant time) {
        return draft(signingIn(Actors.root(account, time)), "us-east-1", time, "No")
                .made();
    }

    static Event failed(String account, String login, String region, Instant time) {
        var person = signingIn(Actors.consoleUser(account, login, time, false));
        return failed(person, region, time, "Failed authentication");
    }

    /** Somebody typed a name that no user has; it may be a password, so that AWS hides it. */
    static Event unknownUser(String account, String region, Instant time) {
        var identity = Draft.json(
                "{'type':'IAMUser','accountId':'$','accessKeyId':'','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                account);
        var person = new Actor(account, identity, "203.0.113.66", Actors.BROWSER, false);
        return failed(person, region, time, "No username found in supplied account");
    }

    private static Event failed(Actor person, String region, Instant time, String why) {
        return draft(person, region, time, "No")
                .answers("{'ConsoleLogin':'Failure'}")
                .change(record -> record.put("errorMessage", why))
                .made();
    }

    private static Draft draft(Actor person, String region, Instant time, String mfa) {
        return new Draft(person, region, time, CALL)
                .type(TYPE)
                .answers("{'ConsoleLogin':'Success'}")
                .adds(ADDITIONAL, region, mfa);
    }

    /** Who is signing in has no credentials yet. */
    private static Actor signingIn(Actor person) {
        var identity = person.identity().deepCopy();
        identity.remove("accessKeyId");
        if (!identity.path("type").asString("").equals("AssumedRole")) {
            identity.remove("sessionContext");
        }
        return new Actor(person.account(), identity, person.address(), person.agent(), true);
    }
}
