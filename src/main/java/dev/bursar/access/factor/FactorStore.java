package dev.bursar.access.factor;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores second factors and uses their codes up. */
@Component
public class FactorStore {
    /** How a code was proved. */
    public enum Kind {
        CODE("code"),
        PASSKEY("passkey"),
        RECOVERY_CODE("recovery code");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What a person has, and what their roles ask for. */
    public record State(boolean set, boolean required) {}

    private record Stored(byte[] secret, long lastStep) {}

    private final JdbcClient jdbc;
    private final SecretCipher vault;
    private final Journal journal;
    private final Clock clock;

    public FactorStore(JdbcClient jdbc, SecretCipher vault, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    public State state(PersonId person) {
        return jdbc.sql("""
                select
                  exists (select from person_totp where person_id = :person) as set,
                  exists (
                    select from person_role r
                    join second_factor_role f on f.role = r.role
                    where r.person_id = :person) as required
                """)
                .param("person", person.value())
                .query(RecordMapper.of(State.class))
                .single();
    }

    /** One change of a person's factor after the other: until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(PersonId person) {
        jdbc.sql("select id from person where id = :id for update")
                .param("id", person.value())
                .query(Integer.class)
                .optional();
    }

    public Optional<Instant> since(PersonId person) {
        return jdbc.sql("select since from person_totp where person_id = :person")
                .param("person", person.value())
                .query((row, i) -> row.getObject("since", OffsetDateTime.class).toInstant())
                .optional();
    }

    public int recoveryCodesLeft(PersonId person) {
        return jdbc.sql("select count(*) from person_recovery_code where person_id = :person")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Stores a factor whose first code is right, in place of an earlier one.
     *
     * @return the recovery codes, which nobody can be told again
     * @throws WrongCode when it isn't
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> set(Actor owner, Enrolment enrolment, String code) {
        var person = owner.id();
        var now = clock.instant();
        var step = Totp.matching(enrolment.secret(), bare(code), now, 0).orElseThrow(WrongCode::new);
        jdbc.sql("""
                insert into person_totp (person_id, secret, last_step, since)
                values (:person, :secret, :step, :now)
                on conflict (person_id) do update
                set secret = excluded.secret, last_step = excluded.last_step, since = excluded.since
                """)
                .param("person", person.value())
                .param("secret", vault.seal(enrolment.secret(), purpose(person)))
                .param("step", step)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        journal.recordAs(owner, AccessAction.SECOND_FACTOR_SET, subject(person), null, null);
        return newRecoveryCodes(person);
    }

    /** Replaces the recovery codes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> newRecoveryCodes(PersonId person) {
        jdbc.sql("delete from person_recovery_code where person_id = :person")
                .param("person", person.value())
                .update();
        var codes = RecoveryCodes.make();
        codes.forEach(code -> jdbc.sql("insert into person_recovery_code (person_id, hash) values (:person, :hash)")
                .param("person", person.value())
                .param("hash", RecoveryCodes.hash(person.value(), code))
                .update());
        return codes;
    }

    /** Removes everything; false when there was nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(PersonId person) {
        jdbc.sql("delete from person_recovery_code where person_id = :person")
                .param("person", person.value())
                .update();
        jdbc.sql("delete from person_passkey where person_id = :person")
                .param("person", person.value())
                .update();
        return jdbc.sql("delete from person_totp where person_id = :person")
                        .param("person", person.value())
                        .update()
                > 0;
    }

    /**
     * Uses a code up, of the app or for recovery; of two at the same moment one counts.
     *
     * @throws WrongCode when it is neither
     */
    @Writes(Guard.CONDITION)
    public Kind use(PersonId person, String typed) {
        var code = bare(typed);
        if (code.matches("\\d{" + Totp.DIGITS + "}")) {
            useCode(person, code);
            return Kind.CODE;
        }
        var removed = jdbc.sql("delete from person_recovery_code where person_id = :person and hash = :hash")
                .param("person", person.value())
                .param("hash", RecoveryCodes.hash(person.value(), code))
                .update();
        if (removed == 0) {
            throw new WrongCode();
        }
        return Kind.RECOVERY_CODE;
    }

    private void useCode(PersonId person, String code) {
        var stored = jdbc.sql("select secret, last_step from person_totp where person_id = :person")
                .param("person", person.value())
                .query(RecordMapper.of(Stored.class))
                .optional()
                .orElseThrow(WrongCode::new);
        var step = Totp.matching(vault.open(stored.secret(), purpose(person)), code, clock.instant(), stored.lastStep())
                .orElseThrow(WrongCode::new);
        var updated = jdbc.sql(
                        "update person_totp set last_step = :step where person_id = :person and last_step < :step")
                .param("step", step)
                .param("person", person.value())
                .update();
        if (updated == 0) {
            throw new WrongCode();
        }
    }

    private static String bare(String typed) {
        return (typed.length() > 100 ? typed.substring(0, 100) : typed).replaceAll("[\\s-]", "");
    }

    private static String purpose(PersonId person) {
        return "totp:" + person.value();
    }

    private static String subject(PersonId person) {
        return "person:" + person.value();
    }

    /** Makes the codes for the day on which the app isn't at hand: ten, of 80 random bits each, four times four letters. */
    static final class RecoveryCodes {
        private static final int MANY = 10;
        private static final SecureRandom RANDOM = new SecureRandom();

        private RecoveryCodes() {}

        /** {@code K7QD-M2XA-…}. */
        static List<String> make() {
            return Stream.generate(() -> {
                        var bytes = new byte[10];
                        RANDOM.nextBytes(bytes);
                        return Totp.base32(bytes).replaceAll("(.{4})(?!$)", "$1-");
                    })
                    .limit(MANY)
                    .toList();
        }

        /** However it was typed: in small letters, with spaces or without signs between. */
        static byte[] hash(int person, String code) {
            var bare = code.toUpperCase(Locale.ROOT)
                    .replaceAll("[^A-Z0-9]", "")
                    .replace('0', 'O')
                    .replace('1', 'I');
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(person).array());
                return digest.digest(bare.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
