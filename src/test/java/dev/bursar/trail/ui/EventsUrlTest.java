package dev.bursar.trail.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import dev.bursar.list.Preset;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import dev.bursar.trail.ui.EventsUrl.By;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class EventsUrlTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final LocalDateRange DAYS = LocalDateRange.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 3));
    private static final UUID ID = UUID.fromString("0f0f0f0f-1111-4222-8333-444444444444");
    private static final String ARN = "arn:aws:sns:eu-central-1:111122223333:a,b%2C&c=ü";

    private static EventsUrl.Read read(String query) {
        return EventsUrl.read(QueryParameters.fromString(query).getParameters());
    }

    private static EventsUrl ofAddress(String address) {
        assertThat(address).startsWith(TrailLinks.EVENTS);
        String[] parts = address.split("\\?", 2);
        EventsUrl.Read read = read(parts.length > 1 ? parts[1] : "");
        assertThat(read.ignored()).isEmpty();
        return read.url();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var url : List.of(
                EventsUrl.DEFAULT,
                EventsUrl.DEFAULT
                        .with(new EventPeriod.Moving(Preset.LAST_MONTH))
                        .open(ID),
                EventsUrl.DEFAULT.with(EventPeriod.ALL).withSearch("a+b & c=d%").with(Outcome.FAILED),
                EventsUrl.DEFAULT
                        .with(new EventPeriod.Fixed(DAYS))
                        .withTopic(Topic.DENIED)
                        .withCalls(true),
                EventsUrl.DEFAULT.withServices(true).withReads(false).and(By.RESOURCE, ARN),
                EventsUrl.DEFAULT.with(List.of(
                        new Filter("person", Operator.IS, List.of("Zoë, 100%", "root")),
                        new Filter("address", Operator.CONTAINS, List.of("10.0.")))))) {
            assertThat(ofAddress(url.address())).isEqualTo(url);
        }
    }

    @Test
    void linksOfOtherPagesAreRead() {
        assertThat(ofAddress(TrailLinks.EVENTS)).isEqualTo(EventsUrl.DEFAULT);
        assertThat(ofAddress(TrailLinks.event(ID))).isEqualTo(EventsUrl.DEFAULT.open(ID));
        assertThat(ofAddress(TrailLinks.ofResource(ARN)))
                .isEqualTo(EventsUrl.DEFAULT.with(EventPeriod.ALL).and(By.RESOURCE, ARN));
    }

    @Test
    void whatCantBeReadIsNamedAndLeftOut() {
        String many = "x".repeat(201);
        var read = read("period=always&from=2026-13-01&to=2026-11-01&f=person&f=colour.is.red&f=person.contains.a"
                + "&f=team.is.one&f=event.is.A&f=event.is.B&f=address.contains." + many + "&q=" + "y".repeat(201)
                + "&outcome=maybe&question=why&services=yes&reads=2&show=all&event=1-1-1-1-1&x=y");
        assertThat(read.url())
                .isEqualTo(EventsUrl.DEFAULT.with(List.of(new Filter("event", Operator.IS, List.of("A")))));
        assertThat(read.ignored()).hasSize(17).allMatch(line -> line.startsWith("Ignored \u201C"));
        assertThat(read("from=2026-11-02&to=2026-11-01").url()).isEqualTo(EventsUrl.DEFAULT);
        assertThat(read("q=%00").url().search()).isEmpty();
        assertThat(read("continue").ignored()).isEmpty();
    }

    @Test
    void aQuestionAsksForWhatTheAddressSays() {
        EventQuestion question = ofAddress("cloudtrail?f=person.is.ada&f=event.is.DeleteEndpoint&f=service.is.sagemaker"
                        + "&f=account.is.111122223333&f=region.is.eu-central-1&f=team.is.0,7&f=resource.is.x"
                        + "&f=address.contains.10.&q=tide&outcome=failed&question=deleted&services=1&reads=0")
                .question(DAYS);
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
        String stored = EventsUrl.DEFAULT.withTopic(Topic.DENIED).open(ID).stored(DAYS);
        assertThat(EventsUrl.ofStored(stored))
                .isEqualTo(EventsUrl.DEFAULT
                        .with(new EventPeriod.Fixed(DAYS))
                        .withTopic(Topic.DENIED)
                        .withCalls(true));
        assertThat(EventsUrl.ofStored(stored).days(TODAY)).isEqualTo(DAYS);
    }

    @Test
    void everythingBeginsWithTheOldestEvent() {
        assertThat(EventPeriod.ALL.days(TODAY, LocalDate.of(2026, 8, 27)))
                .isEqualTo(LocalDateRange.ofClosed(LocalDate.of(2026, 8, 27), TODAY));
        assertThat(EventPeriod.ALL.days(TODAY, null).lengthInDays()).isEqualTo(30);
        assertThat(EventPeriod.ALL.days(TODAY, TODAY.plusYears(9)).lengthInDays())
                .isEqualTo(1);
    }
}
