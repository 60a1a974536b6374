package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadList;
import dev.bursar.efficiency.ui.EfficiencyView.EfficiencyStates;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.UnreadAccounts.Unread;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.list.Choices;
import dev.bursar.list.ListState;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what was read and evaluated is said to be nothing, whoever asks. */
class EfficiencyStatesTest {
    private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-11-24T08:00:00Z"));
    private static final Unread ONE = new Unread("111122223333", "Vision", WhyUnread.NOT_YET, null, 0);

    private static EmptyState of(
            boolean admin,
            boolean seesSync,
            ListState url,
            Optional<Instant> readAt,
            Optional<Instant> judgedAt,
            Unread... unread) {
        var page = new Page(
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                BigDecimal.ZERO,
                0,
                Map.of(),
                BigDecimal.ZERO,
                0,
                0,
                Set.of(),
                null,
                null,
                Origin.EXPORT,
                readAt,
                judgedAt,
                new UnreadAccounts.Answer(12, List.of(unread)),
                Choices.NONE);
        return new EfficiencyStates(url, admin, seesSync, other -> {}, address -> {}).of(page, List.of("state Zombie"));
    }

    private static String state(EmptyState shown) {
        return shown.getElement().getAttribute("data-state");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,true", "false,false"})
    void nothingIsWellThatWasNotLookedAt(boolean admin, boolean seesSync) {
        ListState all = WorkloadList.LISTING.address().usual();
        EmptyState notRead = of(admin, seesSync, all, Optional.empty(), Optional.empty());
        assertThat(state(notRead)).isEqualTo("not-read");
        assertThat(Texts.of(notRead))
                .contains("Workloads have not been read yet")
                .doesNotContain("No ");
        EmptyState notJudged = of(admin, seesSync, all, AT, Optional.empty());
        assertThat(state(notJudged)).isEqualTo("not-read");
        assertThat(Texts.of(notJudged))
                .contains("Workloads have not been evaluated yet")
                .doesNotContain("No ");
        EmptyState inPart = of(admin, seesSync, all, AT, AT, ONE);
        assertThat(state(inPart)).isEqualTo("read-in-part");
        assertThat(Texts.of(inPart))
                .contains(
                        "11 of 12 accounts are fully read (1 not read yet)",
                        "What is in the other accounts isn\u2019t known.");
        EmptyState noMatch =
                of(admin, seesSync, all.with(WorkloadList.STATE, Optional.of(FindingState.ZOMBIE)), AT, AT, ONE);
        assertThat(state(noMatch)).isEqualTo("no-match");
        assertThat(Texts.of(noMatch)).contains("No workloads match these filters", "state Zombie", "Clear filters");
        for (EmptyState shown : List.of(notRead, notJudged, inPart)) {
            assertThat(Texts.of(shown).contains("Go to Sync")).isEqualTo(seesSync);
            assertThat(Texts.of(shown).contains("Go to Access to accounts")).isEqualTo(admin);
        }
    }

    @Test
    void whatWasLookedAtIsSaid() {
        EmptyState nothing = of(true, true, WorkloadList.LISTING.address().usual(), AT, AT);
        assertThat(state(nothing)).isEqualTo("nothing-found");
        assertThat(Texts.of(nothing))
                .contains("No machine learning workloads", "Checked: 12 accounts, 24 Nov 2026, 08:00 UTC");
        assertThat(Texts.of(of(false, false, WorkloadList.LISTING.address().usual(), AT, AT)))
                .contains("No workload of your teams was found there.");
    }
}
