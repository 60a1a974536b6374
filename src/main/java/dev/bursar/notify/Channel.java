package dev.bursar.notify;

import module java.base;

/** A way on which messages of the outbox leave; a bean of it takes those whose row names it. Mail is the first. */
interface Channel {
    /** As the outbox stores it, lower case: {@code mail}. */
    String name();

    /**
     * Hands the message over, at least once.
     *
     * @param id the same for each try
     * @return why it was not taken; empty when it was
     */
    Optional<MailProblem> send(Mail message, UUID id);
}
