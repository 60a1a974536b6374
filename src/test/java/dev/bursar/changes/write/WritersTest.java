package dev.bursar.changes.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.ChangeRun.RemovalOrder;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sessions are named, and what is removed when. */
class WritersTest {
    @ParameterizedTest
    @CsvSource({
        "Ada, Ada",
        "ada@example.com, ada@example.com",
        "Ada Lovelace, Ada.Lovelace",
        "'  Ada  ', Ada",
        "José Łódź, Jose.U+0141odz",
        "李小龙, U+674EU+5C0FU+9F99",
        "x, user-x",
        "'', person-17",
        "a:b, aU+003Ab"
    })
    void aSourceIdentityHasTheCharactersThatStsTakes(String name, String identity) {
        assertThat(Writers.identity(name, new PersonId(17))).isEqualTo(identity).matches("[\\w+=,.@-]{2,64}");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(Writers.identity("x".repeat(300), new PersonId(17))).hasSize(64);
        assertThat(Writers.identity("李".repeat(300), new PersonId(17))).isEqualTo("U+674E".repeat(10));
        assertThat(Writers.identity("李".repeat(11) + "abcd", new PersonId(17)))
                .as("what comes after the cut isn't said")
                .isEqualTo("U+674E".repeat(10));
        assertThat(Writers.session(17)).isEqualTo("bursar-change-17");
    }

    private static ChangeItem item(String subject, @Nullable String wanted, ItemState state, @Nullable ItemWhy why) {
        return new ChangeItem(
                1,
                1,
                "111122223333",
                "eu-central-1",
                subject,
                "ec2:instance",
                "y",
                new TeamId(0),
                "team",
                null,
                wanted,
                null,
                state,
                why,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "WRITTEN,, false, true",
        "VERIFIED,, false, true",
        "SKIPPED, ALREADY_SO, false, true",
        "PLANNED,, false, false",
        "WRITING,, true, false",
        "UNKNOWN,, true, false",
        "FAILED, REFUSED, true, false",
        "DIFFERS, CHANGED_SINCE, true, false",
        "SKIPPED, NOT_ALLOWED, true, false",
        "SKIPPED, CHANGED_SINCE, true, false"
    })
    void aKeyInAnotherCaseGoesOnceTheRightOneIsThere(
            ItemState state, @Nullable ItemWhy why, boolean left, boolean goes) {
        ChangeItem removed = item("a", null, ItemState.PLANNED, null);
        var order = RemovalOrder.of(List.of(item("a", "x", state, why), removed));
        assertThat(order.isLeft(removed)).isEqualTo(left);
        assertThat(order.mayGo(removed)).isEqualTo(goes);
        ChangeItem alone = item("b", null, ItemState.PLANNED, null);
        assertThat(order.mayGo(alone)).isTrue();
    }
}
