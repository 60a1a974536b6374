package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.notify.MailAddress;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody to whom a link may be sent, as they are at that moment. */
public record LinkRecipient(
        PersonId id,
        String userName,
        String displayName,
        boolean enabled,
        boolean hasPassword,
        @Nullable MailAddress address) {
    public static Optional<LinkRecipient> find(JdbcClient jdbc, PersonId person) {
        return jdbc.sql("""
                        select user_name, display_name, enabled, password_hash is not null as has_password, email as address
                          from person
                         where id = :id
                        """)
                .param("id", person.value())
                .query(RecordMapper.of(LinkRecipient.class).with("id", (row, column) -> person))
                .optional();
    }
}
