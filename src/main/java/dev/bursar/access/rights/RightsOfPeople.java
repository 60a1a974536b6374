package dev.bursar.access.rights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads people's rights: at most a second old, and at once after a change that this node made. */
@Component
public class RightsOfPeople {
    /** Stands for "no end" where a day is needed. */
    public static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Cache<PersonId, Optional<Rights>> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    public RightsOfPeople(JdbcClient jdbc, Sessions sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    /** The rights of whom a session belongs to; empty when the session is to end. */
    public Optional<Rights> of(SignedIn session) {
        return of(session, rights -> allows(rights, session));
    }

    /** The same while work of the session is under way, which does not end because nobody looks on. */
    public Optional<Rights> during(SignedIn session) {
        return of(
                session,
                rights -> allows(rights, session)
                        || rights.enabled() && rights.idle().contains(session.session()));
    }

    private Optional<Rights> of(SignedIn session, Predicate<Rights> allowed) {
        var known = recent.get(session.id(), this::read).filter(allowed);
        if (known.isPresent()) {
            return known;
        }
        recent.invalidate(session.id());
        return recent.get(session.id(), this::read).filter(allowed);
    }

    /** The rights of a person, whatever became of their sessions; empty when they are disabled or unknown. */
    public Optional<Rights> of(PersonId id) {
        return recent.get(id, this::read).filter(Rights::enabled);
    }

    private static boolean allows(Rights rights, SignedIn session) {
        return rights.enabled() && (session.onBehalf() || rights.sessions().contains(session.session()));
    }

    /** Forgets what is known of a person, and again once the running transaction has ended. */
    public void changed(PersonId id) {
        forget(() -> recent.invalidate(id));
    }

    private static void forget(Runnable invalidate) {
        invalidate.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    invalidate.run();
                }
            });
        }
    }

    /** Forgets what is known of everybody, likewise. */
    public void allChanged() {
        forget(recent::invalidateAll);
    }

    private Optional<Rights> read(PersonId id) {
        var led = led(id);
        return jdbc.sql("""
                select p.id, p.display_name as name, p.enabled,
                  array(select r.role from person_role r where r.person_id = p.id) as roles,
                  coalesce(s.live, '{}') as sessions, coalesce(s.idle, '{}') as idle
                from person p
                cross join lateral (
                  select array_agg(s.id) filter (where s.last_seen_at > :idle) as live,
                    array_agg(s.id) filter (where s.last_seen_at <= :idle) as idle
                  from person_session s
                  where s.person_id = p.id and s.epoch = p.epoch
                    and (s.strong or not exists (
                      select from person_role r
                      join second_factor_role f on f.role = r.role
                      where r.person_id = p.id))) s
                where p.id = :id
                """)
                .param("id", id.value())
                .param("idle", sessions.idleSince().atOffset(ZoneOffset.UTC))
                .query(RecordMapper.of(Rights.class).with("led", (row, column) -> led))
                .optional();
    }

    private List<Span> led(PersonId id) {
        return jdbc.sql("""
                select team_id as team, valid_from as from, coalesce(valid_to, date '9999-12-31') as to
                from person_team
                where person_id = :id
                order by team_id, valid_from
                """)
                .param("id", id.value())
                .query(RecordMapper.of(Span.class))
                .list();
    }

    public static Set<Role> roles(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }
}
