package dev.bursar.start.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.start.StartService.Step;
import dev.bursar.start.ui.StartView.StartText;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StartTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACCOUNTS | 0 | 0 | Waits for the steps above | Accounts are listed with the first read.",
                "ACCOUNTS | 0 | 12 | To do | No account is connected, so resources",
                "ACCOUNTS | 11 | 12 | 11 of 12 | The other one isn’t connected, so its resources",
                "ACCOUNTS | 12 | 12 | Done | 12 accounts are connected.",
                "TEAMS | 0 | 0 | Waits for the steps above | Teams own costs.",
                "TEAMS | 3 | 4 | 3 of 4 | 1 team is new",
                "BUDGETS | 1 | 4 | 1 of 4 | The other teams have no budget.",
                "LEADS | 3 | 4 | 3 of 4 | The other team has no lead who sees its costs.",
                "LEADS | 0 | 4 | To do | No team has a lead who sees its costs.",
                "LEADS | 4 | 4 | Done | Each team has a lead.",
                "POOLS | 0 | 1 | To do | these costs stay Unallocated",
                "MAIL | 0 | 1 | To do | Set SPRING_MAIL_HOST"
            })
    void aStepSaysHowFarItIsAndWhatIsMissing(SetupStep step, int done, int of, String state, String body) {
        var one = new Step(step, new Extent(done, of), false);
        assertThat(StartText.state(one)).isEqualTo(state);
        assertThat(StartText.body(one)).contains(body);
    }

    @Test
    void whatIsDoneIsNotCalledUnneeded() {
        assertThat(StartText.state(new Step(SetupStep.MAIL, new Extent(0, 1), true)))
                .isEqualTo("Not needed");
        assertThat(StartText.state(new Step(SetupStep.MAIL, new Extent(1, 1), true)))
                .isEqualTo("Done");
    }

    @ParameterizedTest
    @EnumSource(SetupStep.class)
    void whoDoesAStepMayOpenItsPage(SetupStep step) {
        var one = new Step(step, new Extent(0, 1), false);
        boolean onAPage = StartText.address(step).isPresent();
        assertThat(one.isDoneBy(Set.of(Role.ADMIN, Role.FINANCE)::contains)).isEqualTo(onAPage);
        assertThat(one.isDoneBy(Set.of(Role.AUDITOR)::contains)).isFalse();
        assertThat(one.isLeftOutBy(Set.of(Role.ADMIN, Role.FINANCE)::contains)).isTrue();
    }
}
