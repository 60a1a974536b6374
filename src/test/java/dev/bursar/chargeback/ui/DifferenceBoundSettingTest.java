package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.differences.DifferenceBounds;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An admin's setting of the bound. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class DifferenceBoundSettingTest extends SpringBrowserlessTest {
    @Autowired
    DifferenceBoundSetting setting;

    @Autowired
    DifferenceBounds bounds;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @BeforeEach
    @AfterEach
    void usual() {
        workers.forget();
        var owner = database.owner();
        JdbcClient.create(owner).sql("truncate chargeback_difference_bound").update();
        owner.destroy();
    }

    private void save(String amount, String share) {
        test(find(TextField.class).withLabel("Largest amount").single()).setValue(amount);
        test(find(TextField.class).withLabel("Largest share").single()).setValue(share);
        test(find(Button.class).withText("Save bound").single()).click();
        workers.run();
        roundTrip();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminChangesAmountAndShare() {
        UI.getCurrent().add(setting.create());
        workers.run();
        roundTrip();
        assertThat(find(TextField.class).withLabel("Largest amount").single().getValue())
                .isEqualTo("1.00");
        assertThat(find(TextField.class).withLabel("Largest share").single().getValue())
                .isEqualTo("1");
        save("1000.01", "1");
        assertThat(find(TextField.class).withLabel("Largest amount").single().getErrorMessage())
                .isEqualTo("Enter 0 to 1,000, with at most two decimals.");
        save("5", "11");
        assertThat(find(TextField.class).withLabel("Largest share").single().getErrorMessage())
                .isEqualTo("Enter 0 to 10, with at most four decimals.");
        save("much", "1");
        assertThat(find(TextField.class).withLabel("Largest amount").single().isInvalid())
                .isTrue();
        save("2.50", "0.5");
        assertThat(bounds.bound().amount()).isEqualByComparingTo("2.50");
        assertThat(bounds.bound().share()).isEqualByComparingTo("0.005");
        find(Button.class).all(); // what was read again is shown
        assertThat(Texts.of(UI.getCurrent())).contains("Changed by test admin");
        save("0", "0.5");
        assertThat(bounds.bound().amount()).isZero();
    }
}
