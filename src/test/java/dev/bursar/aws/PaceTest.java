package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.RetriedRequests.Pace;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests start in a second, whenever it begins. */
class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(-5 * SECOND);
    private final AtomicInteger perSecond = new AtomicInteger(2);
    private final Pace pace = new Pace(perSecond::get, now::get, now::addAndGet);

    private List<Long> starts(int count, long longestPause) throws InterruptedException {
        var random = new Random(7);
        var starts = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            now.addAndGet(random.nextLong(longestPause));
            pace.await();
            starts.add(now.get());
        }
        return starts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20})
    void noWindowOfASecondHasMore(int most) throws InterruptedException {
        perSecond.set(most);
        for (long pause : new long[] {1, SECOND / most, 3 * SECOND}) {
            List<Long> starts = starts(200, pause);
            for (int i = most; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - most)).isGreaterThan(SECOND);
            }
        }
    }

    @Test
    void theFirstDoesNotWaitAndAnotherRateHoldsAtOnce() throws InterruptedException {
        long began = now.get();
        pace.await();
        assertThat(now.get()).isEqualTo(began);
        pace.await();
        assertThat(now.get() - began).isBetween(SECOND / 2, SECOND);
        perSecond.set(1_000);
        pace.await();
        assertThat(now.get() - began).isLessThan(SECOND);
    }
}
