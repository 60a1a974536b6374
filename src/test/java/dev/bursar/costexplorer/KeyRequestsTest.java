package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.costexplorer.KeyRequests.Stored;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import module java.base;
import org.junit.jupiter.api.Test;

class KeyRequestsTest {
    private static final String CALLER = "iamPrincipal/team";
    private static final TeamKeys TEAM = TeamKeys.of("team");
    /** October is settled on the 24th, so November alone is probed by day. */
    private static final ReadRange RANGE = ReadRange.at(Instant.parse("2026-11-24T09:00:00Z"));

    private static final List<Stored> STORED = List.of(
            new Stored("Amazon EC2", 12, 3, 4_000, 900),
            new Stored("Amazon Bedrock", 3, 1, 700, 60),
            new Stored("Claude Sonnet 4.6 (Amazon Bedrock Edition)", 2, 2, 0, 40));

    private static TeamKeys keys(Key... keys) {
        return new TeamKeys(List.of(keys));
    }

    private static KeyRequests of(TeamKeys now, TeamKeys proposed) {
        return KeyRequests.of(now, proposed, RANGE, STORED);
    }

    @Test
    void oneKeyAsksNothingMore() {
        assertThat(of(TEAM, TEAM)).isEqualTo(new KeyRequests(0, 0, 0, 0, false));
        KeyRequests other = of(TEAM, TeamKeys.of("squad"));
        assertThat(other.all()).isTrue();
        assertThat(other.least()).isZero();
        assertThat(other.firstLeast()).isEqualTo(4);
    }

    @Test
    void aFurtherKeyIsAskedForWithEachProbe() {
        KeyRequests said = of(TEAM, keys(new Key("team", null), new Key(CALLER, null)));
        assertThat(said.all()).isFalse();
        assertThat(said.least()).as("by month and by day").isEqualTo(2);
        assertThat(said.most())
                .as("and of two services, or four accounts and record types")
                .isEqualTo(2 + 4);
        assertThat(said.firstLeast()).isEqualTo(6);
        assertThat(said.month(said.least())).isEqualTo(180);
        assertThat(said.monthUsd(said.least())).isEqualByComparingTo("1.80");
    }

    @Test
    void aKeyThatBeginsIsAskedForInItsDaysOnly() {
        KeyRequests now = of(TEAM, keys(new Key("team", null), new Key(CALLER, LocalDate.parse("2026-11-10"))));
        assertThat(now.least())
                .as("the days since, and those before by the first key alone")
                .isEqualTo(2);
        KeyRequests later = of(TEAM, keys(new Key("team", null), new Key(CALLER, LocalDate.parse("2027-01-01"))));
        assertThat(later.least()).isZero();
        assertThat(later.firstMost()).as("nothing changes yet").isZero();
    }

    @Test
    void withoutCostsThatCanCarryItACallersKeyAsksNothing() {
        var keys = keys(new Key("team", null), new Key(CALLER, null));
        assertThat(KeyRequests.of(TEAM, keys, RANGE, STORED.subList(0, 1)).most())
                .isZero();
        assertThat(KeyRequests.of(TEAM, keys, RANGE, List.of(new Stored("Amazon Bedrock", 1, 1, 0, 0)))
                        .least())
                .as("all of it has a value of the first key")
                .isZero();
        assertThat(KeyRequests.of(TEAM, keys, RANGE, STORED.subList(2, 3)).least())
                .as("only the open month has some")
                .isEqualTo(1);
    }

    @Test
    void anOrderThatIsTurnedRoundReadsAllAgain() {
        KeyRequests said = of(TEAM, keys(new Key(CALLER, null), new Key("team", null)));
        assertThat(said.all()).isTrue();
        assertThat(said.least()).isEqualTo(2);
    }
}
