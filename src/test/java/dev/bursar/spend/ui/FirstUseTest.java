package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
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
class FirstUseTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    private String open() {
        workers.forget();
        navigate(SpendView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(SpendView.class).single());
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void anAdminIsSentToSetUp() {
        assertThat(open()).contains("Read your first month of costs", "First read: not started");
        assertThat(find(Button.class).withCondition(Texts.are("Connect AWS")).all())
                .hasSize(1);
        assertThat(find(Button.class)
                        .withCondition(Texts.are("Import a FOCUS file"))
                        .all())
                .hasSize(1);
        assertThat(find(Button.class).withCondition(Texts.are("Go to Sync")).all())
                .hasSize(1);
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsToldWhoStartsIt() {
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
        for (int i = 0; i < 3; i++) {
            look();
        }
        assertThat(Texts.of(find(SpendView.class).single())).contains("$439.84");
        assertThat(find(HtmlTable.class).withClassName("spend-table").all()).hasSize(2);
    }
}
