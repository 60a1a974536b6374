package dev.bursar.simulator.faults;

import dev.bursar.simulator.http.Call;
import dev.bursar.simulator.http.Caller;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An effect and when it strikes: on which operation, for which account and in which Region (all where null), on which page (any where
 * 0), after how many spared requests, how often, and with what probability. A request is for the caller's account, and for the one
 * that it names: the role's of AssumeRole, the AccountId of ListRegions.
 */
public record Fault(
        Effect effect,
        @Nullable String operation,
        @Nullable String account,
        @Nullable String region,
        int page,
        int after,
        int times,
        BigDecimal probability) {
    public static final int FOR_EVER = Integer.MAX_VALUE;

    public Fault {
        if (page < 0 || after < 0 || times < 1) {
            throw new IllegalArgumentException("Page and after can't be negative, times is at least 1");
        }
        if (probability.signum() < 0 || probability.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A probability is between 0 and 1: " + probability);
        }
    }

    public static Fault of(Effect effect) {
        return new Fault(effect, null, null, null, 0, 0, FOR_EVER, BigDecimal.ONE);
    }

    public static Fault refused(String code, String text) {
        return of(new Effect.Refused(code, text, 400));
    }

    public static Fault limitExceeded() {
        return refused("LimitExceededException", "Rate limit exceeded");
    }

    public static Fault throttled() {
        return refused("ThrottlingException", "Rate exceeded");
    }

    /** What S3 says of too many requests. */
    public static Fault slowDown() {
        return of(new Effect.Refused("SlowDown", "Please reduce your request rate.", 503));
    }

    public static Fault expiredToken() {
        return refused("ExpiredTokenException", "The security token included in the request is expired");
    }

    public static Fault accessDenied() {
        return refused(
                "AccessDeniedException",
                "User: {user} is not authorized to perform: {action} because no identity-based policy allows the"
                        + " {action} action");
    }

    public static Fault invalidNextToken() {
        return refused(
                "InvalidNextTokenException", "The pagination token is invalid. Try again without a pagination token.");
    }

    public static Fault dataUnavailable() {
        return refused("DataUnavailableException", "Insufficient amount of historical data.");
    }

    public static Fault htmlError() {
        return of(new Effect.HtmlError());
    }

    public static Fault dropped() {
        return of(new Effect.Dropped());
    }

    /** Carried out, and never answered. */
    public static Fault lost() {
        return of(new Effect.Lost());
    }

    public static Fault cutShort() {
        return of(new Effect.CutShort());
    }

    public static Fault slow(Duration delay) {
        return of(new Effect.Slow(delay));
    }

    public static Fault invalidJson() {
        return of(new Effect.InvalidJson());
    }

    public static Fault missing(String member) {
        return of(new Effect.MissingMember(member));
    }

    public static Fault unknownMember(String member) {
        return of(new Effect.UnknownMember(member));
    }

    public static Fault text(String member, String text) {
        return of(new Effect.OtherText(member, text));
    }

    /** Spoils the n-th member of that name only, such as the CloudTrailEvent of one event. */
    public static Fault text(String member, String text, int number) {
        return of(new Effect.OtherTextOnce(member, text, number));
    }

    public static Fault expiredNextToken() {
        return refused("ExpiredNextTokenException", "The next token has expired.");
    }

    public static Fault amount(String text) {
        return of(new Effect.AmountText(text));
    }

    public static Fault currency(String currency, Set<String> accounts) {
        return of(new Effect.OtherCurrency(currency, accounts));
    }

    /** How the queries of Athena end that are started. */
    public static Fault query(QueryEnding ending) {
        return of(new Effect.QueryEnds(ending)).on("StartQueryExecution");
    }

    /** What Athena says of too many requests, and of too many queries at once. */
    public static Fault tooManyRequests() {
        return refused("TooManyRequestsException", "Rate exceeded");
    }

    /** An answer that leaves out what comes after so many. */
    public static Fault part(String list, int most) {
        return of(new Effect.Part(list, most));
    }

    public static Fault loopingToken() {
        return of(new Effect.LoopingToken());
    }

    public Fault on(@Nullable String operationName) {
        return new Fault(effect, operationName, account, region, page, after, times, probability);
    }

    public Fault inAccount(@Nullable String id) {
        return new Fault(effect, operation, id, region, page, after, times, probability);
    }

    public Fault inRegion(@Nullable String name) {
        return new Fault(effect, operation, account, name, page, after, times, probability);
    }

    public Fault onPage(int number) {
        return new Fault(effect, operation, account, region, number, after, times, probability);
    }

    /** Spares the next n requests that it would strike. */
    public Fault after(int spared) {
        return new Fault(effect, operation, account, region, page, spared, times, probability);
    }

    /** Strikes n times, then no more. */
    public Fault times(int strikes) {
        return new Fault(effect, operation, account, region, page, after, strikes, probability);
    }

    public Fault withProbability(String decimal) {
        return new Fault(effect, operation, account, region, page, after, times, new BigDecimal(decimal));
    }

    boolean concerns(Call call, Caller caller) {
        return (operation == null || operation.equals(call.operation()))
                && (account == null || account.equals(caller.account()) || account.equals(call.about()))
                && (region == null || region.equals(caller.region()))
                && (page == 0 || page == call.page());
    }
}
