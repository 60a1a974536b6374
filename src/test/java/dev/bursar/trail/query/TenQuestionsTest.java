package dev.bursar.trail.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.simulator.cloudtrail.Event;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.query.EventQuestion.Outcome;
import dev.bursar.trail.read.EventStore;
import module java.base;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ten questions about all events of the simulated organisation, held against a count of its records by hand. */
class TenQuestionsTest {
    private static final List<String> NONE = List.of();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));

    @Test
    void theAnswersAreThoseOfACountByHand() {
        try (var rig = new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-10-20")), Map.of())) {
            store(rig);
            Instant to = clock.instant().minus(Duration.ofMinutes(30));
            Instant from = to.minus(Duration.ofDays(30));
            List<JsonNode> records = rig.simulator.events().all().stream()
                    .filter(event ->
                            !event.time().isBefore(from) && event.time().isBefore(to))
                    .map(Event::record)
                    .<JsonNode>map(record -> record)
                    .toList();
            var queries = rig.bean(EventQueries.class);
            var asked = new Object() {
                int questions;

                void same(EventQuestion question, Predicate<JsonNode> byHand) {
                    questions++;
                    long expected = records.stream().filter(byHand).count();
                    assertThat(expected).as("question " + questions).isPositive();
                    assertThat(queries.counts(question, ResourceVisibility.EVERYTHING)
                                    .events())
                            .as("question " + questions)
                            .isEqualTo(expected);
                    assertThat(queries.page(question, ResourceVisibility.EVERYTHING, null, 0, 5_000))
                            .hasSize((int) expected);
                }
            };
            asked.same(ask(from, to, NONE, NONE, NONE, NONE, "", "", Outcome.ANY, true), record -> true);
            asked.same(
                    ask(from, to, List.of("vision-ops"), NONE, NONE, NONE, "", "", Outcome.ANY, true),
                    record -> record.path("userIdentity")
                            .path("userName")
                            .asString("")
                            .equals("vision-ops"));
            asked.same(
                    ask(from, to, NONE, List.of("DeleteEndpoint"), NONE, NONE, "", "", Outcome.SUCCEEDED, true),
                    record -> text(record, "eventName").equals("DeleteEndpoint") && !record.has("errorCode"));
            asked.same(
                    ask(from, to, NONE, NONE, List.of("sagemaker"), NONE, "", "", Outcome.ANY, true),
                    record -> text(record, "eventSource").equals("sagemaker.amazonaws.com"));
            asked.same(
                    ask(from, to, NONE, NONE, NONE, List.of(OrganisationModel.GROWTH), "", "", Outcome.ANY, true),
                    record -> text(record, "recipientAccountId").equals(OrganisationModel.GROWTH));
            asked.same(
                    ask(from, to, NONE, List.of("ConsoleLogin"), NONE, NONE, "", "", Outcome.FAILED, true),
                    record -> text(record, "eventName").equals("ConsoleLogin")
                            && record.path("responseElements")
                                    .path("ConsoleLogin")
                                    .asString("")
                                    .equals("Failure"));
            asked.same(
                    ask(from, to, List.of("root"), NONE, NONE, NONE, "", "", Outcome.ANY, true),
                    record -> record.path("userIdentity")
                            .path("type")
                            .asString("")
                            .equals("Root"));
            asked.same(
                    ask(from, to, NONE, NONE, NONE, NONE, "", "", Outcome.ANY, false),
                    record -> !record.path("readOnly").asBoolean(false));
            asked.same(
                    ask(from, to, NONE, NONE, NONE, NONE, "cloudformation", "", Outcome.ANY, true),
                    record -> text(record, "sourceIPAddress").contains("cloudformation"));
            asked.same(
                    ask(from, to, NONE, NONE, NONE, NONE, "", "ml.g6e.48xlarge", Outcome.ANY, true),
                    record -> record.toString().contains("ml.g6e.48xlarge"));
            assertThat(asked.questions).isEqualTo(10);
        }
    }

    /** As the trail's files give them, without any: that jobs read all of these is looked at where jobs are. */
    private void store(SyncRig rig) {
        var events = new ArrayList<TrailEvent>();
        for (Event event : rig.simulator.events().all()) {
            if (EventReader.ofLog(
                            event.record().toString(),
                            new Origin(event.account(), event.region(), event.time(), clock.instant()))
                    instanceof Reading.Read(var found)) {
                events.add(found);
            }
        }
        rig.database
                .transactions()
                .executeWithoutResult(status -> rig.bean(EventStore.class).store(events, EventStore.Way.FILES));
    }

    private static String text(JsonNode record, String member) {
        return record.path(member).asString("");
    }

    private static EventQuestion ask(
            Instant from,
            Instant to,
            List<String> persons,
            List<String> names,
            List<String> services,
            List<String> accounts,
            String address,
            String search,
            Outcome outcome,
            boolean reads) {
        return new EventQuestion(
                from, to, persons, names, services, accounts, NONE, List.of(), NONE, address, search, outcome, null,
                true, reads);
    }
}
