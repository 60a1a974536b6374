package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.BackfillLimitExceededException;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagBackfillRequest;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagStatusEntry;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.UpdateCostAllocationTagsStatusError;

/** Cost allocation tags are activated key by key, and a backfill gives all of them the past that their status stands for. */
class SimulatorAllocationTagsTest {

    private static final String PROJECT = Organisation.PROJECT_TAG;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    private <T> T write(Function<CostExplorerClient, T> request) {
        try (var writer = aws.costWriter(it -> {})) {
            return request.apply(writer);
        }
    }

    private List<UpdateCostAllocationTagsStatusError> update(String status, String... keys) {
        return write(writer ->
                        writer.updateCostAllocationTagsStatus(it -> it.costAllocationTagsStatus(List.of(keys).stream()
                                .map(key -> CostAllocationTagStatusEntry.builder()
                                        .tagKey(key)
                                        .status(status)
                                        .build())
                                .toList())))
                .errors();
    }

    private String status(String key) {
        return aws.ce.listCostAllocationTags(it -> it.tagKeys(key)).costAllocationTags().stream()
                .findFirst()
                .orElseThrow()
                .statusAsString();
    }

    /** The months of which some costs carry a value of the key. */
    private List<String> months(String key) {
        return aws.pages(Aws.question("2026-08-01", "2026-12-01", Granularity.MONTHLY, Aws.tag(key))).stream()
                .flatMap(page -> page.resultsByTime().stream())
                .filter(time -> time.groups().stream()
                        .anyMatch(group -> !group.keys().getFirst().equals(key + "$")))
                .map(time -> time.timePeriod().start())
                .distinct()
                .toList();
    }

    private CostAllocationTagBackfillRequest backfill(String from) {
        return write(writer -> writer.startCostAllocationTagBackfill(it -> it.backfillFrom(from + "T00:00:00Z")))
                .backfillRequest();
    }

    @Test
    void aKeyIsActiveAfterTheLagAndCostsCarryItFromThenOn() {
        aws.simulator.allocationTags().lag(Duration.ofHours(20));
        assertThat(update("Active", PROJECT)).isEmpty();
        assertThat(status(PROJECT)).isEqualTo("Inactive");
        assertThat(months(PROJECT)).isEmpty();
        clock.forward(Duration.ofHours(48));
        assertThat(status(PROJECT)).isEqualTo("Active");
        assertThat(months(PROJECT)).containsExactly("2026-11-01");
        // the days before don't carry it
        assertThat(aws.ce
                        .getTags(it -> it.tagKey(PROJECT)
                                .timePeriod(period -> period.start("2026-11-20").end("2026-11-25")))
                        .tags())
                .containsExactly("");
    }

    @Test
    void eachKeyHasItsOwnError() {
        aws.simulator.allocationTags().fail("Team", "InternalServerException", "Try again");
        assertThat(update("Active", PROJECT, "nosuch", "Team"))
                .extracting(error -> error.tagKey() + " " + error.code() + ": " + error.message())
                .containsExactly(
                        "nosuch TagKeyNotFoundException: Tag keys not found: nosuch",
                        "Team InternalServerException: Try again");
        assertThat(status(PROJECT)).isEqualTo("Active");
        assertThat(status("Team")).isEqualTo("Inactive");
    }

    @Test
    void twentyKeysAreTheMost() {
        String[] keys =
                IntStream.range(0, 21).mapToObj(number -> "key-" + number).toArray(String[]::new);
        assertThatThrownBy(() -> update("Active", keys)).isInstanceOf(CostExplorerException.class);
    }

    @Test
    void aBackfillGivesAllKeysThePastOfTheirStatus() {
        update("Active", PROJECT);
        update("Inactive", Organisation.ENVIRONMENT_TAG);
        clock.forward(Duration.ofDays(1));
        assertThat(months(Organisation.ENVIRONMENT_TAG))
                .containsExactly("2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01");
        assertThat(backfill("2026-10-01").backfillStatusAsString()).isEqualTo("PROCESSING");
        assertThat(months(PROJECT)).containsExactly("2026-11-01");
        clock.forward(Duration.ofMinutes(1));
        assertThat(months(PROJECT)).containsExactly("2026-10-01", "2026-11-01");
        assertThat(months(Organisation.ENVIRONMENT_TAG)).containsExactly("2026-08-01", "2026-09-01");
        assertThat(months(Organisation.TEAM_TAG))
                .containsExactly("2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01");
        assertThat(write(writer -> writer.listCostAllocationTagBackfillHistory(it -> {}))
                        .backfillRequests())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.backfillFrom()).isEqualTo("2026-10-01T00:00:00Z");
                    assertThat(one.backfillStatusAsString()).isEqualTo("SUCCEEDED");
                    assertThat(one.completedAt()).isEqualTo("2026-11-25T09:30:30Z");
                });
    }

    @Test
    void oneBackfillRunsAtATimeAndOnceADay() {
        backfill("2026-10-01");
        assertThatThrownBy(() -> backfill("2026-09-01")).isInstanceOf(BackfillLimitExceededException.class);
        clock.forward(Duration.ofHours(23));
        assertThatThrownBy(() -> backfill("2026-09-01"))
                .isInstanceOf(CostExplorerException.class)
                .hasMessageContaining("24 hours");
        clock.forward(Duration.ofHours(2));
        assertThat(backfill("2026-09-01").backfillFrom()).isEqualTo("2026-09-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-02", "2025-10-01", "2026-12-01"})
    void aBackfillBeginsOnTheFirstOfOneOfTwelveMonths(String from) {
        assertThatThrownBy(() -> backfill(from)).isInstanceOf(CostExplorerException.class);
    }

    @Test
    void thePayersUserReadsAndTheWriterWritesAsFarAsItsSessionMay() {
        assertThatThrownBy(() -> aws.ce.updateCostAllocationTagsStatus(it ->
                        it.costAllocationTagsStatus(one -> one.tagKey(PROJECT).status("Active"))))
                .hasMessageContaining("not authorized to perform: ce:UpdateCostAllocationTagsStatus");
        try (var narrow = aws.costWriter(it -> it.policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                 "Action":"ce:UpdateCostAllocationTagsStatus"}]}"""))) {
            narrow.updateCostAllocationTagsStatus(
                    it -> it.costAllocationTagsStatus(one -> one.tagKey(PROJECT).status("Active")));
            assertThatThrownBy(
                            () -> narrow.startCostAllocationTagBackfill(it -> it.backfillFrom("2026-10-01T00:00:00Z")))
                    .hasMessageContaining("no session policy allows the ce:StartCostAllocationTagBackfill action");
        }
        assertThat(status(PROJECT)).isEqualTo("Active");
    }

    @Test
    void bothAreInThePayersTrail() {
        try (var client =
                aws.costWriter(it -> it.roleSessionName("bursar-change-17").sourceIdentity("lena"))) {
            client.updateCostAllocationTagsStatus(
                    it -> it.costAllocationTagsStatus(one -> one.tagKey(PROJECT).status("Active")));
            client.startCostAllocationTagBackfill(it -> it.backfillFrom("2026-10-01T00:00:00Z"));
        }
        clock.forward(Duration.ofMinutes(30));
        assertThat(recorded("UpdateCostAllocationTagsStatus").cloudTrailEvent())
                .contains("bursar-change-17", "\"costAllocationTagsStatus\":[{\"tagKey\":\"project\"", "\"errors\":[]");
        assertThat(recorded("StartCostAllocationTagBackfill").cloudTrailEvent())
                .contains("\"backfillFrom\":\"2026-10-01T00:00:00Z\"", "\"sourceIdentity\":\"lena\"");
    }

    private Event recorded(String name) {
        try (var client = aws.cloudTrail(Organisation.PAYER, "us-east-1")) {
            return client.lookupEvents(it -> it.lookupAttributes(attribute ->
                                    attribute.attributeKey("EventName").attributeValue(name))
                            .startTime(clock.instant().minusSeconds(3600)))
                    .events()
                    .getFirst();
        }
    }
}
