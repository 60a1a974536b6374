package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.Test;

/** What the form of a new adjustment says before it is made. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AdjustmentEffectTest extends IssuedPages {
    private List<String> effect() {
        return find(HtmlTable.class, find(Dialog.class).single()).all().stream()
                .flatMap(table -> table.lines().stream())
                .map(line -> line.name().text() + ": " + String.join(", ", line.figures()))
                .toList();
    }

    /** What a page loads may load more. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            finish();
            assertThat(find(Dialog.class).all()).hasSizeLessThan(2);
        }
    }

    private void form(String from, String to) {
        go(ChargebackLinks.adjust(OCTOBER) + "&from=" + from + "&to=" + to + "&amount=12.50&currency=USD");
        settle();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void bothStatementsAreShownAsTheyAreAndAsTheyWouldBe() {
        cut();
        beginLedger();
        form(String.valueOf(team("Research")), String.valueOf(team("Vision")));
        assertThat(effect())
                .containsExactly("Research: $313.83, \u2212$12.50, $301.33", "Vision: $170.50, +$12.50, $183.00");
        TextField amount = find(TextField.class).withCaption("Amount").single();
        amount.setValue("twelve");
        assertThat(effect()).as("not an amount").isEmpty();
        amount.setValue("0.50");
        assertThat(effect())
                .containsExactly("Research: $313.83, \u2212$0.50, $313.33", "Vision: $170.50, +$0.50, $171.00");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anIssuedStatementAndUnallocatedHaveTheirsAndInternalHasNone() {
        issued();
        form("unallocated", String.valueOf(team("Vision")));
        assertThat(effect())
                .containsExactly("Unallocated: $46.50, \u2212$12.50, $34.00", "Vision: $170.50, +$12.50, $183.00");
        click("Cancel");
        form("internal", String.valueOf(team("Vision")));
        assertThat(effect()).first().isEqualTo("Internal: no statement, \u2212$12.50, ");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void newVersionsAreOfferedOnlyWhereThereIsOneToIssue() {
        issued();
        go(ChargebackLinks.month(OCTOBER));
        settle();
        assertThat(offers("Issue new versions\u2026")).isFalse();
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        cut();
        go(ChargebackLinks.month(OCTOBER));
        settle();
        assertThat(offers("Issue new versions\u2026")).isTrue();
    }
}
