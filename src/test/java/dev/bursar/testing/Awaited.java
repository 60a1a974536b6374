package dev.bursar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/** Something that happens elsewhere, which is looked for without keeping a processor from it. */
public final class Awaited {
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final long BETWEEN_LOOKS = Duration.ofMillis(2).toNanos();

    private Awaited() {}

    public static void until(BooleanSupplier happened) {
        long end = System.nanoTime() + MOST.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waits").isLessThan(end);
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
