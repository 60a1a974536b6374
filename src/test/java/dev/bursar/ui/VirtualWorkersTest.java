package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class VirtualWorkersTest {
    private Duration now = Duration.ofDays(3);
    private final VirtualWorkers workers = new VirtualWorkers(() -> now.toNanos());

    @Test
    void isBusyForASecondAfterAPageHasAskedForSomething() {
        assertThat(workers.busy()).isFalse();
        workers.start(() -> {}, Duration.ofSeconds(10));
        assertThat(workers.busy()).isTrue();
        now = now.plusMillis(999);
        assertThat(workers.busy()).isTrue();
        now = now.plusMillis(1);
        assertThat(workers.busy()).isFalse();
    }
}
