package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.notify.MailAddress;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom Bursar itself writes to. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('SYSTEM')")
public class Recipients {
    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The addresses of all enabled people with this role who have one. */
    public List<MailAddress> of(Role role) {
        return jdbc.sql("""
                        select p.email
                          from person p
                          join person_role r on r.person_id = p.id
                         where r.role = :role and p.enabled and p.email is not null
                         order by p.id
                        """)
                .param("role", role.name())
                .query((row, i) -> new MailAddress(row.getString("email")))
                .list();
    }

    /** Somebody who may come in. */
    public record Named(PersonId person, String name) {}

    /** All enabled people with this role, by name. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public List<Named> named(Role role) {
        return jdbc.sql("""
                        select p.id as person, p.display_name as name
                          from person p
                          join person_role r on r.person_id = p.id
                         where r.role = :role and p.enabled
                         order by lower(p.display_name), p.id
                        """)
                .param("role", role.name())
                .query(RecordMapper.of(Named.class))
                .list();
    }

    /** All enabled people who have an address. */
    public List<Recipient> all() {
        return jdbc.sql("""
                        select p.id as person, p.email as address,
                               array(select r.role from person_role r where r.person_id = p.id) as roles
                          from person p
                         where p.enabled and p.email is not null
                         order by p.id
                        """).query(RecordMapper.of(Recipient.class)).list();
    }
}
