package dev.bursar.access.password;

import module java.base;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (19 MiB, 2 passes: OWASP's first choice), few at a time, so that a flood of sign-ins takes
 * neither the memory nor all processors.
 */
@Component
public class Hashing {
    public static final int LONGEST = 1_000;
    private static final String CURRENT = "argon2id";

    private final PasswordEncoder encoder;
    private final String decoy;
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    @Autowired
    public Hashing() {
        this(19_456, 2);
    }

    /** With another memory than OWASP's, for tests. */
    Hashing(int kibibytes, int passes) {
        encoder = new DelegatingPasswordEncoder(
                CURRENT, Map.of(CURRENT, new Argon2PasswordEncoder(16, 32, 1, kibibytes, passes)));
        decoy = "{argon2id}$argon2id$v=19$m=" + kibibytes + ",t=" + passes + ",p=1$AAAAAAAAAAAAAAAAAAAAAA"
                + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    }

    /** What names that nobody has are checked against, so that they cost the same time; no password gives it. */
    public String decoy() {
        return decoy;
    }

    public String hash(String password) {
        return inTurn(() -> encoder.encode(password));
    }

    public boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    public boolean outdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (!turns.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new Throttled(java.time.Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Throttled(java.time.Duration.ofSeconds(1));
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
