package dev.bursar.notify;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivers one mail, or says when to try again: after 1, 2, 4 … 60 minutes, until it has been tried for a day. */
@Component
class Delivery {
    static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final int LONGEST_PAUSE_MINUTES = 60;
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private record Waiting(
            UUID messageId,
            String channel,
            @Nullable String writer,
            @Nullable String about,
            @Nullable Mail ready,
            Instant askedAt,
            Instant triedSince,
            int attempts) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Channel> channels;
    private final Map<String, MailWriter> writers;
    private final BackgroundScope background;
    private final Journal journal;
    private final Clock clock;

    Delivery(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<Channel> channels,
            List<MailWriter> writers,
            BackgroundScope background,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        this.writers = writers.stream().collect(Collectors.toUnmodifiableMap(MailWriter::name, Function.identity()));
        this.background = background;
        this.journal = journal;
        this.clock = clock;
    }

    /** When to try again; empty when the mail was delivered, given up or is not there any more. */
    Optional<Instant> deliver(long id) {
        var found = jdbc.sql("""
                        select message_id, channel, writer, about, case when body is not null then recipient end as ready_to,
                               subject as ready_subject, body as ready_text, html as ready_shown_html, picture as ready_shown_picture, asked_at, tried_since, attempts
                          from outbox
                         where id = :id and given_up_at is null
                        """)
                .param("id", id)
                .query(RecordMapper.of(Waiting.class))
                .optional();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var waiting = found.get();
        Optional<Mail> mail;
        try {
            mail = write(waiting);
        } catch (RuntimeException e) {
            log.error("Mail {} could not be written", id, e);
            return failed(id, waiting, null, MailProblem.UNEXPECTED);
        }
        if (mail.isEmpty()) {
            remove(id);
            return Optional.empty();
        }
        Channel channel = channels.get(waiting.channel());
        Optional<MailProblem> problem =
                channel == null ? Optional.of(MailProblem.UNEXPECTED) : channel.send(mail.get(), waiting.messageId());
        if (problem.isPresent()) {
            return failed(id, waiting, mail.get(), problem.get());
        }
        transaction.executeWithoutResult(status -> {
            remove(id);
            String writer = waiting.writer();
            String about = waiting.about();
            if (writer != null && about != null) {
                Objects.requireNonNull(writers.get(writer)).sent(about, clock.instant());
            }
        });
        return Optional.empty();
    }

    private Optional<Mail> write(Waiting waiting) {
        if (waiting.ready() != null) {
            return Optional.of(waiting.ready());
        }
        var writer = writers.get(waiting.writer());
        var about = waiting.about();
        if (writer == null || about == null) {
            throw new IllegalStateException("Nobody writes mails of the kind " + waiting.writer());
        }
        return background.call(() -> transaction.execute(status -> writer.write(about, waiting.askedAt())));
    }

    private void remove(long id) {
        jdbc.sql("delete from outbox where id = :id").param("id", id).update();
    }

    private Optional<Instant> failed(long id, Waiting waiting, @Nullable Mail mail, MailProblem problem) {
        var now = clock.instant();
        var attempts = waiting.attempts() + 1;
        var next = now.plus(Duration.ofMinutes(Math.min(LONGEST_PAUSE_MINUTES, 1L << Math.min(attempts - 1, 10))));
        var over = problem == MailProblem.ADDRESS_REFUSED
                || next.isAfter(waiting.triedSince().plus(GIVE_UP_AFTER));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            update outbox
                               set attempts = :attempts, problem = :problem, recipient = coalesce(:recipient, recipient),
                                   subject = coalesce(:subject, subject), given_up_at = :givenUp
                             where id = :id
                            """)
                    .param("attempts", attempts)
                    .param("problem", problem.name())
                    .param("recipient", mail == null ? null : mail.to().value())
                    .param("subject", mail == null ? null : mail.subject())
                    .param("givenUp", over ? now.atOffset(ZoneOffset.UTC) : null)
                    .param("id", id)
                    .update();
            if (over) {
                journal.recordAs(
                        Actor.SYSTEM,
                        NotifyAction.MAIL_GIVEN_UP,
                        "mail:" + id,
                        null,
                        Map.of("problem", problem.name()));
            }
        });
        if (over) {
            log.warn("Mail {} was given up after {} attempts: {}", id, attempts, problem.what());
            return Optional.empty();
        }
        log.warn("Mail {} was not delivered: {} Next try at {}", id, problem.what(), next);
        return Optional.of(next);
    }
}
