package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.journal.JournalLinks;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class JournalListTest {
    private static ListAddress.Read read(String query) {
        return JournalList.ADDRESS.read(QueryParameters.fromString(query).getParameters());
    }

    private static final ListState USUAL = JournalList.ADDRESS.usual();
    private static final List<Filter> FILTERS = List.of(
            new Filter("person", Operator.IS, List.of("Zoë, 100%", "")),
            new Filter("action", Operator.IS_NOT, List.of("signed-in")),
            new Filter("subject", Operator.CONTAINS, List.of("a.b&c=d")));

    @Test
    void whatIsWrittenIsRead() {
        for (var url : List.of(
                USUAL,
                USUAL.with(JournalList.PERIOD, Period.of(Preset.LAST_7_DAYS)).with(JournalList.OPEN, Optional.of(12L)),
                USUAL.filtered(FILTERS),
                USUAL.with(JournalList.JOBS, true).with(JournalList.OPEN, Optional.of(3L)),
                USUAL.with(
                        JournalList.PERIOD,
                        new Period.Fixed(LocalDateRange.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2)))))) {
            var query = new QueryParameters(url.parameters()).getQueryString();
            assertThat(read(query)).isEqualTo(new ListAddress.Read(url, List.of()));
        }
    }

    @Test
    void whatCantBeReadIsNamedAndLeftOut() {
        var read = read(
                "period=always&from=2026-13-01&to=2026-11-01&f=person&f=colour.is.red&f=action.is.x&entry=one&jobs=maybe&x=y");
        assertThat(read.state()).isEqualTo(USUAL.filtered(List.of(new Filter("action", Operator.IS, List.of("x")))));
        assertThat(read.ignored()).hasSize(8).allMatch(line -> line.startsWith("Ignored \u201C"));
        assertThat(read("from=2026-11-02&to=2026-11-01").state()).isEqualTo(USUAL);
        assertThat(read("continue").ignored()).isEmpty();
    }

    @Test
    void aLinkFromAnotherPageIsReadAsItsSubject() {
        for (var subject : List.of("person:7", "settings:sync", "from 10.0.0.1, 50%")) {
            var address = JournalLinks.about(subject);
            assertThat(address).startsWith(JournalLinks.JOURNAL + "?");
            assertThat(read(address.substring(JournalLinks.JOURNAL.length() + 1)))
                    .isEqualTo(new ListAddress.Read(
                            USUAL.with(JournalList.PERIOD, Period.of(Preset.LAST_365_DAYS))
                                    .with(JournalList.JOBS, true)
                                    .filtered(List.of(new Filter("subject", Operator.IS, List.of(subject)))),
                            List.of()));
        }
    }
}
