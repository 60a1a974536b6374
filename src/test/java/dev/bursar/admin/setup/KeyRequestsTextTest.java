package dev.bursar.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.costexplorer.KeyRequests;
import dev.bursar.sync.control.SyncService.MeterState;
import module java.base;
import org.junit.jupiter.api.Test;

class KeyRequestsTextTest {
    private static MeterState cap(String monthly) {
        return new MeterState(
                LocalDate.parse("2026-11-24"),
                BigDecimal.ZERO,
                BigDecimal.TEN,
                BigDecimal.ZERO,
                new BigDecimal(monthly),
                List.of());
    }

    private static List<String> said(KeyRequests asked, String monthlyCap) {
        return SetupText.requests(asked, ": 30 to 90 paid requests", cap(monthlyCap));
    }

    @Test
    void requestsAndPriceAreSaidBefore() {
        assertThat(said(new KeyRequests(2, 6, 6, 20, false), "50"))
                .containsExactly(
                        "Bursar asks Cost Explorer again immediately for what this order changes: 6 to 20 paid requests,"
                                + " at most $0.20.",
                        "Further keys take 2 to 6 more paid requests a refresh, 180 to 540 a month: $1.80 to $5.40.");
        assertThat(said(new KeyRequests(0, 0, 4, 4, true), "50"))
                .containsExactly("Bursar reads Cost Explorer\u2019s costs again immediately: 30 to 90 paid requests.");
        assertThat(said(new KeyRequests(0, 0, 0, 0, false), "50")).isEmpty();
    }

    @Test
    void whatDoesNotFitTheCapIsSaid() {
        assertThat(said(new KeyRequests(2, 6, 6, 20, false), "5").getLast())
                .startsWith("That can exceed the cap of $5.00 a month.");
    }
}
