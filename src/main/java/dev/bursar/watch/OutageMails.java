package dev.bursar.watch;

import dev.bursar.notify.Mail;
import dev.bursar.notify.MailAddress;
import dev.bursar.sync.control.SyncService.Late;
import dev.bursar.sync.text.ProblemText;
import module java.base;

/** Tells admins that jobs have not been done for a day, and that all are done again. */
final class OutageMails {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private OutageMails() {}

    static Mail began(MailAddress to, List<Late> late, String page) {
        var text = new StringBuilder();
        for (Late job : late) {
            text.append(job.title())
                    .append(job.done() ? ": last succeeded on " : ": never succeeded since the first attempt on ")
                    .append(WHEN.format(job.since()))
                    .append('.');
            if (job.problem() != null) {
                text.append("\n  ").append(ProblemText.what(job.problem()));
                String whatToDo = ProblemText.whatToDo(job.problem());
                text.append(whatToDo.isEmpty() ? "" : "\n  " + whatToDo);
            }
            text.append("\n\n");
        }
        text.append("Stored figures are unchanged. The Sync page shows each run:\n")
                .append(page)
                .append("\n\nBursar sends this e-mail once, and another one when all jobs succeed again.\n");
        return new Mail(to, "Bursar has not read costs from AWS for a day", text.toString());
    }

    static Mail ended(MailAddress to, Instant since, String page) {
        return new Mail(
                to,
                "Bursar is reading costs from AWS again",
                "All jobs succeed again. At least one had not succeeded since " + WHEN.format(since) + ".\n" + page
                        + "\n");
    }
}
