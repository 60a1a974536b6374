package dev.bursar.spend;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavedViewsTest {
    private ChargeDatabase db;
    private SavedViews views;
    private TeamId vision;
    private TeamId storage;
    private PersonId finance;
    private PersonId lead;

    @BeforeEach
    void start() {
        db = new ChargeDatabase();
        views = db.beans.get(SavedViews.class);
        vision = db.team("Vision");
        storage = db.team("Storage");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(storage, List.of("storage-secret"), true, null, null);
        String account = ACCOUNTS.getFirst();
        db.load(slice(
                "2026-10-05",
                account,
                charge("2026-10-05", account, "AmazonEC2", "Usage", "vision", "3"),
                charge("2026-10-05", account, "AmazonS3", "Usage", "storage-secret", "5")));
        finance = person("Finance");
        lead = person("Lead of Vision");
        asFinance();
    }

    @AfterEach
    void stop() {
        db.close();
    }

    private PersonId person(String name) {
        return new PersonId(db.jdbc
                .sql("insert into person (user_name, user_key, display_name) values (?, ?, ?) returning id")
                .params(name, name, name)
                .query(Integer.class)
                .single());
    }

    private void asFinance() {
        db.actor.set(finance);
        db.visibility.set(Visibility.EVERYTHING);
    }

    private void asLead() {
        db.actor.set(lead);
        db.visibility.set(new Visibility(
                false,
                List.of(new Visibility.Span(vision, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01")))));
    }

    private static CostFilter is(Dimension dimension, Object value) {
        return new CostFilter(dimension, Operator.IS, List.of(String.valueOf(value)));
    }

    private List<String> names() {
        return views.views().stream().map(SavedView::name).toList();
    }

    private List<String> journal() {
        return db.jdbc
                .sql("select action from journal order by id")
                .query(String.class)
                .list();
    }

    private SavedView only() {
        return views.views().getFirst();
    }

    @Test
    void aViewIsItsOwnersUntilItIsShared() {
        int id = views.save(" Months ", "view=monthly", List.of(), false);
        assertThat(only())
                .isEqualTo(new SavedView(id, "Months", "view=monthly", true, "Finance", false, false, 0, null));
        asLead();
        assertThat(names()).isEmpty();
        views.opened(id);
        asFinance();
        views.change(id, 0, "Months", true);
        asLead();
        assertThat(only().mine()).isFalse();
        assertThat(only().owner()).isEqualTo("Finance");
        assertThat(only().openedAt()).as("not shared when they tried").isNull();
        views.opened(id);
        assertThat(only().openedAt()).isNotNull();
        asFinance();
        assertThat(only().openedAt()).as("by somebody else").isNull();
        assertThat(journal()).containsExactly("view-saved", "view-changed");
    }

    @Test
    void aLeadIsOfferedNoSharedViewThatNamesWhatTheyMayNotSee() {
        views.save("1 own team", "a", List.of(is(Dimension.TEAM, vision.value())), true);
        views.save("2 other team", "a", List.of(is(Dimension.TEAM, storage.value())), true);
        views.save("3 other tag", "a", List.of(is(Dimension.TAG_VALUE, "storage-secret")), true);
        views.save("4 other service", "a", List.of(is(Dimension.SERVICE, "AmazonS3")), true);
        views.save(
                "5 not another team",
                "a",
                List.of(new CostFilter(Dimension.TEAM, Operator.IS_NOT, List.of("" + storage.value()))),
                true);
        views.save(
                "6 part of a secret",
                "a",
                List.of(new CostFilter(Dimension.TAG_VALUE, Operator.CONTAINS, List.of("SECRET"))),
                true);
        views.save(
                "7 part of what is theirs",
                "a",
                List.of(new CostFilter(Dimension.SERVICE, Operator.CONTAINS, List.of("ec2"))),
                true);
        views.save("8 mixed", "a", List.of(is(Dimension.SERVICE, "AmazonEC2"), is(Dimension.TEAM, "0")), true);
        asLead();
        assertThat(names()).containsExactly("1 own team", "7 part of what is theirs");
        db.visibility.set(Visibility.NOTHING);
        assertThat(names()).isEmpty();
        asFinance();
        assertThat(names()).hasSize(8);
    }

    @Test
    void namesAreAPersonsOwnAndTakenWhateverTheirCase() {
        int id = views.save("Training", "", List.of(), true);
        assertThatThrownBy(() -> views.save("TRAINING ", "", List.of(), false)).isInstanceOf(ViewNameTaken.class);
        int other = views.save("Hosting", "", List.of(), false);
        assertThatThrownBy(() -> views.change(other, 0, "training", false)).isInstanceOf(ViewNameTaken.class);
        views.change(id, 0, "TRAINING", true);
        asLead();
        views.save("Training", "", List.of(), false);
        assertThat(names()).containsExactly("Training", "TRAINING");
    }

    @Test
    void whoeverIsLateOrNotTheOwnerChangesNothing() {
        int id = views.save("Training", "", List.of(), true);
        views.change(id, 0, "Trainings", true);
        assertThatThrownBy(() -> views.change(id, 0, "Mine", true)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> views.openFirst(id, 0, true)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> views.delete(id, 0)).isInstanceOf(StaleEdit.class);
        asLead();
        assertThatThrownBy(() -> views.change(id, 1, "Mine", true)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> views.delete(id, 1)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> views.openFirst(id, 1, true)).isInstanceOf(StaleEdit.class);
        asFinance();
        assertThat(names()).containsExactly("Trainings");
        assertThat(journal()).containsExactly("view-saved", "view-changed");
        views.delete(id, 1);
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> views.delete(id, 1)).isInstanceOf(StaleEdit.class);
    }

    @Test
    void atMostOneViewOpensFirst() {
        assertThat(views.firstAddress()).isEmpty();
        int one = views.save("One", "view=monthly", List.of(), false);
        int two = views.save("Two", "view=cumulative", List.of(), false);
        views.openFirst(one, 0, true);
        views.openFirst(two, 0, true);
        assertThat(views.firstAddress()).contains("view=cumulative");
        assertThat(views.views()).extracting(SavedView::opensFirst).containsExactly(false, true);
        asLead();
        assertThat(views.firstAddress()).isEmpty();
        asFinance();
        views.openFirst(two, 1, false);
        assertThat(views.firstAddress()).isEmpty();
    }

    @Test
    void textsOfAWrongLengthAndTooManyViewsAreRefused() {
        for (String name : List.of("", "  ", "x".repeat(101), "a\0b")) {
            assertThatThrownBy(() -> views.save(name, "", List.of(), false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> views.save("a", "x".repeat(8_001), List.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < SavedViews.MOST; i++) {
            views.save("view " + i, "", List.of(), false);
        }
        assertThatThrownBy(() -> views.save("one more", "", List.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(names()).hasSize(SavedViews.MOST);
    }

    @Test
    void aTablesArrangementIsKeptForEachPerson() {
        var layouts = db.beans.get(TableLayouts.class);
        var mine = new TableLayouts.TableLayout(java.util.Set.of("SHARE"), List.of("-CHANGE", "NAME"));
        layouts.keep(mine);
        layouts.keep(mine);
        assertThat(layouts.mine()).isEqualTo(mine);
        assertThat(journal()).containsExactly("table-arranged");
        layouts.keep(new TableLayouts.TableLayout(mine.hidden(), List.of("NAME")));
        assertThat(layouts.mine().sorted()).containsExactly("NAME");
        assertThat(journal()).as("another order is no change to record").hasSize(1);
        asLead();
        assertThat(layouts.mine()).isEqualTo(TableLayouts.TableLayout.PLAIN);
    }
}
