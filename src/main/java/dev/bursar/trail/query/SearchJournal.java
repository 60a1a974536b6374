package dev.bursar.trail.query;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.trail.TrailAction;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records who searched for whom and what: the same search once an hour, files always. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class SearchJournal {
    private static final String SUBJECT = "cloudtrail";
    private static final Duration ONCE = Duration.ofHours(1);
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    SearchJournal(JdbcClient jdbc, Journal journal, Scope scope, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    void searched(EventQuestion question) {
        if (!question.searches()) {
            return;
        }
        Map<String, Object> words = words(question);
        // whoever asks the same of other days asks the same
        if (isNew(words.toString())) {
            journal.record(TrailAction.EVENTS_SEARCHED, SUBJECT, null, withTime(words, question));
        }
    }

    void exported(EventQuestion question) {
        journal.record(TrailAction.EVENTS_EXPORTED, SUBJECT, null, withTime(words(question), question));
    }

    private boolean isNew(String words) {
        Instant now = clock.instant();
        jdbc.sql("delete from trail_search where at < :before")
                .param("before", EventQueries.at(now.minus(ONCE)))
                .update();
        return jdbc.sql("""
                        insert into trail_search (actor, question, at) values (:actor, :question, :now)
                        on conflict (actor, question) do nothing
                        """)
                        .param("actor", String.valueOf(scope.actor().id().value()))
                        .param("question", words)
                        .param("now", EventQueries.at(now))
                        .update()
                > 0;
    }

    private static Map<String, Object> withTime(Map<String, Object> words, EventQuestion question) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", question.from().toString());
        all.put("to", question.to().toString());
        all.putAll(words);
        return all;
    }

    private static Map<String, Object> words(EventQuestion question) {
        Map<String, Object> words = new LinkedHashMap<>();
        put(words, "person", question.persons());
        put(words, "event", question.names());
        put(words, "service", question.services());
        put(words, "account", question.accounts());
        put(words, "region", question.regions());
        put(words, "team", question.teams());
        put(words, "resource", question.resources());
        put(words, "address", List.of(question.address()));
        put(words, "search", List.of(question.search()));
        if (question.topic() != null) {
            words.put("question", question.topic().name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static void put(Map<String, Object> words, String name, List<?> values) {
        String text = String.join(", ", values.stream().map(String::valueOf).toList());
        if (!text.isEmpty()) {
            words.put(name, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026");
        }
    }
}
