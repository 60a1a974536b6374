package dev.bursar.start.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SetupStep;
import dev.bursar.start.StartService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class StartViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    StartService service;

    @Autowired
    TestDatabase database;

    private String open() {
        workers.forget();
        navigate(StartView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(StartView.class).single());
    }

    private List<String> links() {
        return find(Anchor.class).all().stream().map(Anchor::getHref).toList();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminOpensEachStepWhereItIsDone() {
        assertThat(open()).contains("of 12 steps are done.", "Connect accounts", "Finance does this.");
        assertThat(links())
                .contains("admin/set-up", "admin/reach", "tags/policies")
                .doesNotContain("chargeback/pools/usual");
        assertThat(find(Button.class)
                        .withCondition(Texts.are("Give me the finance role"))
                        .all())
                .hasSize(1);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSharesCostsAndShowsMonths() {
        assertThat(open()).contains("An admin does this.").doesNotContain("Finance does this.");
        assertThat(links()).contains("chargeback/pools/usual", "chargeback").doesNotContain("admin/set-up");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorOnlyLooks() {
        assertThat(open()).contains("of 12 steps are done.");
        assertThat(find(Button.class).withCondition(Texts.are("Skip")).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aStepThatIsLeftOutIsSettledUntilItIsTakenUp() {
        open();
        int before = recorded();
        service.leaveOut(SetupStep.POOLS);
        service.leaveOut(SetupStep.POOLS);
        assertThat(open()).contains("Not needed");
        assertThat(service.steps())
                .filteredOn(step -> step.step() == SetupStep.POOLS)
                .allMatch(StartService.Step::isSettled);
        service.takeUp(SetupStep.POOLS);
        assertThat(open()).doesNotContain("Not needed");
        assertThat(recorded()).isEqualTo(before + 2);
    }

    private int recorded() {
        return database.jdbc()
                .sql("select count(*) from journal where subject = 'setup-step:POOLS'")
                .query(Integer.class)
                .single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void thePageFollowsWhatIsDoneElsewhere() {
        assertThat(open()).contains("Pools split Support");
        service.leaveOut(SetupStep.POOLS);
        assertThat(look()).contains("Not needed");
        service.takeUp(SetupStep.POOLS);
    }
}
