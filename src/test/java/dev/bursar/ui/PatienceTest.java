package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import dev.bursar.ui.PageWork.Patience;
import module java.base;
import org.junit.jupiter.api.Test;

class PatienceTest {
    /** Milliseconds, from a moment that is no special one. */
    private static long at(long millis) {
        return 7_000_000_000L + millis * 1_000_000;
    }

    @Test
    void partsOfAPageShareItAndTheNextMessageHasItsOwn() {
        var ui = new UI();
        assertThat(Patience.of(ui, at(0))).isEqualTo(Duration.ofMillis(150));
        assertThat(Patience.of(ui, at(100))).isEqualTo(Duration.ofMillis(50));
        assertThat(Patience.of(ui, at(150))).isZero();
        assertThat(Patience.of(ui, at(900))).isZero();
        ui.getInternals().setLastProcessedClientToServerId(1, new byte[0]);
        assertThat(Patience.of(ui, at(901))).isEqualTo(Duration.ofMillis(150));
        assertThat(Patience.of(ui, at(1_000))).isEqualTo(Duration.ofMillis(51));
    }
}
