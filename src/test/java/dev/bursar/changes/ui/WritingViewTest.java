package dev.bursar.changes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.ui.HtmlTable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page that turns writing on and sets its bounds. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class WritingViewTest extends ChangePages {
    @Autowired
    WriteSettingsService service;

    private TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    private Checkbox box(String label) {
        return find(Checkbox.class).withPropertyValue(Checkbox::getLabel, label).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void itIsOffUntilAnAdminTurnsItOn() {
        go(ChangeLinks.SETTINGS);
        assertThat(told(WritingView.class)).contains("Nothing is written", "The role has not been tested yet.");
        assertThat(service.state().tags().enabled()).isFalse();
        test(box("Write tags")).click();
        test(field("Tag keys")).setValue("team, cost-centre, team");
        test(field("Accounts")).setValue("111122223333");
        click("Save");
        WriteSettings saved = service.state().tags();
        assertThat(saved.enabled()).isTrue();
        assertThat(saved.keys()).containsExactly("team", "cost-centre");
        assertThat(saved.types()).isNull();
        assertThat(saved.accounts()).containsExactly("111122223333");
        assertThat(told(WritingView.class)).contains("Tags are written");
        assertThat(notices()).contains("Saved. Tags are written once a change is approved.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsWrongIsSaidAtItsField() {
        go(ChangeLinks.SETTINGS);
        test(field("Role name")).setValue("a b");
        test(field("Resources in one change")).setValue("10001");
        test(field("Tag keys")).setValue("aws:team");
        test(field("Resource types")).setValue("instances");
        test(field("Accounts")).setValue("1111");
        click("Save");
        assertThat(field("Role name").getErrorMessage()).contains("1 to 64 letters");
        assertThat(field("Resources in one change").getErrorMessage()).isEqualTo("Enter 1 to 10,000.");
        assertThat(field("Tag keys").getErrorMessage()).contains("doesn’t begin with aws:");
        assertThat(field("Resource types").getErrorMessage()).contains("such as ec2:instance");
        assertThat(field("Accounts").getErrorMessage()).isEqualTo("An account has twelve digits.");
        assertThat(service.state().tags().version()).isZero();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoComesLateSeesTheOthersSettings() {
        turnOn(false);
        go(ChangeLinks.SETTINGS);
        database.jdbc()
                .sql("update aws_write_setting set most = 50, version = 2")
                .update();
        test(field("Resources in one change")).setValue("70");
        click("Save");
        assertThat(notices()).contains("Someone else changed these settings in the meantime.");
        assertThat(field("Resources in one change").getValue()).isEqualTo("50");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorOnlyLooks() {
        turnOn(true);
        database.jdbc()
                .sql(
                        "insert into aws_writer (kind, account, problem, checked_at) values ('tags', '111122223333', null, now()), ('tags', '444455556666', 'AWS refused the role.', now())")
                .update();
        go(ChangeLinks.SETTINGS);
        assertThat(told(WritingView.class)).contains("The role opens in 1 of 2 accounts.");
        assertThat(find(HtmlTable.class).single().lines().toString())
                .contains("1111-2222-3333", "Opens", "AWS refused the role.");
        assertThat(offers("Save")).isFalse();
        assertThat(offers("Check role in all accounts")).isFalse();
        assertThat(box("Write tags").isReadOnly()).isTrue();
        assertThat(field("Accounts").isReadOnly()).isTrue();
    }
}
