package dev.bursar.simulator.faults;

import module java.base;

/** What can go wrong with an answer. */
public sealed interface Effect {
    /** What spoils the JSON of an answer that is whole otherwise. */
    sealed interface OfJson extends Effect {}

    /**
     * An error of the service instead of an answer; {@code {action}} in the text becomes the action asked for, {@code {user}} the
     * caller's ARN.
     */
    record Refused(String code, String text, int status) implements Effect {}

    /** HTTP 500 with a page of HTML, as from a proxy. */
    record HtmlError() implements Effect {}

    /** The connection ends before the first byte of an answer. */
    record Dropped() implements Effect {}

    /** The connection ends in the middle of the answer. */
    record CutShort() implements Effect {}

    /** The request is carried out, and the connection ends before the first byte of its answer. */
    record Lost() implements Effect {}

    record Slow(Duration delay) implements Effect {}

    /** The answer's JSON ends in the middle, with HTTP 200. */
    record InvalidJson() implements Effect {}

    /** The member is taken from wherever it is in the answer. */
    record MissingMember(String member) implements OfJson {}

    /** Each object of the answer has one more member that no model knows. */
    record UnknownMember(String member) implements OfJson {}

    /** The member's text is another one wherever it is in the answer. */
    record OtherText(String member, String text) implements OfJson {}

    /** The text of one of the members of that name is another one; the first has number 1. */
    record OtherTextOnce(String member, String text, int number) implements OfJson {}

    /** The first amount of each metric is replaced by the text. */
    record AmountText(String text) implements OfJson {}

    /** Costs of these accounts come in this currency, where a group or the filter names one of them. */
    record OtherCurrency(String currency, Set<String> accounts) implements OfJson {
        public OtherCurrency {
            accounts = Set.copyOf(accounts);
        }
    }

    /** The query of Athena that is started ends so. */
    record QueryEnds(QueryEnding ending) implements Effect {}

    /** The list has so many of its members only, the first ones. */
    record Part(String list, int most) implements OfJson {}

    /** The page's token leads to the same page again. */
    record LoopingToken() implements OfJson {}
}
