package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.Hashing;
import dev.bursar.access.password.PasswordProof;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.PasswordRules;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.access.rights.CurrentAccount;
import dev.bursar.access.rights.OwnSession;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.access.rights.UserNames;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.NumberStyle;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a signed-in person may see and change of themselves, whatever their roles; never of anybody else. Whoever is not
 * signed in gets {@link AccessDeniedException}.
 */
@Service
@Transactional(readOnly = true)
public class OwnAccount {
    private final JdbcClient jdbc;
    private final Journal journal;
    private final CurrentAccount oneself;
    private final PasswordProof proof;
    private final RightsOfPeople rights;
    private final Sessions sessions;
    private final PasswordRules rules;
    private final Hashing hashing;
    private final TransactionTemplate transaction;

    OwnAccount(
            JdbcClient jdbc,
            Journal journal,
            CurrentAccount oneself,
            PasswordProof proof,
            RightsOfPeople rights,
            Sessions sessions,
            PasswordRules rules,
            Hashing hashing,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.oneself = oneself;
        this.proof = proof;
        this.rights = rights;
        this.sessions = sessions;
        this.rules = rules;
        this.hashing = hashing;
        this.transaction = new TransactionTemplate(transactions);
    }

    public OwnDetails details() {
        return jdbc.sql("""
                select p.user_name, p.display_name, p.password_hash is not null as has_password, p.version,
                  array(select r.role from person_role r where r.person_id = p.id) as roles,
                  coalesce(f.number_style, 'COMMA_POINT') as number_style
                from person p
                left join person_preference f on f.person_id = p.id
                where p.id = :id
                """)
                .param("id", oneself.me().person())
                .query(RecordMapper.of(OwnDetails.class))
                .single();
    }

    /** The name by which the portal calls the person now, and their roles; empty when nobody is signed in. */
    public Optional<Named> named() {
        return oneself.rights().map(found -> new Named(found.name(), found.roles()));
    }

    /** A name and roles. */
    public record Named(String name, Set<Role> roles) {}

    /**
     * Changes how the portal calls the person.
     *
     * @throws IllegalArgumentException when it isn't one line of 1 to 200 visible characters
     * @throws StaleEdit when the person was changed in the meantime
     */
    @Writes(Guard.CONDITION)
    public void rename(String displayName, int version) {
        var me = oneself.me();
        var before = details();
        var name = UserNames.line(displayName, "A name");
        var updated = jdbc.sql("""
                update person set display_name = :name, version = version + 1
                where id = :id and version = :version
                """)
                .params(Params.of("name", name).and("id", me.person()).and("version", version))
                .update();
        if (updated == 0) {
            throw new StaleEdit(subject(me));
        }
        rights.changed(me.id());
        journal.record(
                AccessAction.PERSON_RENAMED,
                subject(me),
                Map.of("displayName", before.displayName()),
                Map.of("displayName", name));
    }

    /**
     * Sets a new password and ends the person's other sessions.
     *
     * @throws WrongPassword when {@code present} isn't the present one
     * @throws Throttled after too many wrong ones
     * @throws PasswordRefused when the new one breaks a rule
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void changePassword(String present, String next) {
        var me = oneself.me();
        var known = proof.prove(me, present);
        rules.check(known.userName(), next);
        var hash = hashing.hash(next);
        transaction.executeWithoutResult(status -> {
            var epoch = jdbc.sql("""
                    update person set password_hash = :hash, epoch = epoch + 1, version = version + 1
                    where id = :id and password_hash = :checked
                    returning epoch
                    """)
                    .params(Params.of("hash", hash).and("id", me.person()).and("checked", known.hash()))
                    .query(Integer.class)
                    .optional()
                    .orElseThrow(WrongPassword::new);
            sessions.closeOthers(me);
            sessions.renew(me, epoch);
            rights.changed(me.id());
            journal.record(AccessAction.PASSWORD_CHANGED, subject(me));
        });
    }

    /** The open ones, the latest seen first. */
    public List<OwnSession> sessions() {
        return sessions.of(oneself.me());
    }

    /** Ends another session at its next request; nothing happens when it has ended already. */
    @Writes(Guard.CONDITION)
    public void endSession(UUID session) {
        var me = oneself.me();
        if (sessions.close(me.id(), session)) {
            rights.changed(me.id());
            journal.record(AccessAction.SESSION_ENDED, subject(me));
        }
    }

    /** Ends all sessions but this one. */
    @Writes(Guard.CONDITION)
    public void endOtherSessions() {
        var me = oneself.me();
        if (sessions.closeOthers(me) > 0) {
            rights.changed(me.id());
            journal.record(AccessAction.SESSIONS_ENDED, subject(me));
        }
    }

    /** How the person reads figures; empty when nobody is signed in. */
    public Optional<NumberStyle> numberStyle() {
        return oneself.signedIn()
                .flatMap(one -> jdbc.sql("select number_style from person_preference where person_id = :id")
                        .param("id", one.person())
                        .query((row, i) -> NumberStyle.valueOf(row.getString("number_style")))
                        .optional()
                        .or(() -> Optional.of(NumberStyle.COMMA_POINT)));
    }

    @Writes(Guard.ANY_ORDER)
    public void chooseNumbers(NumberStyle style) {
        jdbc.sql("""
                insert into person_preference (person_id, number_style)
                values (:id, :style)
                on conflict (person_id) do update set number_style = excluded.number_style
                """)
                .param("id", oneself.me().person())
                .param("style", style.name())
                .update();
    }

    private static String subject(SignedIn me) {
        return "person:" + me.person();
    }
}
