package dev.bursar.chargeback;

import java.util.Optional;

/**
 * Something that must be so before a month can be closed.
 *
 * @param name what is: another one where it isn't met
 * @param met whether it is as it has to be
 * @param finding a sentence, or a few words where it is met
 * @param address where to see or change it
 */
public record MonthCheck(String name, boolean met, String finding, Optional<Link> address) {
    /** @param words what the link says */
    public record Link(String words, String address) {}

    static MonthCheck met(String name, String finding) {
        return new MonthCheck(name, true, finding, Optional.empty());
    }

    static MonthCheck open(String name, String finding) {
        return new MonthCheck(name, false, finding, Optional.empty());
    }

    MonthCheck at(String words, String address) {
        return new MonthCheck(name, met, finding, Optional.of(new Link(words, address)));
    }
}
