package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.notify.PortalUrl;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores the links by which people set a password; the database ends them when password, address or account change. */
@Component
public class PersonLinks {
    /** Whose a link is. */
    record Holder(PersonId person, String userName, String displayName, Instant expiresAt) {}

    private final JdbcClient jdbc;
    private final PortalUrl portal;
    private final Clock clock;

    PersonLinks(JdbcClient jdbc, PortalUrl portal, Clock clock) {
        this.jdbc = jdbc;
        this.portal = portal;
        this.clock = clock;
    }

    /** A new link, which ends the earlier one of the same purpose. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PersonLink make(PersonId person, LinkPurpose purpose) {
        var token = OneTimeToken.fresh();
        var now = clock.instant();
        var until = now.plus(purpose.validFor());
        jdbc.sql("""
                        insert into person_link as l (person_id, purpose, token_hash, made_at, expires_at)
                        values (:person, :purpose, :hash, :now, :until)
                        on conflict (person_id, purpose) do update
                           set token_hash = excluded.token_hash, made_at = excluded.made_at, expires_at = excluded.expires_at
                        """)
                .param("person", person.value())
                .param("purpose", purpose.stored())
                .param("hash", OneTimeToken.hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        return new PersonLink(portal.to(purpose.path() + "?token=" + token), until);
    }

    /** Whose link it is, as long as it works. */
    Optional<Holder> holder(LinkPurpose purpose, String token) {
        return jdbc.sql("""
                        select p.id as person, p.user_name, p.display_name, l.expires_at
                          from person_link l
                          join person p on p.id = l.person_id
                         where l.token_hash = :hash and l.purpose = :purpose and l.expires_at > :now and p.enabled
                        """)
                .params(Params.of("hash", OneTimeToken.hash(token))
                        .and("purpose", purpose)
                        .and("now", clock.instant()))
                .query(RecordMapper.of(Holder.class))
                .optional();
    }

    /** Uses the link up; false when it was used or has ended in the meantime. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean use(LinkPurpose purpose, String token) {
        return jdbc.sql("""
                        delete from person_link
                         where token_hash = :hash and purpose = :purpose and expires_at > :now
                        """)
                        .param("hash", OneTimeToken.hash(token))
                        .param("purpose", purpose.stored())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
