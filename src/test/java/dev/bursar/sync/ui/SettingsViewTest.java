package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.sync.control.SettingsService;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.sync.ui.SettingsForm.LimitField;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class SettingsViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    SettingsService service;

    @BeforeEach
    @AfterEach
    void nothingSet() {
        workers.forget();
        for (String statement : List.of(
                "update sync_settings set daily_cap_usd = null, monthly_cap_usd = null, requests_per_second = null",
                "delete from sync_schedule",
                "delete from retention")) {
            database.jdbc().sql(statement).update();
        }
    }

    private String open() {
        navigate(SettingsView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(SettingsView.class).single());
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(SettingsViewTest::within));
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(SettingsView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private TextField field(String label) {
        return all(LimitField.class)
                .map(limit -> (TextField) limit.getContent())
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private String helper(String label) {
        return field(label).getHelperComponent().getElement().getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String name) {
        return all(Select.class)
                .filter(select ->
                        ((Optional<String>) select.getAriaLabel()).orElse("").matches(name))
                .findFirst()
                .orElseThrow();
    }

    private void save() {
        all(Button.class)
                .filter(button -> button.getText().equals("Save settings"))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private ChosenSettings stored() {
        return service.settings().chosen();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void eachValueSaysWhereItComesFrom() {
        assertThat(open())
                .contains("Caps on paid requests", "Schedule", "Request rate", "Data retention", "Spent today: $0.00")
                .contains(
                        "Refresh costs",
                        "Bursar\u2019s default",
                        "00:00, 08:00, 16:00",
                        "not known yet",
                        "Entries can\u2019t be deleted");
        assertThat(helper("Daily cap")).contains("Bursar\u2019s default");
        test(field("Daily cap")).setValue("30");
        assertThat(helper("Daily cap")).contains("Replaces $25.00 (Bursar\u2019s default).");
        save();
        assertThat(look()).contains("Last changed by test admin, 24 Nov 2026");
        assertThat(stored().dailyCapUsd()).isEqualTo("30.00");
        assertThat(field("Daily cap").getValue()).isEqualTo("30.00");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsWrongIsSaidAtItsFieldAndNothingIsLost() {
        open();
        test(field("Daily cap")).setValue("-5");
        test(field("Monthly cap")).setValue("80");
        test(field("Requests per second")).setValue("0");
        save();
        assertThat(field("Daily cap").isInvalid()).isTrue();
        assertThat(field("Daily cap").getErrorMessage()).isEqualTo("A cap can\u2019t be negative. Enter 0.00 or more.");
        assertThat(field("Requests per second").getErrorMessage()).isEqualTo("Enter a whole number from 1 to 50.");
        assertThat(look()).contains("Not saved: one value is not valid");
        assertThat(stored().monthlyCapUsd()).isNull();
        assertThat(field("Monthly cap").getValue()).isEqualTo("80");
        test(field("Daily cap")).setValue("90");
        assertThat(field("Daily cap").isInvalid()).isFalse();
        assertThat(helper("Daily cap")).contains("more than the monthly cap of $80.00");
        test(field("Daily cap")).setValue("0.01");
        assertThat(helper("Daily cap")).contains("Refresh costs", "each run stops before it stores anything");
        test(field("Requests per second")).setValue("3");
        save();
        assertThat(stored())
                .isEqualTo(new ChosenSettings(new BigDecimal("0.01"), new BigDecimal("80"), 3, Map.of(), Map.of()));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTimetableIsChosenByIntervalAndFirstHour() {
        open();
        this.<Integer>select("How often: Refresh costs").setValue(12);
        this.<Integer>select("First hour: Refresh costs").setValue(5);
        save();
        assertThat(stored().timetables()).containsOnly(Map.entry("costs", new Timetable(12, 5)));
        this.<Integer>select("How often: Refresh costs").setValue(4);
        assertThat(this.<Integer>select("First hour: Refresh costs").getValue()).isEqualTo(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsChosenForAGroupIsChosenForEachOfItsJobs() {
        open();
        this.<Integer>select("How often: \\d+ jobs every 8 hours").setValue(12);
        assertThat(this.<Integer>select("How often: Refresh costs").getValue()).isEqualTo(12);
        save();
        assertThat(stored().timetables()).hasSizeGreaterThan(1).containsEntry("costs", new Timetable(12, 0));
        assertThat(stored().timetables().values()).containsOnly(new Timetable(12, 0));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void ofTwoWhoChangeAtOnceTheSecondSeesBothVersions() {
        open();
        test(field("Daily cap")).setValue("40");
        service.change(
                new ChosenSettings(new BigDecimal("20"), new BigDecimal("60"), null, Map.of(), Map.of()),
                service.settings().version());
        save();
        var dialog = find(Dialog.class).single();
        assertThat(Texts.of(dialog))
                .contains("saved other settings", "Daily cap, USD", "20.00", "40.00", "Monthly cap, USD", "60.00");
        assertThat(stored().dailyCapUsd()).isEqualTo("20.00");
        find(Button.class).withCondition(Texts.are("Keep mine")).single().click();
        assertThat(field("Daily cap").getValue()).isEqualTo("40.00");
        assertThat(field("Monthly cap").getValue()).isEqualTo("60.00");
        save();
        assertThat(stored().dailyCapUsd()).isEqualTo("40.00");
        assertThat(stored().monthlyCapUsd()).isEqualTo("60.00");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatWouldBeDeletedIsNamedBeforeItIsSaved() {
        database.jdbc().sql("""
            insert into sync_run (job, started_by, started_at, ended_at, state) values
            ('old', 'schedule', '2025-01-01T00:00:00Z', '2025-01-01T00:01:00Z', 'done'),
            ('old', 'schedule', '2025-02-01T00:00:00Z', '2025-02-01T00:01:00Z', 'done'),
            ('old', 'schedule', '2025-03-01T00:00:00Z', '2025-03-01T00:01:00Z', 'done')
            """).update();
        try {
            open();
            this.<Optional<Integer>>select("Retention: Runs and their requests").setValue(Optional.of(12));
            save();
            assertThat(stored().keptMonths()).isEmpty();
            var dialog = find(ConfirmDialog.class).single();
            assertThat(dialog.getElement().getProperty("message"))
                    .contains("runs and their requests of 2 months, Jan 2025 to Feb 2025", "can\u2019t be undone");
            test(dialog).confirm();
            assertThat(stored().keptMonths()).containsOnly(Map.entry("runs", 12));
        } finally {
            database.jdbc().sql("delete from sync_run where job = 'old'").update();
        }
    }

    @Test
    @SignedInAs({Role.AUDITOR, Role.FINANCE, Role.LEAD})
    void onlyAnAdminIsLetIn() {
        assertThatThrownBy(() -> navigate(SettingsView.class)).isInstanceOf(Throwable.class);
        assertThatThrownBy(() -> service.settings()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.change(new ChosenSettings(null, null, null, Map.of(), Map.of()), 0))
                .isInstanceOf(AccessDeniedException.class);
    }
}
