package dev.bursar.access.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.NumberStyle;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ViewPackages(packages = "dev.bursar")
@BursarTest(properties = {"bursar.sync.scheduled=false", "spring.application.name=sync-view"})
@Import({TestClock.class, HandWorkers.class})
class AccountViewTest extends SpringBrowserlessTest {
    @Autowired
    OwnAccount account;

    private void open() {
        navigate(AccountView.class);
    }

    private String words() {
        return find(AccountView.class).single().getElement().getTextRecursively();
    }

    private TextField name() {
        return find(TextField.class).withCaption("Your name").single();
    }

    private void click(String words) {
        find(Button.class).withText(words).single().click();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void everyRoleFindsItsOwnNameAndSession() {
        open();
        assertThat(words()).contains("test auditor", "auditor", "Name", "Look", "Sessions");
        assertThat(find(Grid.class).single().getListDataView().getItemCount()).isPositive();
    }

    @Test
    @SignedInAs({})
    void evenSomebodyWithoutARoleHasAnAccount() {
        open();
        assertThat(words()).contains("no role");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void withoutAPasswordThereIsNoneToChange() {
        open();
        assertThat(find(PasswordField.class).all()).isEmpty();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.ADMIN})
    void aNameIsKeptAndABadOneLosesNothing() {
        open();
        test(name()).setValue("  ");
        click("Save name");
        assertThat(name().isInvalid()).isTrue();
        assertThat(name().getErrorMessage()).startsWith("Use one line");
        test(name()).setValue("Maya Dahl");
        click("Save name");
        assertThat(name().isInvalid()).isFalse();
        assertThat(account.named().orElseThrow().name()).isEqualTo("Maya Dahl");
        test(name()).setValue("test");
        click("Save name");
        assertThat(account.named().orElseThrow().name()).isEqualTo("test");
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.AUDITOR})
    void figuresAreWrittenAsChosen() {
        open();
        @SuppressWarnings("unchecked")
        Select<NumberStyle> numbers = find(Select.class).withCaption("Figures").single();
        assertThat(numbers.getValue()).isEqualTo(NumberStyle.COMMA_POINT);
        assertThat(Formats.money(new BigDecimal("-1234567.891"), "USD")).isEqualTo("−$1,234,567.89");
        numbers.setValue(NumberStyle.POINT_COMMA);
        assertThat(Formats.money(new BigDecimal("-1234567.891"), "USD")).isEqualTo("−$1.234.567,89");
        assertThat(account.numberStyle()).contains(NumberStyle.POINT_COMMA);
        numbers.setValue(NumberStyle.COMMA_POINT);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void coloursAreChosenHereToo() {
        open();
        var dark = find(NativeButton.class).withText("Dark").single();
        test(dark).click();
        assertThat(dark.getElement().getAttribute("aria-pressed")).isEqualTo("true");
    }
}
