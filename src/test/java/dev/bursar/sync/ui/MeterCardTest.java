package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.run.MeterRow;
import module java.base;
import org.junit.jupiter.api.Test;

class MeterCardTest {
    private static final MeterRow PAID = row("ce:GetCostAndUsage", 165, 0, "1.65");
    private static final MeterRow TRAIL = row("cloudtrail:LookupEvents", 793, 2, "0");
    private static final MeterRow ROLES = row("sts:AssumeRole", 21, 1, "0.00");

    @Test
    void whatCostsNothingIsOneRowThatOpens() {
        assertThat(words(MeterCard.lines(List.of(PAID, TRAIL, ROLES), false)))
                .containsExactly("ce:GetCostAndUsage 165 0", "2 free 814 3");
        assertThat(words(MeterCard.lines(List.of(PAID, TRAIL, ROLES), true)))
                .containsExactly(
                        "ce:GetCostAndUsage 165 0",
                        "2 free 814 3",
                        "below cloudtrail:LookupEvents 793 2",
                        "below sts:AssumeRole 21 1");
        assertThat(words(MeterCard.lines(List.of(PAID, TRAIL), false)))
                .containsExactly("ce:GetCostAndUsage 165 0", "cloudtrail:LookupEvents 793 2");
        assertThat(MeterCard.lines(List.of(), true)).isEmpty();
    }

    private static List<String> words(List<MeterCard.Line> lines) {
        return lines.stream()
                .map(line -> (line.below() ? "below " : "")
                        + (line.free() > 0 ? line.free() + " free" : line.row().api()) + " "
                        + line.row().requests() + " " + line.row().failed())
                .toList();
    }

    private static MeterRow row(String api, long requests, long failed, String usd) {
        return new MeterRow(api, requests, failed, new BigDecimal(usd));
    }
}
