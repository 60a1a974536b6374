package dev.bursar.access.session;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.Rights;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The last step of each way in: opens the session and writes down who came. */
@Component
public class SignInCompletion {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final RightsOfPeople rights;
    private final Journal journal;
    private final Clock clock;

    SignInCompletion(JdbcClient jdbc, Sessions sessions, RightsOfPeople rights, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.rights = rights;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Signs a person in, in the caller's transaction.
     *
     * @param epoch the person's when they were found
     * @param strong whether more than a password was proved
     * @param with by what, beside a password; null for a password alone
     * @throws BadCredentialsException when the person was disabled or their sessions ended in the meantime
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Authentication in(PersonId person, int epoch, SignInClient visitor, boolean strong, @Nullable String with) {
        var now = clock.instant();
        var name = jdbc.sql("""
                update person set last_sign_in_at = :now
                where id = :id and enabled and epoch = :epoch
                returning display_name
                """)
                .params(Params.of("now", now).and("id", person).and("epoch", epoch))
                .query(String.class)
                .optional()
                .orElseThrow(() -> new BadCredentialsException("The account was changed in the meantime"));
        var roles = jdbc.sql("""
                select array(select r.role from person_role r where r.person_id = :id) as roles
                """)
                .param("id", person.value())
                .query((row, i) -> RightsOfPeople.roles(row))
                .single();
        var session = sessions.open(person, epoch, visitor, strong);
        rights.changed(person);
        journal.recordAs(
                new Actor(person, name),
                AccessAction.SIGNED_IN,
                "person:" + person.value(),
                null,
                with == null ? null : Map.of("with", with));
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(person.value(), name, session, now), null, Rights.authorities(roles));
    }
}
