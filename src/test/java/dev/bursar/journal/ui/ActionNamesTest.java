package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaModifier;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.ProductClasses;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BursarTest
class ActionNamesTest {
    @Autowired
    List<JournalActions> modules;

    @Autowired
    ActionNames names;

    private List<JournalAction> offered() {
        return modules.stream()
                .<JournalAction>flatMap(module -> module.actions().stream())
                .toList();
    }

    /** How many constants are actions, found without the beans. */
    private static int written() {
        return (int) ProductClasses.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(JournalAction.class)
                        && field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    @Test
    void everyActionIsOfferedUnderACodeOfItsOwn() {
        assertThat(offered()).hasSize(written()).hasSizeGreaterThan(80);
        assertThat(offered()).extracting(JournalAction::code).doesNotHaveDuplicates();
        assertThat(offered())
                .allSatisfy(action -> assertThat(action.code()).matches("[a-z]+(-[a-z]+)*"))
                .allSatisfy(action -> assertThat(action.label()).matches("[A-Z][A-Za-z -]+[a-z]"));
    }

    @Test
    void anActionIsShownByItsLabelAndAnUnknownOneAsRecorded() {
        assertThat(names.of("team-renamed")).isEqualTo("Team renamed");
        assertThat(names.of("export-imported")).isEqualTo("Charge files imported");
        assertThat(names.of("moved-mountains")).isEqualTo("moved-mountains");
    }

    @Test
    void refusalsAreToldFromTheRest() {
        assertThat(names.isRefusal("sign-in-slowed")).isTrue();
        assertThat(names.isRefusal("signed-in")).isFalse();
        assertThat(names.isRefusal("moved-mountains")).isFalse();
    }

    @Test
    void twoActionsOfOneCodeAreABug() {
        var one = new CommonAction();
        assertThatThrownBy(() -> new ActionNames(List.of(one, one))).isInstanceOf(IllegalStateException.class);
    }
}
