package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Before anything has been read; the last test reads. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OverviewFirstUseTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    private String open() {
        workers.forget();
        navigate(OverviewView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(OverviewView.class).single());
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void anAdminIsToldHowToBegin() {
        assertThat(open()).contains("Read your first month of costs", "First read: not started");
        assertThat(find(Button.class).withCondition(Texts.are("Connect AWS")).all())
                .hasSize(1);
        assertThat(find(Button.class)
                        .withCondition(Texts.are("Import a FOCUS file"))
                        .all())
                .hasSize(1);
        assertThat(find(Button.class).withCondition(Texts.are("Go to Sync")).all())
                .hasSize(1);

        var jdbc = portal.getBean(TestDatabase.class).jdbc();
        jdbc.sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, steps_all, steps_done, slices_all,
                          slices_done, rows_changed, problem, what_to_do)
                        values ('accounts', 'schedule', '2026-10-01T07:00:00Z', '2026-10-01T07:00:05Z', 'failed', 0, 0, 0, 0, 0,
                          'AWS could not be reached.', 'Check the network.')
                        """).update();
        assertThat(open()).contains("First read: failed. AWS could not be reached.");
        jdbc.sql("delete from sync_run").update();
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsToldWhoBegins() {
        assertThat(open()).contains("When an admin of your organisation has run the first read");
        assertThat(find(Button.class).withCondition(Texts.are("Connect AWS")).all())
                .isEmpty();
        assertThat(find(Button.class)
                        .withCondition(Texts.are("Import a FOCUS file"))
                        .all())
                .isEmpty();
        assertThat(find(Button.class).withCondition(Texts.are("Go to Sync")).all())
                .isEmpty();
    }

    @Test
    @Order(3)
    @SignedInAs(Role.FINANCE)
    void costsAppearAsSoonAsTheyAreThere() {
        open();
        ChargeFixture.load(portal);
        look();
        assertThat(look()).contains("$439.84");
        assertThat(find(HtmlTable.class).withClassName("team-table").all()).hasSize(2);
    }
}
