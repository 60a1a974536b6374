package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.vaadin.flow.component.ComponentUtil;
import dev.bursar.testing.Texts;
import dev.bursar.ui.ChartEvents.Event;
import dev.bursar.ui.SpendChart.FlagEvent;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartEventsTest {
    private final SpendChart chart = new SpendChart("Costs");
    private final ChartEvents events = new ChartEvents(
            chart, day -> day.getMonthValue() == 11 ? OptionalInt.of(day.getDayOfMonth() - 1) : OptionalInt.empty());

    private static Event event(String day, String what, String amount) {
        return new Event(LocalDate.parse(day), what, new BigDecimal(amount), "USD", "changes-in-cost");
    }

    @Test
    void whatHappenedIsListedByDayAndNothingIsNoList() {
        assertThat(events.isVisible()).isFalse();
        events.show(List.of(
                event("2026-11-16", "ada created tide", "24823.6"),
                event("2026-11-09", "ada deleted <b>ebb</b>", "-12")));
        assertThat(events.isVisible()).isTrue();
        assertThat(Texts.of(events))
                .containsSubsequence(
                        "9 Nov: ada deleted <b>ebb</b>", "\u2212$12.00", "16 Nov: ada created tide", "+$24,823.60");
        events.show(List.of());
        assertThat(events.isVisible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, Integer.MAX_VALUE})
    void aBrowserThatNamesAFlagThatIsNotThereOpensNothing(int place) {
        events.show(List.of(event("2026-11-16", "ada created tide", "1"), event("2026-10-16", "not drawn", "1")));
        assertThatCode(() -> ComponentUtil.fireEvent(chart, new FlagEvent(chart, true, place)))
                .doesNotThrowAnyException();
    }
}
