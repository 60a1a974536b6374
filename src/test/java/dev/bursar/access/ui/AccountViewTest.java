package dev.bursar.access.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.NumberStyle;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Segmented;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class AccountViewTest extends SpringBrowserlessTest {
    private static final String PASSWORD = "a long enough sentence";

    @Autowired
    OwnAccount account;

    @Autowired
    TestDatabase database;

    private void open() {
        navigate(AccountView.class);
    }

    private String words() {
        return Texts.of(find(AccountView.class).single());
    }

    private TextField name() {
        return find(TextField.class).withCaption("Your name").single();
    }

    private void click(String words) {
        find(Button.class).withCondition(Texts.are(words)).single().click();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void everyRoleFindsItsOwnNameAndSession() {
        open();
        assertThat(words()).contains("test auditor", "auditor", "Name", "Appearance", "Sessions");
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
        assertThat(name().getErrorMessage()).startsWith("Use at most 200");
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
        Select<NumberStyle> numbers =
                find(Select.class).withCaption("Number format").single();
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
        Segmented<?> scheme = find(Segmented.class).single();
        test(find(NativeButton.class).withText("Dark").single()).click();
        assertThat(scheme.value()).isEqualTo(ColorScheme.Value.DARK);
    }

    private void password() {
        database.jdbc()
                .sql("update person set password_hash = ? where display_name = ?")
                .param("{argon2id}" + new Argon2PasswordEncoder(16, 32, 1, 1_024, 1).encode(PASSWORD))
                .param(account.named().orElseThrow().name())
                .update();
    }

    private PasswordField field(String label) {
        return find(PasswordField.class).withCaption(label).single();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.FINANCE})
    void aPasswordIsChangedAndWhatWasTypedStaysWhereItIsWrong() {
        password();
        open();
        click("Change password");
        assertThat(field("Current password").getErrorMessage()).isEqualTo("Enter your current password");
        test(field("Current password")).setValue("not the present one");
        test(field("New password")).setValue("another long sentence");
        test(field("Confirm new password")).setValue("another long sentense");
        click("Change password");
        assertThat(field("Confirm new password").getErrorMessage()).isEqualTo("The passwords don’t match");
        test(field("Confirm new password")).setValue("another long sentence");
        click("Change password");
        assertThat(field("Current password").getErrorMessage()).isEqualTo("This is not your current password");
        assertThat(field("New password").getValue()).isEqualTo("another long sentence");
        test(field("Current password")).setValue(PASSWORD);
        click("Change password");
        assertThat(field("Current password").isInvalid()).isFalse();
        assertThat(field("New password").getValue()).isEmpty();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.AUDITOR})
    void aSecondFactorIsSetUpWithAKeyThatIsShownTwice() {
        password();
        open();
        assertThat(words()).contains("Two-factor authentication", "Off");
        click("Set up…");
        assertThat(find(Image.class).withClassName("qr").single().getSrc()).startsWith("data:image/svg+xml;base64,");
        assertThat(find(Span.class).withClassName("enrolment-key").single().getText())
                .matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        click("Set up");
        assertThat(field("Your password").getErrorMessage()).isEqualTo("Enter your password");
        test(field("Your password")).setValue(PASSWORD);
        click("Set up");
        assertThat(find(TextField.class)
                        .withCaption("Code from the app")
                        .single()
                        .getErrorMessage())
                .isEqualTo("Enter the code");
    }

    private Checkbox box(String role) {
        return find(Checkbox.class).withCaption(role).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminSaysWhichRolesNeedASecondFactor() {
        navigate(SignInRulesView.class);
        test(box("Lead")).click();
        click("Save");
        assertThat(required()).containsExactly("LEAD");
        assertThat(box("Lead").getValue()).isTrue();
        test(box("Admin")).click();
        click("Save");
        assertThat(find(Notification.class).all().stream().map(Texts::of))
                .anyMatch(notice -> notice.contains("Set up two-factor authentication for yourself first"));
        assertThat(required()).containsExactly("LEAD");
        navigate(SignInRulesView.class);
        test(box("Lead")).click();
        click("Save");
        assertThat(required()).isEmpty();
    }

    private List<String> required() {
        return database.jdbc()
                .sql("select role from second_factor_role order by role")
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesTheRulesAndChangesNone() {
        navigate(SignInRulesView.class);
        assertThat(box("Finance").isReadOnly()).isTrue();
        assertThat(find(Button.class).withCondition(Texts.are("Save")).exists()).isFalse();
        assertThat(Texts.of(find(SignInRulesView.class).single())).contains("Single sign-on", "Not set up.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void othersDoNotSeeTheRules() {
        assertThatThrownBy(() -> navigate(SignInRulesView.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutAHalfDoneSignInThereIsNoCodeToAskFor() {
        UI.getCurrent().navigate("login/code");
        assertThat(find(CodeView.class).exists()).isFalse();
        UI.getCurrent().navigate("login/second-factor");
        assertThat(find(EnrolView.class).exists()).isFalse();
    }
}
