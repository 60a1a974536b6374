package dev.bursar.access;

import dev.bursar.kernel.Moments;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.notify.Outbox;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who may come in, for those who may see that: admins and auditors. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class Directory {
    private static final int MOST_LOOKED_AT = 1_000;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Directory(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Everybody, by name. */
    public List<KnownPerson> people() {
        return read(null);
    }

    public Optional<KnownPerson> person(PersonId id) {
        return read(id).stream().findFirst();
    }

    /** A person that was found. */
    public record NamedPerson(
            int id,
            String userName,
            String displayName,
            @Nullable String email,
            boolean enabled) {
        public List<String> ids() {
            return email == null ? List.of(userName) : List.of(userName, email);
        }
    }

    /** The best matches by name, user name or e-mail address first. */
    public List<NamedPerson> named(SearchText text, int most) {
        List<NamedPerson> near = jdbc.sql("""
                        select id, user_name, display_name, email, enabled from person
                         where lower(display_name) like :start or lower(user_name) like :start or lower(email) like :start
                            or (not :short and (lower(display_name) || ' ' || lower(user_name) || ' ' || coalesce(lower(email), ''))
                                like all(:parts))
                         order by enabled desc, lower(display_name), id
                         limit :looked
                        """)
                .param("start", text.startPattern())
                .param("parts", text.partPatterns())
                .param("short", text.isShort())
                .param("looked", MOST_LOOKED_AT)
                .query(RecordMapper.of(NamedPerson.class))
                .list();
        return text.best(near, NamedPerson::displayName, NamedPerson::ids, most);
    }

    private List<KnownPerson> read(@Nullable PersonId only) {
        var id = only == null ? null : only.value();
        Map<Integer, List<LedTeam>> led = new HashMap<>();
        jdbc.sql("""
                        select person_id, team_id as team, valid_from as from, valid_to as to
                          from person_team
                         where cast(:id as int) is null or person_id = :id
                         order by person_id, valid_from, team_id
                        """).param("id", id).query(row -> {
            led.computeIfAbsent(row.getInt("person_id"), any -> new ArrayList<>())
                    .add(RecordMapper.of(LedTeam.class).mapRow(row, 0));
        });
        var now = clock.instant();
        var waiting = outbox.waiting(InvitationMails.NAME);
        RecordMapper<KnownPerson> mapper = RecordMapper.of(KnownPerson.class)
                .with("state", (row, column) -> state(row, now, waiting))
                .with("led", (row, column) -> led.getOrDefault(row.getInt("id"), List.of()));
        return jdbc.sql("""
                        select p.id, p.user_name, p.display_name, p.email, p.enabled,
                               p.password_hash is not null as has_password,
                               array(select r.role from person_role r where r.person_id = p.id) as roles,
                               l.expires_at as invited_until, p.last_sign_in_at as last_sign_in, p.version
                          from person p
                          left join person_link l on l.person_id = p.id and l.purpose = 'invitation'
                         where cast(:id as int) is null or p.id = :id
                         order by lower(p.display_name), p.id
                        """).param("id", id).query(mapper).list();
    }

    private static PersonState state(ResultSet row, Instant now, Set<String> waiting) throws SQLException {
        if (!row.getBoolean("enabled")) {
            return PersonState.DISABLED;
        }
        if (row.getBoolean("has_password")) {
            return PersonState.ACTIVE;
        }
        if (waiting.contains(row.getString("id"))) {
            return PersonState.INVITED;
        }
        var until = Moments.orNull(row, "invited_until");
        if (until == null) {
            return PersonState.NO_PASSWORD;
        }
        return now.isBefore(until) ? PersonState.INVITED : PersonState.INVITATION_OVER;
    }

    /** The names that people sign in with, for what has to say outside of Bursar who did something. */
    @Component
    @Transactional(readOnly = true)
    public static class SignInNames {
        private final JdbcClient jdbc;

        SignInNames(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** Empty for who is no person, or isn't known any more. */
        public Optional<String> of(PersonId person) {
            return jdbc.sql("select user_name from person where id = :id")
                    .param("id", person.value())
                    .query(String.class)
                    .optional();
        }
    }
}
