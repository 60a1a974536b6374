package dev.bursar.charges.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    private static Consumer<Consumer<Integer>> numbers(int many) {
        return each -> IntStream.range(0, many).forEach(each::accept);
    }

    private static List<Integer> taken(int many) {
        var taken = new ArrayList<Integer>();
        ReadAhead.run(numbers(many), () -> taken::addAll);
        return taken;
    }

    @Test
    void rowsComeAllAndInOrder() {
        for (int many : new int[] {0, 1, 999, 1_000, 1_001, 25_500}) {
            assertThat(taken(many)).isEqualTo(IntStream.range(0, many).boxed().toList());
        }
    }

    @Test
    void theWorkIsDoneByTheCallerAndBeginsOnceRowsAreThere() {
        var begun = new AtomicBoolean();
        var read = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        ReadAhead.<Integer>run(
                each -> {
                    assertThat(begun).isFalse();
                    each.accept(1);
                    read.countDown();
                },
                () -> {
                    assertThat(read.getCount()).isZero();
                    begun.set(true);
                    return rows -> assertThat(Thread.currentThread()).isSameAs(caller);
                });
        assertThat(begun).isTrue();
    }

    @Test
    void anErrorOfTheReadingReachesTheCallerAfterWhatWasRead() {
        var taken = new ArrayList<Integer>();
        assertThatThrownBy(() -> ReadAhead.<Integer>run(
                        each -> {
                            numbers(2_500).accept(each);
                            throw new IllegalArgumentException("no more");
                        },
                        () -> taken::addAll))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no more");
        assertThat(taken).hasSize(2_000);
    }

    @Test
    void anErrorOfTheWorkEndsTheReading() {
        var ended = new AtomicBoolean();
        Supplier<Consumer<List<Integer>>> failing = () -> rows -> {
            throw new IllegalArgumentException("not wanted any more");
        };
        assertThatThrownBy(() -> ReadAhead.run(
                        each -> {
                            try {
                                numbers(Integer.MAX_VALUE).accept(each);
                            } finally {
                                ended.set(true);
                            }
                        },
                        failing))
                .hasMessage("not wanted any more");
        assertThat(ended).isTrue();
    }

    @Test
    void whoIsInterruptedStaysSo() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> taken(1_000_000)).hasMessage("Interrupted while rows were read");
        assertThat(Thread.interrupted()).isTrue();
    }
}
