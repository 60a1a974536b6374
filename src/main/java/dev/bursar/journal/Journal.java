package dev.bursar.journal;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.rows.Params;
import jakarta.annotation.PreDestroy;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds entries to Bursar's record of who did what; nobody can change or remove one.
 *
 * <p>Actions are constants of the module that records them, subjects name a thing ({@code person:7}).
 */
@Service
public class Journal {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_WINDOWS = 1_000;
    private static final int LONGEST = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Scope scope;
    private final Clock clock;
    private final TransactionTemplate own;
    private final Map<Denial, Window> windows = new LinkedHashMap<>();

    public Journal(JdbcClient jdbc, Scope scope, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Records in the caller's transaction that the person who acts now did something. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(JournalAction action, String subject) {
        write(scope.actor(), action, subject, null, null, 1, clock.instant());
    }

    /**
     * Records a change in the caller's transaction.
     *
     * @param before what was, as a record, map or list that becomes JSON; null when it is new
     * @param after what is now; null when it is gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(JournalAction action, String subject, @Nullable Object before, @Nullable Object after) {
        write(scope.actor(), action, subject, before, after, 1, clock.instant());
    }

    /** Records for somebody who is not signed in yet, such as the person who just proved who they are. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAs(
            Actor actor, JournalAction action, String subject, @Nullable Object before, @Nullable Object after) {
        write(actor, action, subject, before, after, 1, clock.instant());
    }

    /**
     * Records, whatever becomes of the caller's transaction, that something was refused. The first refusal of its kind is
     * written at once; those that follow within a minute are counted in memory and written as one entry with their number,
     * so that the sum of {@code repeated} is the number of refusals. Above 1,000 kinds in a minute the rest is counted as
     * one, so memory and entries stay bounded; a crash loses at most the counts of one minute.
     */
    public void denied(JournalAction action, String subject) {
        var now = clock.instant();
        var denial = new Denial(scope.actor(), action, cut(subject));
        var due = new ArrayList<Counted>();
        synchronized (windows) {
            if (!windows.containsKey(denial) && windows.size() >= MOST_WINDOWS) {
                denial = new Denial(denial.actor(), denial.action(), "others");
            }
            var window = windows.get(denial);
            if (window != null && now.isBefore(window.opened.plus(WINDOW))) {
                window.repeated++;
                window.last = now;
                return;
            }
            if (window != null && window.repeated > 0) {
                due.add(new Counted(denial, window.repeated, window.last));
            }
            windows.put(denial, new Window(now));
        }
        due.add(new Counted(denial, 1, now));
        write(due);
    }

    /** Writes the counts of the windows that have ended. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    public void writeCounts() {
        writeCounts(clock.instant().minus(WINDOW));
    }

    @PreDestroy
    void writeAllCounts() {
        writeCounts(Instant.MAX);
    }

    private void writeCounts(Instant openedUntil) {
        var due = new ArrayList<Counted>();
        synchronized (windows) {
            windows.entrySet().removeIf(entry -> {
                var window = entry.getValue();
                if (window.opened.isAfter(openedUntil)) {
                    return false;
                }
                if (window.repeated > 0) {
                    due.add(new Counted(entry.getKey(), window.repeated, window.last));
                }
                return true;
            });
        }
        write(due);
    }

    private void write(List<Counted> due) {
        if (due.isEmpty()) {
            return;
        }
        own.executeWithoutResult(status -> due.forEach(counted -> write(
                counted.denial.actor,
                counted.denial.action,
                counted.denial.subject,
                null,
                null,
                counted.repeated,
                counted.last)));
    }

    private void write(
            Actor actor,
            JournalAction action,
            String subject,
            @Nullable Object before,
            @Nullable Object after,
            int repeated,
            Instant at) {
        jdbc.sql("""
                insert into journal (at, actor_id, actor_name, action, subject, before, after, repeated)
                values (:at, :actor_id, :actor_name, :action, :subject, cast(:before as jsonb), cast(:after as jsonb), :repeated)
                """)
                .params(Params.of("at", at)
                        .and("actor", new Actor(actor.id(), cut(actor.name())))
                        .and("action", action.code())
                        .and("subject", cut(subject))
                        .and("before", json(before))
                        .and("after", json(after))
                        .and("repeated", repeated))
                .update();
    }

    /** PostgreSQL stores no NUL, neither in text nor in jsonb. */
    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd");
    }

    private static String cut(String text) {
        var clean = text.replace('\0', '\ufffd');
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }

    private record Denial(Actor actor, JournalAction action, String subject) {}

    private record Counted(Denial denial, int repeated, Instant last) {}

    private static final class Window {
        private final Instant opened;
        private Instant last;
        private int repeated;

        private Window(Instant opened) {
            this.opened = opened;
            this.last = opened;
        }
    }
}
