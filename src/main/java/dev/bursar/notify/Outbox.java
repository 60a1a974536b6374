package dev.bursar.notify;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.tasks.TaskQueue;
import module java.base;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes mails in the caller's transaction: they are delivered if and when that is committed, at least once, within seconds, or
 * tried again for a day. A mail that is given up stays until an admin has seen it.
 */
@Service
public class Outbox {
    private final JdbcClient jdbc;
    private final TaskQueue queue;
    private final ObjectProvider<JavaMailSender> server;
    private final Clock clock;

    Outbox(JdbcClient jdbc, TaskQueue queue, ObjectProvider<JavaMailSender> server, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.server = server;
        this.clock = clock;
    }

    /** Whether a mail server is configured ({@code spring.mail.host}); without one, say it on a page instead. */
    public boolean ready() {
        return server.getIfAvailable() != null;
    }

    /** Sends a mail without secrets. False, and nothing is kept, when no mail server is configured. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean send(Mail mail) {
        return ready() && put(null, null, mail);
    }

    /**
     * Sends what a {@link MailWriter} will write then.
     *
     * @param writer its name
     * @param about what it is told, {@code 7} of a person; no secret, at most 200 characters
     * @return false, and nothing is kept, when no mail server is configured
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendWritten(String writer, String about) {
        return ready() && put(writer, about, null);
    }

    /** How many mails with a picture wait for an address, those that were given up included. */
    @Transactional(readOnly = true)
    public int pictures(MailAddress to) {
        return jdbc.sql("select count(*) from outbox where lower(recipient) = :to and picture is not null")
                .param("to", to.key())
                .query(Integer.class)
                .single();
    }

    /** About whom a writer's mails wait: they have not left, and are not given up. */
    @Transactional(readOnly = true)
    public Set<String> waiting(String writer) {
        return Set.copyOf(jdbc.sql("select distinct about from outbox where writer = :writer and given_up_at is null")
                .param("writer", writer)
                .query((row, i) -> row.getString("about"))
                .list());
    }

    /**
     * A mail that hasn't left.
     *
     * @param problem of the last try; empty while it wasn't tried
     * @param givenUp whether it is tried no more
     */
    public record Unsent(Optional<MailProblem> problem, boolean givenUp) {}

    /** How far a writer's mails are that haven't left, by what they are about; of several about the same the newest. */
    @Transactional(readOnly = true)
    public Map<String, Unsent> unsent(String writer) {
        Map<String, Unsent> unsent = new HashMap<>();
        jdbc.sql(
                        "select about, problem, given_up_at is not null as given_up from outbox where writer = :writer order by id")
                .param("writer", writer)
                .query(row -> {
                    unsent.put(
                            row.getString("about"),
                            RecordMapper.of(Unsent.class).mapRow(row, 0));
                });
        return unsent;
    }

    /**
     * Sends what a {@link MailWriter} will write then, in place of what was given up about the same.
     *
     * @return false, and nothing is changed, when no mail server is configured
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendWrittenAgain(String writer, String about) {
        if (!ready()) {
            return false;
        }
        jdbc.sql("delete from outbox where writer = :writer and about = :about and given_up_at is not null")
                .param("writer", writer)
                .param("about", about)
                .update();
        return put(writer, about, null);
    }

    private boolean put(@Nullable String writer, @Nullable String about, @Nullable Mail mail) {
        Mail.Shown shown = mail == null ? null : mail.shown();
        var id = jdbc.sql("""
                        insert into outbox (writer, about, recipient, subject, body, html, picture, asked_at, tried_since)
                        values (:writer, :about, :recipient, :subject, :body, :html, :picture, :now, :now)
                        returning id
                        """)
                .param("writer", writer)
                .param("about", about)
                .param("recipient", mail == null ? null : mail.to().value())
                .param("subject", mail == null ? null : mail.subject())
                .param("body", mail == null ? null : mail.text())
                .param("html", shown == null ? null : shown.html())
                .param("picture", shown == null ? null : shown.picture().png(), Types.BINARY)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        due(id);
        return true;
    }

    /** Makes a mail's delivery due now, in the caller's transaction. */
    void due(long id) {
        queue.add(MailTask.NAME, String.valueOf(id));
    }
}
