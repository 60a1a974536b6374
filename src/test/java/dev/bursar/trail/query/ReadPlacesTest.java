package dev.bursar.trail.query;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPlacesTest {
    private static final ReadPlaces READ = new ReadPlaces(
            Set.of("files"),
            Map.of("all", Set.of("eu-central-1", "us-east-1"), "some", Set.of("us-east-1")),
            Map.of("some", Set.of("eu-west-1", "ap-south-1"), "none", Set.of("us-east-1")));

    @ParameterizedTest
    @CsvSource({
        // account, a charge's Region, whether all its events were read, Regions to name
        "files, eu-south-2, true, ''",
        "files, '', true, ''",
        "all, us-east-1, true, ''",
        "all, us-east-1-bos-1, true, ''",
        "all, '', true, ''",
        "all, global, true, ''",
        "all, sa-east-1, false, sa-east-1",
        "some, us-east-1, true, ''",
        "some, eu-west-1, false, eu-west-1",
        "some, global, false, 'ap-south-1 eu-west-1'",
        "none, us-east-1, false, us-east-1",
        "unknown, us-east-1, false, us-east-1",
        "unknown, '', false, ''",
    })
    void whatWasReadIsKnownByRegion(String account, String region, boolean all, String missing) {
        assertThat(READ.all(account, List.of(region))).isEqualTo(all);
        assertThat(String.join(" ", READ.missing(account, List.of(region)))).isEqualTo(missing);
    }
}
