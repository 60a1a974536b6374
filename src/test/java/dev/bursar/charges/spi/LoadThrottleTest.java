package dev.bursar.charges.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;

class LoadThrottleTest {
    private final List<Duration> rests = new ArrayList<>();
    private boolean busy = true;
    private Duration now = Duration.ZERO;
    private final LoadThrottle rest = new LoadThrottle(() -> busy, () -> now.toNanos(), rests::add);

    @Test
    void restsAsLongAsTheLoadBeforeTook() {
        load(Duration.ofMillis(300));
        load(Duration.ofMillis(20));
        load(Duration.ofMillis(5));
        assertThat(rests).containsExactly(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(20));
    }

    @Test
    void restsForASecondAtMost() {
        load(Duration.ofMinutes(2));
        load(Duration.ofMillis(1));
        assertThat(rests).last().isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void goesOnAtOnceWhileNobodyLooks() {
        busy = false;
        load(Duration.ofMillis(300));
        load(Duration.ofMillis(300));
        assertThat(rests).isEmpty();
    }

    @Test
    void restsAfterALoadThatFailedToo() {
        assertThatThrownBy(() -> rest.before(() -> {
                    now = now.plusMillis(40);
                    throw new IllegalStateException("the lease is another's");
                }))
                .hasMessage("the lease is another's");
        load(Duration.ofMillis(1));
        assertThat(rests).last().isEqualTo(Duration.ofMillis(40));
    }

    private void load(Duration takes) {
        int resting = rests.size();
        String loaded = rest.before(() -> {
            // the rest comes before what the load locks
            assertThat(rests).hasSize(busy ? resting + 1 : resting);
            now = now.plus(takes);
            return "loaded";
        });
        assertThat(loaded).isEqualTo("loaded");
    }
}
