package dev.bursar.causes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomaly.RootCause;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Team 1's costs of EC2 are in account 1, and in account 2 beside those of team 2; nobody owns some in account 3. Ours is 10–14 November. */
class BesideTest {
    /** As exports call it. */
    private static final String EC2 = "Amazon Elastic Compute Cloud";

    /** As Cost Explorer does. */
    private static final String COMPUTE = "Amazon Elastic Compute Cloud - Compute";

    private static final LocalDate TODAY = day(24);

    private static LocalDate day(int of) {
        return LocalDate.of(2026, 11, of);
    }

    private static Anomaly ours(String account) {
        return new Anomaly(
                1,
                new Series(account.isEmpty() ? new TeamId(1) : TeamId.UNALLOCATED, account, EC2, "USD"),
                AnomalyKind.JUMP,
                new DayRange(day(10), day(15)),
                false,
                BigDecimal.ONE,
                BigDecimal.TEN,
                Instant.EPOCH,
                false,
                null,
                false,
                0);
    }

    private static Set<TeamId> owners(String account, String service, DayRange days) {
        return !service.equals(EC2)
                ? Set.of()
                : switch (account) {
                    case "1" -> Set.of(new TeamId(1));
                    case "2" -> Set.of(new TeamId(1), new TeamId(2));
                    case "3" -> Set.of(TeamId.UNALLOCATED);
                    default -> Set.of();
                };
    }

    /** @param causes such as {@code 1:EC2:5}: account, service and contribution */
    private static AwsAnomaly aws(int first, @Nullable Integer last, String dimension, @Nullable String causes) {
        return new AwsAnomaly(
                "a",
                day(first),
                last == null ? null : day(last),
                dimension.replace("EC2", COMPUTE),
                causes == null
                        ? List.of()
                        : List.of(causes.split(" ")).stream()
                                .map(BesideTest::cause)
                                .toList(),
                new BigDecimal("99"),
                null,
                null,
                null,
                "");
    }

    private static RootCause cause(String text) {
        String[] parts = text.split(":", -1);
        return new RootCause(
                parts[1].replace("EC2", COMPUTE),
                "",
                parts[0],
                "",
                parts[2].isEmpty() ? null : new BigDecimal(parts[2]));
    }

    @ParameterizedTest
    @CsvSource({
        // ours, AWS's first and last day, what its monitor watches, its causes; what all see, what a lead sees
        "'',12,20,EC2,1:EC2:5,5,5",
        "'',14,,EC2,1:EC2:5,5,5",
        "'',5,10,EC2,1:EC2:5,5,5",
        "'',15,20,EC2,1:EC2:5,,",
        "'',5,9,EC2,1:EC2:5,,",
        "'',15,,EC2,1:EC2:5,,",
        "'',12,20,EC2,1:S3:5,,",
        "'',12,20,EC2,1::5,5,5",
        "'',12,20,EC2,,,",
        "'',12,20,EC2,:EC2:5,,",
        "'',12,20,EC2,4:EC2:5,,",
        "'',12,20,EC2,3:EC2:5,,",
        "'',12,20,EC2,2:EC2:5,5,",
        "'',12,20,EC2,1:EC2:5 2:EC2:7,12,5",
        "'',12,20,EC2,1:EC2:5 1:EC2:7 1:S3:8,12,12",
        "'',12,20,EC2,1:EC2:,99,",
        "3,12,20,EC2,3:EC2:5 1:EC2:6,5,",
        "3,12,20,EC2,1:EC2:6,,",
    })
    void ofTheSameServiceAccountAndDays(
            String ours,
            int first,
            @Nullable Integer last,
            String dimension,
            @Nullable String causes,
            @Nullable BigDecimal all,
            @Nullable BigDecimal lead) {
        AwsAnomaly aws = aws(first, last, dimension, causes);
        assertThat(Beside.of(ours(ours), aws, BesideTest::owners, TODAY)
                        .map(Beside::impact)
                        .orElse(null))
                .isEqualTo(all);
        if (ours.isEmpty()) {
            assertThat(Beside.ofTeamAlone(ours(ours), aws, BesideTest::owners, TODAY)
                            .map(Beside::impact)
                            .orElse(null))
                    .isEqualTo(lead);
        }
    }
}
