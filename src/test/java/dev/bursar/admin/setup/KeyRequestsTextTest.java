package dev.bursar.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.costexplorer.KeyRequests;
import dev.bursar.sync.Estimate;
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
        return SetupText.requests(
                asked, Optional.of(Estimate.of(30, 90, KeyRequests.REQUEST_USD, "")), cap(monthlyCap));
    }

    @Test
    void requestsAndPriceAreSaidBefore() {
        assertThat(said(new KeyRequests(2, 6, 6, 20, false), "50"))
                .containsExactly(
                        "Bursar asks Cost Explorer again immediately for what this order changes: 6 to 20 paid requests,"
                                + " at most $0.20.",
                        "Further keys take 2 to 6 more paid requests a refresh, 180 to 540 a month: $1.80 to $5.40.");
        assertThat(said(new KeyRequests(0, 0, 4, 4, true), "50"))
                .containsExactly("Bursar reads Cost Explorer\u2019s costs again immediately: 30 to 90 paid requests,"
                        + " $0.30 to $0.90, never more than the caps of $10.00 a day and $50.00 a month.");
        assertThat(said(new KeyRequests(0, 0, 0, 0, false), "50")).isEmpty();
    }

    @Test
    void whatTakesSeveralDaysByTheDailyCapSaysHowMany() {
        assertThat(said(new KeyRequests(2, 6, 6, 1_000, false), "50").getFirst())
                .endsWith("at most $10.00.");
        assertThat(said(new KeyRequests(2, 6, 6, 1_001, false), "50").getFirst())
                .endsWith("at most $10.01. At the cap of $10.00 a day this takes up to 2 days.");
        assertThat(SetupText.requests(
                                new KeyRequests(0, 0, 4, 4, true),
                                Optional.of(Estimate.of(400, 3_456, KeyRequests.REQUEST_USD, "")),
                                cap("500"))
                        .getFirst())
                .endsWith("$500.00 a month. At the cap of $10.00 a day this takes up to 4 days.");
    }

    @Test
    void whatThePreviewLeavesOutIsSaidWithItsAmount() {
        YearMonth first = YearMonth.of(2026, 1);
        assertThat(SetupText.leftOut(Map.of("USD", new BigDecimal("12345.678")), first))
                .isEqualTo(
                        " Costs of Cost Explorer are not in this: $12,345.68 since January 2026. They move once they are"
                                + " read by the new order.");
        assertThat(SetupText.leftOut(Map.of("USD", BigDecimal.ZERO), first)).isEmpty();
        assertThat(SetupText.leftOut(Map.of(), first)).isEmpty();
    }

    @Test
    void whatDoesNotFitTheCapIsSaid() {
        assertThat(said(new KeyRequests(2, 6, 6, 20, false), "5").getLast())
                .startsWith("That can exceed the cap of $5.00 a month.");
    }
}
