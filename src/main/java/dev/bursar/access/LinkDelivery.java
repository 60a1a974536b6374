package dev.bursar.access;

import dev.bursar.notify.MailAddress;

/** How a link gets to its person. */
public sealed interface LinkDelivery {
    /** By a mail that leaves within seconds; a page shows when it can't be delivered. */
    record ByMail(MailAddress to) implements LinkDelivery {}

    /** By whoever asked for it, who sees it once: no mail server is configured, or the person has no address. */
    record OnScreen(PersonLink link) implements LinkDelivery {}
}
