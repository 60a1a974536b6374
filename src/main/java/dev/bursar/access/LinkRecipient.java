package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.notify.MailAddress;
import java.util.Optional;
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
                        select user_name, display_name, enabled, password_hash is not null as has_password, email
                          from person
                         where id = :id
                        """)
                .param("id", person.value())
                .query((row, i) -> new LinkRecipient(
                        person,
                        row.getString("user_name"),
                        row.getString("display_name"),
                        row.getBoolean("enabled"),
                        row.getBoolean("has_password"),
                        row.getString("email") == null ? null : new MailAddress(row.getString("email"))))
                .optional();
    }
}
