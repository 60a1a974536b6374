package dev.bursar.access;

import dev.bursar.notify.Mail;
import dev.bursar.notify.MailAddress;

/** Tells people that their password is another one. */
final class PasswordMails {
    private PasswordMails() {}

    static Mail changed(MailAddress to, String name) {
        return new Mail(to, "Your Bursar password was changed", """
                Hello %s,

                your Bursar password was set anew with a link from a mail to this address, and your open sessions have ended.

                If it wasn't you, tell an admin of your organisation now.
                """.formatted(name));
    }
}
