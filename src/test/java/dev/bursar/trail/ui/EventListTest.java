package dev.bursar.trail.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class EventListTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final LocalDateRange DAYS = LocalDateRange.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 3));
    private static final UUID ID = UUID.fromString("0f0f0f0f-1111-4222-8333-444444444444");
    private static final ListState USUAL = EventList.ADDRESS.usual();
    private static final String ARN = "arn:aws:sns:eu-central-1:111122223333:a,b%2C&c=ü";

    private static ListAddress.Read read(String query) {
        return EventList.ADDRESS.read(QueryParameters.fromString(query).getParameters());
    }

    private static ListState ofAddress(String address) {
        assertThat(address).startsWith(TrailLinks.EVENTS);
        String[] parts = address.split("\\?", 2);
        ListAddress.Read read = read(parts.length > 1 ? parts[1] : "");
        assertThat(read.ignored()).isEmpty();
        return read.state();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var url : List.of(
                USUAL,
                USUAL.with(EventList.PERIOD, Period.of(Preset.LAST_MONTH)).with(EventList.OPEN, Optional.of(ID)),
                USUAL.with(EventList.PERIOD, Period.ALL)
                        .with(EventList.SEARCH, "a+b & c=d%")
                        .with(EventList.OUTCOME, Outcome.FAILED),
                USUAL.with(EventList.PERIOD, new Period.Fixed(DAYS))
                        .with(EventList.TOPIC, Optional.of(Topic.DENIED))
                        .with(EventList.CALLS, true),
                USUAL.with(EventList.SERVICES, true)
                        .with(EventList.READS, false)
                        .and(EventList.RESOURCE.is(ARN)),
                USUAL.filtered(List.of(
                        new Filter("person", Operator.IS, List.of("Zoë, 100%", "root")),
                        new Filter("address", Operator.CONTAINS, List.of("10.0.")))))) {
            assertThat(ofAddress(url.address())).isEqualTo(url);
        }
    }

    @Test
    void linksOfOtherPagesAreRead() {
        assertThat(ofAddress(TrailLinks.EVENTS)).isEqualTo(USUAL);
        assertThat(ofAddress(TrailLinks.event(ID))).isEqualTo(USUAL.with(EventList.OPEN, Optional.of(ID)));
        assertThat(ofAddress(TrailLinks.ofResource(ARN)))
                .isEqualTo(USUAL.with(EventList.PERIOD, Period.ALL).and(EventList.RESOURCE.is(ARN)));
        assertThat(ofAddress(TrailLinks.ofPerson("Zoë, 100%+1@example.org")))
                .isEqualTo(
                        USUAL.with(EventList.PERIOD, Period.ALL).and(EventList.PERSON.is("Zoë, 100%+1@example.org")));
    }

    @Test
    void whatCantBeReadIsNamedAndLeftOut() {
        String many = "x".repeat(201);
        var read = read("period=always&from=2026-13-01&to=2026-11-01&f=person&f=colour.is.red&f=person.contains.a"
                + "&f=team.is.one&f=event.is.A&f=event.is.B&f=address.contains." + many + "&q=" + "y".repeat(201)
                + "&outcome=maybe&question=why&services=yes&reads=2&show=all&event=1-1-1-1-1&x=y");
        assertThat(read.state()).isEqualTo(USUAL.filtered(List.of(new Filter("event", Operator.IS, List.of("A")))));
        assertThat(read.ignored()).hasSize(17).allMatch(line -> line.startsWith("Ignored \u201C"));
        assertThat(read("from=2026-11-02&to=2026-11-01").state()).isEqualTo(USUAL);
        assertThat(read("q=%00").state().get(EventList.SEARCH)).isEmpty();
        assertThat(read("continue").ignored()).isEmpty();
    }

    @Test
    void aQuestionAsksForWhatTheAddressSays() {
        EventQuestion question = EventList.question(
                ofAddress("cloudtrail?f=person.is.ada&f=event.is.DeleteEndpoint&f=service.is.sagemaker"
                        + "&f=account.is.111122223333&f=region.is.eu-central-1&f=team.is.0,7&f=resource.is.x"
                        + "&f=address.contains.10.&q=tide&outcome=failed&question=deleted&services=1&reads=0"),
                DAYS);
        assertThat(question)
                .isEqualTo(new EventQuestion(
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-03T00:00:00Z"),
                        List.of("ada"),
                        List.of("DeleteEndpoint"),
                        List.of("sagemaker"),
                        List.of("111122223333"),
                        List.of("eu-central-1"),
                        List.of(0, 7),
                        List.of("x"),
                        "10.",
                        "tide",
                        Outcome.FAILED,
                        Topic.DELETED,
                        true,
                        false));
    }

    @Test
    void anExportKeepsTheDaysThatWereShown() {
        String stored = EventList.stored(
                USUAL.with(EventList.TOPIC, Optional.of(Topic.DENIED)).with(EventList.OPEN, Optional.of(ID)), DAYS);
        assertThat(EventList.ADDRESS.ofStored(stored))
                .isEqualTo(USUAL.with(EventList.PERIOD, new Period.Fixed(DAYS))
                        .with(EventList.TOPIC, Optional.of(Topic.DENIED))
                        .with(EventList.CALLS, true));
        assertThat(EventList.ADDRESS.ofStored(stored).get(EventList.PERIOD).days(TODAY, null))
                .isEqualTo(DAYS);
    }

    @Test
    void everythingBeginsWithTheOldestEvent() {
        assertThat(Period.ALL.days(TODAY, LocalDate.of(2026, 8, 27)))
                .isEqualTo(LocalDateRange.ofClosed(LocalDate.of(2026, 8, 27), TODAY));
        assertThat(Period.ALL.days(TODAY, null).lengthInDays()).isEqualTo(30);
        assertThat(Period.ALL.days(TODAY, TODAY.plusYears(9)).lengthInDays()).isEqualTo(1);
    }
}
