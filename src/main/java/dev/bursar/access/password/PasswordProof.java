package dev.bursar.access.password;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.rows.RecordMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks a signed-in person for their present password before what an open page alone must not change. */
@Component
public class PasswordProof {
    /** What was right a moment ago. */
    public record Credentials(String userName, String hash) {}

    private record Stored(String userName, @Nullable String hash) {}

    private final JdbcClient jdbc;
    private final Hashing hashing;
    private final SignInThrottle throttle;
    private final Journal journal;

    PasswordProof(JdbcClient jdbc, Hashing hashing, SignInThrottle throttle, Journal journal) {
        this.jdbc = jdbc;
        this.hashing = hashing;
        this.throttle = throttle;
        this.journal = journal;
    }

    /**
     * Takes one throttled try; not in a transaction that a wrong one would undo.
     *
     * @throws WrongPassword when it is another, or there is none
     * @throws Throttled after too many wrong ones
     */
    public Credentials prove(SignedIn me, String password) {
        var attempt = throttle.take("password", me.id());
        var known = jdbc.sql("select user_name, password_hash as hash from person where id = :id")
                .param("id", me.person())
                .query(RecordMapper.of(Stored.class))
                .single();
        var hash = known.hash();
        if (password.isEmpty()
                || password.length() > Hashing.LONGEST
                || hash == null
                || !hashing.matches(password, hash)) {
            journal.denied(AccessAction.PASSWORD_REFUSED, "person:" + me.person());
            throw new WrongPassword();
        }
        throttle.succeeded(attempt);
        return new Credentials(known.userName(), hash);
    }
}
