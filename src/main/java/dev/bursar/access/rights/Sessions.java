package dev.bursar.access.rights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who is signed in where, in the database, so that all nodes know and ending a session holds on each of them. */
@Component
public class Sessions {
    public static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration EXACT_TO = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration idle;
    private final Cache<UUID, Instant> seen = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    public Sessions(JdbcClient jdbc, Clock clock, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.idle = idle;
    }

    /**
     * Opens one in the caller's transaction, and forgets those of the person that have ended by themselves.
     *
     * @param strong whether more than a password was proved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(PersonId person, int epoch, SignInClient visitor, boolean strong) {
        var now = clock.instant();
        jdbc.sql("""
                delete from person_session
                where person_id = :person and (epoch <> :epoch or last_seen_at <= :idle or started_at <= :oldest)
                """)
                .param("person", person.value())
                .param("epoch", epoch)
                .param("idle", at(idleSince()))
                .param("oldest", at(now.minus(LONGEST)))
                .update();
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into person_session (id, person_id, epoch, started_at, last_seen_at, address, browser, strong)
                values (:id, :person, :epoch, :now, :now, :address, :browser, :strong)
                """)
                .param("id", id)
                .param("person", person.value())
                .param("epoch", epoch)
                .param("now", at(now))
                .param("address", visitor.address())
                .param("browser", visitor.browser())
                .param("strong", strong)
                .update();
        return id;
    }

    /** Whoever was seen last at this moment or before has been idle for too long. */
    public Instant idleSince() {
        return clock.instant().minus(idle).minus(EXACT_TO);
    }

    /** Notes that the person did something; written at most once a minute. */
    public void seen(UUID session) {
        var now = clock.instant();
        var last = seen.getIfPresent(session);
        if (last != null && now.isBefore(last.plus(EXACT_TO))) {
            return;
        }
        seen.put(session, now);
        jdbc.sql("update person_session set last_seen_at = :now where id = :id and last_seen_at <= :before")
                .params(Params.of("now", now).and("before", now.minus(EXACT_TO)).and("id", session))
                .update();
    }

    /** The open ones, the latest seen first. */
    public List<OwnSession> of(SignedIn here) {
        return jdbc.sql("""
                select s.id, s.started_at as started, s.last_seen_at as last_seen, s.browser, s.address, s.id = :session as here
                from person_session s
                join person p on p.id = s.person_id and p.epoch = s.epoch
                where s.person_id = :person and s.last_seen_at > :idle and s.started_at > :oldest
                order by s.last_seen_at desc, s.started_at desc, s.id
                """)
                .params(Params.of("person", here.person())
                        .and("idle", idleSince())
                        .and("oldest", clock.instant().minus(LONGEST))
                        .and("session", here.session()))
                .query(RecordMapper.of(OwnSession.class))
                .list();
    }

    /** Ends one of a person's; false when it had ended. */
    public boolean close(PersonId person, UUID session) {
        return jdbc.sql("delete from person_session where id = :id and person_id = :person")
                        .param("id", session)
                        .param("person", person.value())
                        .update()
                > 0;
    }

    /** Ends all but one, and says how many that were. */
    public int closeOthers(SignedIn here) {
        return jdbc.sql("delete from person_session where person_id = :person and id <> :here")
                .param("person", here.person())
                .param("here", here.session())
                .update();
    }

    /** Notes that more than a password was proved in this one. */
    public void strengthen(SignedIn here) {
        jdbc.sql("update person_session set strong = true where id = :here and person_id = :person")
                .param("here", here.session())
                .param("person", here.person())
                .update();
    }

    /** Takes one along into the person's new epoch. */
    public void renew(SignedIn here, int epoch) {
        jdbc.sql("update person_session set epoch = :epoch where id = :here and person_id = :person")
                .params(Params.of("epoch", epoch).and("here", here.session()).and("person", here.person()))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
