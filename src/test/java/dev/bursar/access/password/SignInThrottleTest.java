package dev.bursar.access.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.kernel.PersonId;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SignInThrottleTest {
    private static final SignInOrigin HOME = new SignInOrigin("10.1.1.1", "");
    private static final SignInOrigin DEVICE = new SignInOrigin("10.1.1.1", "d".repeat(43));
    private static final SignInOrigin ELSEWHERE = new SignInOrigin("10.9.9.9", "");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock();
    private final SignInThrottle throttle = node();
    private final PersonId owner = new PersonId(database.jdbc()
            .sql("insert into person (user_name, user_key, display_name) values ('o', 'owner', 'O') returning id")
            .query(Integer.class)
            .single());

    @AfterEach
    void drop() {
        database.close();
    }

    private SignInThrottle node() {
        return new SignInThrottle(database.jdbc(), clock, new JdbcTransactionManager(database.dataSource()));
    }

    private long wait(String name, SignInOrigin place) {
        var slowed = catchThrowableOfType(Throttled.class, () -> throttle.take(name, place));
        return slowed == null ? 0 : slowed.seconds();
    }

    /** Tries as fast as allowed until so many tries were looked at; how long that took. */
    private Duration guess(String name, SignInOrigin place, int tries) {
        var start = clock.instant();
        for (var done = 0; done < tries; ) {
            var wait = wait(name, place);
            if (wait == 0) {
                done++;
            } else {
                clock.forward(Duration.ofSeconds(wait));
            }
        }
        return Duration.between(start, clock.instant());
    }

    @Test
    void fiveTriesAreFreeThenTheDelayDoubles() {
        assertThat(guess("owner", HOME, 5)).isZero();
        assertThat(wait("owner", HOME)).isEqualTo(1);
        assertThat(guess("owner", HOME, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait("owner", HOME)).isEqualTo(2);
        assertThat(guess("owner", HOME, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(wait("owner", HOME)).isEqualTo(4);
    }

    @Test
    void askingWhileWaitingDoesNotProlongTheWait() {
        guess("owner", HOME, 8);
        var wait = wait("owner", HOME);
        for (var i = 0; i < 100; i++) {
            assertThat(wait("owner", HOME)).isEqualTo(wait);
        }
        clock.forward(Duration.ofSeconds(wait));
        assertThat(wait("owner", HOME)).isZero();
    }

    @Test
    void aThousandGuessesFromOnePlaceTakeDaysAndTheOwnerGetsInFromAnother() {
        assertThat(guess("owner", ELSEWHERE, 1_000)).isGreaterThan(Duration.ofDays(9));
        clock.forward(Duration.ofMinutes(3));
        assertThat(wait("owner", HOME)).isZero();
    }

    @Test
    void aThousandGuessesFromAThousandPlacesDoNotReachAKnownPlace() {
        throttle.remember(owner, HOME, DEVICE.device());
        var let = 0;
        for (var i = 0; i < 1_000; i++) {
            if (wait("owner", new SignInOrigin("172.16." + i / 250 + "." + i % 250, "")) == 0) {
                let++;
            }
        }
        assertThat(let).isEqualTo(20);
        assertThat(wait("owner", ELSEWHERE)).isEqualTo(180);
        assertThat(wait("owner", HOME)).isZero();
        assertThat(wait("owner", DEVICE)).isZero();
    }

    @Test
    void neighboursAtTheSameAddressDoNotReachAKnownDevice() {
        throttle.remember(owner, HOME, DEVICE.device());
        guess("owner", HOME, 30);
        for (var i = 0; i < 200; i++) {
            wait("person" + i, HOME);
        }
        assertThat(wait("owner", HOME)).isPositive();
        assertThat(wait("owner", DEVICE)).isZero();
    }

    @Test
    void aKnownDeviceHasNoMoreTriesThanOthers() {
        throttle.remember(owner, HOME, DEVICE.device());
        assertThat(guess("owner", DEVICE, 5)).isZero();
        assertThat(wait("owner", DEVICE)).isEqualTo(1);
    }

    @Test
    void aThousandPeopleOnceEachFromOneAddressAreSlowed() {
        var start = clock.instant();
        for (var i = 0; i < 1_000; i++) {
            guess("person" + i, ELSEWHERE, 1);
        }
        assertThat(Duration.between(start, clock.instant())).isGreaterThan(Duration.ofHours(15));
        assertThat(wait("person7", HOME)).isZero();
        assertThat(wait("owner", HOME)).isZero();
    }

    @Test
    void aPlaceIsForgottenAfterNinetyDays() {
        throttle.remember(owner, HOME, DEVICE.device());
        clock.forward(Duration.ofDays(91));
        for (var i = 0; i < 25; i++) {
            wait("owner", new SignInOrigin("172.16.0." + i, ""));
        }
        assertThat(wait("owner", HOME)).isPositive();
    }

    @Test
    void successGivesTheTriesBack() {
        guess("owner", HOME, 4);
        throttle.succeeded(throttle.take("owner", HOME));
        assertThat(guess("owner", HOME, 5)).isZero();
    }

    @Test
    void manyPeopleMayComeInFromOneAddress() {
        for (var i = 0; i < 200; i++) {
            throttle.succeeded(throttle.take("person" + i, HOME));
        }
        assertThat(wait("another", HOME)).isZero();
    }

    @Test
    void nodesAgree() {
        var other = node();
        for (var i = 0; i < 3; i++) {
            throttle.take("owner", HOME);
        }
        other.take("owner", HOME);
        other.take("owner", HOME);
        assertThatThrownBy(() -> throttle.take("owner", HOME)).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> other.take("owner", HOME)).isInstanceOf(Throttled.class);
    }

    @Test
    void simultaneousTriesDoNotSlipThrough() throws Exception {
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            var let = new java.util.concurrent.atomic.AtomicInteger();
            for (var i = 0; i < 60; i++) {
                threads.submit(() -> {
                    throttle.take("owner", HOME);
                    return let.incrementAndGet();
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
            assertThat(let).hasValue(5);
        }
    }

    @Test
    void oldRowsGo() {
        guess("owner", HOME, 1);
        guess("other", ELSEWHERE, 1);
        clock.forward(Duration.ofDays(2));
        guess("third", new SignInOrigin("10.3.3.3", ""), 1);
        clock.forward(Duration.ofMinutes(2));
        guess("third", new SignInOrigin("10.3.3.3", ""), 1);
        assertThat(database.jdbc()
                        .sql("select count(*) from sign_in_throttle")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void ofEachPersonTwentyPlacesAreKept() {
        for (var i = 0; i < 30; i++) {
            clock.forward(Duration.ofMinutes(1));
            assertThatCode(() -> throttle.remember(
                            owner, HOME, java.util.UUID.randomUUID().toString()))
                    .doesNotThrowAnyException();
        }
        assertThat(database.jdbc()
                        .sql("select count(*) from sign_in_place")
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    void anIpv6ClientIsItsNetwork() {
        assertThat(SignInOrigin.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(SignInOrigin.network("2001:db8:1:2:ffff::1"))
                .isNotEqualTo(SignInOrigin.network("2001:db8:1:3::1"));
        assertThat(SignInOrigin.network("10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(SignInOrigin.network("nonsense")).isEqualTo("unknown");
    }
}
