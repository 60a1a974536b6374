package dev.bursar.access.password;

import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down guessing without locking anybody out.
 *
 * <p>An attempt counts as failed before it is looked at and is given back when it succeeds, so that simultaneous attempts
 * can't slip through. It needs room in up to three buckets:
 * <ul>
 *   <li>the name at this place: 5 tries, then 1 s, doubling up to 15 minutes;
 *   <li>the name from anywhere: 20 tries, then one every 3 minutes;
 *   <li>the address, whatever the name: 30 tries, then 1 s, doubling up to 1 minute.
 * </ul>
 * A place where the person signed in during the last 90 days doesn't need the second, so others' guesses can't keep the
 * owner out; a known device (by cookie) doesn't need the third either, so neighbours at the same address can't. Attempts
 * made while waiting change nothing, so waiting always ends. All of it is in the database: nodes agree.
 */
@Component
public class SignInThrottle {
    private static final Duration KNOWN_FOR = Duration.ofDays(90);
    private static final int MOST_ROWS = 200_000;
    private static final int MOST_PLACES = 20;

    /** How a bucket slows down: {@code free} tries, then {@code base} seconds, doubling up to {@code cap}. */
    private record Rule(int free, int base, int cap, Duration forgetAfter) {}

    private static final Rule PLACE = new Rule(5, 1, 900, Duration.ofDays(1));
    private static final Rule NAME = new Rule(20, 180, 180, Duration.ofHours(1));
    private static final Rule ADDRESS = new Rule(30, 1, 60, Duration.ofHours(1));
    private static final Rule MAIL = new Rule(3, 600, 3_600, Duration.ofDays(1));

    /** Of codes, from a place that the person never signed in at; whoever guesses has the password already. */
    private static final Rule CODE = new Rule(10, 60, 3_600, Duration.ofDays(1));

    private record Bucket(byte[] key, Rule rule) {}

    /** An attempt that was let through; {@code address} is null for a known device. */
    public record Admitted(List<byte[]> won, Optional<byte[]> address) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.MIN);

    public SignInThrottle(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes one try.
     *
     * @param key the folded user name, whether anybody has it or not
     * @throws Throttled when there is none now
     */
    public Admitted take(String key, SignInOrigin place) {
        var now = clock.instant();
        clean(now);
        var device = known(key, "device", place.device(), now);
        var known = device || known(key, "address", place.address(), now);
        var buckets = new ArrayList<Bucket>();
        buckets.add(new Bucket(hash("place", key, device ? place.device() : place.address()), PLACE));
        if (!known) {
            buckets.add(new Bucket(hash("name", key), NAME));
        }
        var address = hash("address", place.address());
        if (!device) {
            buckets.add(new Bucket(address, ADDRESS));
        }
        transaction.executeWithoutResult(status -> buckets.forEach(bucket -> take(bucket, now)));
        return new Admitted(
                buckets.stream().map(Bucket::key).filter(won -> won != address).toList(),
                device ? Optional.empty() : Optional.of(address));
    }

    /**
     * Takes one try at the code that follows a right password: 5 at this place, then 1 s, doubling up to 15 minutes; and 10
     * from all places that the person doesn't know, then 1 minute, doubling up to an hour.
     *
     * @throws Throttled when there is none now
     */
    public Admitted takeCode(String key, SignInOrigin place) {
        var now = clock.instant();
        clean(now);
        var device = known(key, "device", place.device(), now);
        var buckets = new ArrayList<Bucket>();
        buckets.add(new Bucket(hash("code place", key, device ? place.device() : place.address()), PLACE));
        if (!device && !known(key, "address", place.address(), now)) {
            buckets.add(new Bucket(hash("code", key), CODE));
        }
        transaction.executeWithoutResult(status -> buckets.forEach(bucket -> take(bucket, now)));
        return new Admitted(buckets.stream().map(Bucket::key).toList(), Optional.empty());
    }

    /**
     * Takes one try of a known person at something of their own, such as their present password: 5 tries, then 1 s, doubling
     * up to 15 minutes. Not in a transaction that a wrong try would undo.
     *
     * @throws Throttled when there is none now
     */
    public Admitted take(String what, PersonId person) {
        var now = clock.instant();
        clean(now);
        var bucket = new Bucket(hash("own", what, String.valueOf(person.value())), PLACE);
        transaction.executeWithoutResult(status -> take(bucket, now));
        return new Admitted(List.of(bucket.key()), Optional.empty());
    }

    /** Gives the try back: the password was right. */
    public void succeeded(Admitted attempt) {
        attempt.won()
                .forEach(key -> jdbc.sql("delete from sign_in_throttle where key = :key")
                        .param("key", key)
                        .update());
        attempt.address()
                .ifPresent(key -> jdbc.sql("""
                update sign_in_throttle
                set failures = greatest(failures - 1, 0), next_at = :now
                where key = :key
                """)
                        .param("key", key)
                        .param("now", at(clock.instant()))
                        .update());
    }

    /**
     * Takes one try at having a mail sent, which is never given back: 3 for an address from anywhere, then 10 minutes, doubling
     * up to an hour; and as many from one place as sign-ins with any name. Whoever asks, the mail goes to the owner, so nobody
     * is kept out.
     *
     * @param key the folded address, whether anybody has it or not
     * @throws Throttled when there is none now
     */
    public void takeMail(String key, SignInOrigin place) {
        var now = clock.instant();
        clean(now);
        var buckets = List.of(
                new Bucket(hash("mail", key), MAIL), new Bucket(hash("mail address", place.address()), ADDRESS));
        transaction.executeWithoutResult(status -> buckets.forEach(bucket -> take(bucket, now)));
    }

    /** Remembers where a person signed in; of each person the latest twenty places. */
    public void remember(PersonId person, SignInOrigin place, String device) {
        var now = at(clock.instant());
        for (var mark : List.of(hash("known", "address", place.address()), hash("known", "device", device))) {
            jdbc.sql("""
                    insert into sign_in_place (person_id, mark, last_at)
                    values (:person, :mark, :now)
                    on conflict (person_id, mark) do update set last_at = excluded.last_at
                    """)
                    .params(Params.of("person", person).and("mark", mark).and("now", now))
                    .update();
        }
        jdbc.sql("""
                delete from sign_in_place
                where person_id = :person and mark not in (
                  select mark from sign_in_place
                  where person_id = :person and last_at > :old
                  order by last_at desc, mark
                  limit :most)
                """)
                .param("person", person.value())
                .param("old", at(clock.instant().minus(KNOWN_FOR)))
                .param("most", MOST_PLACES)
                .update();
    }

    private boolean known(String key, String kind, String value, Instant now) {
        return !value.isEmpty()
                && jdbc.sql("""
                select exists (
                  select from sign_in_place s
                  join person p on p.id = s.person_id
                  where p.user_key = :key and s.mark = :mark and s.last_at > :old)
                """)
                        .param("key", key)
                        .param("mark", hash("known", kind, value))
                        .param("old", at(now.minus(KNOWN_FOR)))
                        .query(Boolean.class)
                        .single();
    }

    private void take(Bucket bucket, Instant now) {
        var rule = bucket.rule();
        var taken = jdbc.sql("""
                insert into sign_in_throttle as t (key, failures, next_at, touched_at)
                values (:key, 1, :now, :now)
                on conflict (key) do update set
                  failures = case when t.touched_at < :forget then 1 else least(t.failures + 1, 1000000) end,
                  next_at = case
                    when t.touched_at < :forget or t.failures + 1 < :free then cast(:now as timestamptz)
                    else cast(:now as timestamptz)
                      + make_interval(secs => least(:cap, :base * 2.0 ^ least(t.failures + 1 - :free, 20)))
                    end,
                  touched_at = :now
                where t.next_at <= :now or t.touched_at < :forget
                """)
                .param("key", bucket.key())
                .param("now", at(now))
                .param("forget", at(now.minus(rule.forgetAfter())))
                .param("free", rule.free())
                .param("base", rule.base())
                .param("cap", rule.cap())
                .update();
        if (taken == 0) {
            throw new Throttled(jdbc.sql("select next_at from sign_in_throttle where key = :key")
                    .param("key", bucket.key())
                    .query((row, i) -> row.getObject("next_at", OffsetDateTime.class))
                    .optional()
                    .map(next -> Duration.between(now, next.toInstant()))
                    .orElse(Duration.ZERO));
        }
    }

    /** Once a minute: what is a day old goes, and the oldest above 200,000. */
    private void clean(Instant now) {
        var last = cleaned.get();
        if (now.isBefore(last.equals(Instant.MIN) ? now : last.plusSeconds(60)) || !cleaned.compareAndSet(last, now)) {
            return;
        }
        jdbc.sql("""
                delete from sign_in_throttle
                where touched_at < :old
                  or touched_at < (select touched_at from sign_in_throttle order by touched_at desc offset :most limit 1)
                """)
                .param("old", at(now.minus(Duration.ofDays(1))))
                .param("most", MOST_ROWS)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
