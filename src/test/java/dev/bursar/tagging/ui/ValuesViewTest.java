package dev.bursar.tagging.ui;

import static dev.bursar.tagging.TagFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.tagging.TagFixture;
import dev.bursar.tagging.values.TagValue;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The page of similar values, as each role; the first tests come before any costs. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ValuesViewTest extends SpringBrowserlessTest {
    private static final String HOSTILE = "<img src=x>\u202E" + "x".repeat(1_000);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open() {
        navigate(ValuesView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(ValuesView.class).single());
    }

    private List<Button> buttons(String words) {
        return find(Button.class).withCondition(Texts.are(words)).all();
    }

    private void charges() {
        database.jdbc().sql("delete from tag_value_distinct").update();
        database.jdbc().sql("delete from ownership_rule").update();
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            var organisation = portal.getBean(Organisation.class);
            var rules = portal.getBean(OwnershipRules.class);
            rules.append(organisation.teamNamed("platfrom"), List.of("platfrom"), false, null, null);
            rules.append(organisation.teamNamed("Platform"), List.of("platform"), false, null, null);
        });
        TagFixture.load(
                portal,
                usage("2026-09-30", "111111111111", "platform", "70"),
                usage("2026-10-31", "111111111111", "platfrom", "3"),
                usage("2026-11-20", "222222222222", "platfrom", "1.25"),
                usage("2026-11-20", "333333333333", "platform ", "0.5"),
                usage("2026-11-20", "444444444444", HOSTILE, "2"),
                usage("2026-11-20", "555555555555", HOSTILE.toUpperCase(java.util.Locale.ROOT), "1"));
    }

    @Test
    @Order(1)
    @SignedInAs(Role.FINANCE)
    void withoutATeamTagItSaysWhoChoosesOne() {
        assertThat(open())
                .contains(
                        "Tag values",
                        "Similar values of the team tag appear here",
                        "An admin of your organisation chooses");
    }

    @Test
    @Order(2)
    @SignedInAs(Role.ADMIN)
    void withoutCostsItSaysWhatWillBeHere() {
        assertThat(open()).contains("on the Set-up page");
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        assertThat(open()).contains("Tag values have not been read yet", "similar values of the tag team appear here");
    }

    @Test
    @Order(3)
    @SignedInAs(Role.AUDITOR)
    void whoMayNotChangeSeesAndPreviews() {
        charges();
        String page = open();
        assertThat(page)
                .contains("Tag team", "5 values compared")
                .contains("Joining moves $4.75 (", ") to Platform.")
                .contains("No ownership rule names \u201C<img src=x>\u2039U+202E\u203Axxx", "\u2026")
                .doesNotContain("x".repeat(100));
        assertThat(buttons("Join values")).isEmpty();
        assertThat(buttons("Not the same")).isEmpty();
        assertThat(find(Checkbox.class).all()).hasSize(3);
        test(buttons("Preview").getFirst()).click();
        look();
        assertThat(find(HtmlTable.class).single().lines())
                .extracting(line -> line.name().text() + " " + line.figures())
                .contains("November 2026 [platfrom, Platform, $1.25]", "October 2026 [platfrom, Platform, $3.00]");
    }

    @Test
    @Order(4)
    @SignedInAs(Role.ADMIN)
    void anAdminSavesWhatIsChosen() {
        charges();
        open();
        Checkbox first = find(Checkbox.class).all().getFirst();
        test(first).click();
        assertThat(look()).contains("Joining moves $4.25 (", ") to Platform.");
        test(buttons("Join values").getFirst()).click();
        assertThat(look()).contains("\u201Cplatfrom\u201D now counts as \u201Cplatform\u201D", "See ownership rules");
        assertThat(database.jdbc()
                        .sql("select array_to_string(tag_values, '|') from ownership_rule")
                        .query(String.class)
                        .list())
                .containsExactly("platform|platfrom");
    }

    @Test
    @Order(5)
    @SignedInAs(Role.ADMIN)
    void anyTwoValuesAreJoinedByHandAfterAPreview() {
        charges();
        open();
        choose("Value", "platform ");
        choose("Means the same as", "platfrom");
        assertThat(look()).contains("\u201Cplatform\u2423\u201D and \u201Cplatfrom\u201D", "chosen by hand");
        test(buttons("Preview").getLast()).click();
        look();
        assertThat(find(HtmlTable.class).all().getLast().lines())
                .extracting(line -> line.name().text() + " " + line.figures())
                .containsExactly("November 2026 [Unallocated, platfrom, $0.50]");
        test(buttons("Join values").getLast()).click();
        assertThat(look()).contains("\u201Cplatform\u2423\u201D now counts as \u201Cplatfrom\u201D");
        choose("Value", "platfrom");
        choose("Means the same as", "platform ");
        assertThat(look()).contains("One ownership rule already gives both values to the same team.");
    }

    @SuppressWarnings("unchecked")
    private void choose(String label, String value) {
        ComboBox<TagValue> box = find(ComboBox.class)
                .withPropertyValue(ComboBox::getLabel, label)
                .single();
        box.setValue(box.getListDataView()
                .getItems()
                .filter(one -> one.text().equals(value))
                .findFirst()
                .orElseThrow());
    }

    @Test
    @Order(6)
    @SignedInAs(Role.ADMIN)
    void whatIsNotTheSameGoesAndComesBack() {
        charges();
        open();
        test(buttons("Not the same").getLast()).click();
        assertThat(look()).contains("Not the same1 pair");
        test(buttons("Undo").getFirst()).click();
        assertThat(look()).doesNotContain("1 pair");
    }
}
