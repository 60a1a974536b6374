package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.Texts;
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
class NoCostsYetTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    private String open(Class<? extends Component> page) {
        workers.forget();
        navigate(page);
        return look(page);
    }

    private String look(Class<? extends Component> page) {
        workers.run();
        roundTrip();
        return Texts.of(find(page).single());
    }

    private int buttons(String words) {
        return find(Button.class).withCondition(Texts.are(words)).all().size();
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void anAdminIsSentToSetUpAndEverybodyElseToWhoCanDoIt() {
        assertThat(open(AnomaliesView.class)).contains("Read your first month of costs", "First read: not started");
        assertThat(buttons("Connect AWS")).isOne();
        assertThat(open(ChangesView.class)).contains("Read your first month of costs", "First read: not started");
        assertThat(buttons("Connect AWS")).isOne();
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsToldWhoStartsIt() {
        assertThat(open(AnomaliesView.class)).contains("When an admin of your organisation has run the first read");
        assertThat(open(ChangesView.class)).contains("When an admin of your organisation has run the first read");
        assertThat(buttons("Connect AWS") + buttons("Go to Sync")).isZero();
    }

    @Test
    @Order(3)
    @SignedInAs(Role.FINANCE)
    void aPageFillsItselfAsSoonAsThereAreCosts() {
        assertThat(open(ChangesView.class)).contains("Read your first month of costs");
        ChargeFixture.load(portal);
        look(ChangesView.class);
        assertThat(look(ChangesView.class))
                .doesNotContain("Read your first month of costs")
                .contains("EffectiveCost");
    }
}
