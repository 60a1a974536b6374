package dev.bursar.notify;

import module java.base;

/**
 * Writes mails at the moment in which they are sent, so that no secret waits in the database, and what it wrote can be told apart. A
 * feature makes a bean of it. It is called in a transaction of its own, as Bursar itself, and again for each further try.
 */
public interface MailWriter {
    /** What {@link Outbox#sendWritten} calls it. */
    String name();

    /**
     * The mail, whose secret works once this call's transaction has ended; empty when there is nothing to send any more.
     *
     * @param about as it was given to the outbox
     * @param askedAt when that was
     */
    Optional<Mail> write(String about, Instant askedAt);

    /** Is told, in a transaction of its own, that the mail server has taken what it wrote. */
    default void sent(String about, Instant at) {}
}
