package dev.bursar.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.org.Successors.End;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessorsTest {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    /** 1 goes on in 2, 2 in 3; 4 and 5 end without anybody; 6, 7 and 8 go on in each other. */
    private static final Map<TeamId, End> ENDS = Map.of(
            id(1), new End(MAY, id(2)),
            id(2), new End(JULY, id(3)),
            id(3), new End(null, null),
            id(4), new End(MAY, null),
            id(5), new End(MAY, id(4)),
            id(6), new End(MAY, id(7)),
            id(7), new End(MAY, id(8)),
            id(8), new End(MAY, id(6)));

    private static TeamId id(int number) {
        return new TeamId(number);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "nobody", textBlock = """
            1, 2026-04-30, 1
            1, 2026-05-01, 2
            1, 2026-06-30, 2
            1, 2026-07-01, 3
            2, 2026-06-30, 2
            2, 2026-07-01, 3
            3, 2099-01-01, 3
            4, 2026-04-30, 4
            4, 2026-05-01, nobody
            5, 2026-05-01, nobody
            6, 2026-04-30, 6
            6, 2026-05-01, nobody
            9, 2026-05-01, nobody
            """)
    void aTeamIsFollowedToWhoGoesOnInItsPlace(int team, LocalDate day, Integer expected) {
        assertThat(Successors.followed(id(team), day, ENDS).map(TeamId::value).orElse(null))
                .isEqualTo(expected);
    }
}
