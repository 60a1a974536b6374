package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.journal.JournalLinks;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import dev.bursar.list.Preset;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class JournalUrlTest {
    private static JournalUrl.Read read(String query) {
        return JournalUrl.read(QueryParameters.fromString(query).getParameters());
    }

    private static final List<Filter> FILTERS = List.of(
            new Filter("person", Operator.IS, List.of("Zoë, 100%", "")),
            new Filter("action", Operator.IS_NOT, List.of("signed-in")),
            new Filter("subject", Operator.CONTAINS, List.of("a.b&c=d")));

    @Test
    void whatIsWrittenIsRead() {
        for (var url : List.of(
                JournalUrl.DEFAULT,
                JournalUrl.DEFAULT.with(Preset.LAST_7_DAYS).open(12L),
                JournalUrl.DEFAULT.with(FILTERS),
                JournalUrl.DEFAULT.withJobs(true).open(3L),
                JournalUrl.DEFAULT.with(LocalDateRange.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2))))) {
            var query = new QueryParameters(url.parameters()).getQueryString();
            assertThat(read(query)).isEqualTo(new JournalUrl.Read(url, List.of()));
        }
    }

    @Test
    void whatCantBeReadIsNamedAndLeftOut() {
        var read = read(
                "period=always&from=2026-13-01&to=2026-11-01&f=person&f=colour.is.red&f=action.is.x&entry=one&jobs=maybe&x=y");
        assertThat(read.url())
                .isEqualTo(JournalUrl.DEFAULT.with(List.of(new Filter("action", Operator.IS, List.of("x")))));
        assertThat(read.ignored()).hasSize(8).allMatch(line -> line.startsWith("Ignored \u201C"));
        assertThat(read("from=2026-11-02&to=2026-11-01").url()).isEqualTo(JournalUrl.DEFAULT);
        assertThat(read("continue").ignored()).isEmpty();
    }

    @Test
    void aLinkFromAnotherPageIsReadAsItsSubject() {
        for (var subject : List.of("person:7", "settings:sync", "from 10.0.0.1, 50%")) {
            var address = JournalLinks.about(subject);
            assertThat(address).startsWith(JournalLinks.JOURNAL + "?");
            assertThat(read(address.substring(JournalLinks.JOURNAL.length() + 1)))
                    .isEqualTo(new JournalUrl.Read(
                            JournalUrl.DEFAULT
                                    .with(Preset.LAST_365_DAYS)
                                    .withJobs(true)
                                    .with(List.of(new Filter("subject", Operator.IS, List.of(subject)))),
                            List.of()));
        }
    }
}
