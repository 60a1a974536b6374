package dev.bursar.journal;

import dev.bursar.journal.JournalEntry.Seal;
import dev.bursar.journal.JournalQuestion.Dimension;
import dev.bursar.journal.JournalQuestion.Filter;
import dev.bursar.journal.JournalQuestion.Operator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads entries, newest first. */
@Component
class JournalQueries {
    /** Subjects are offered from so many of the newest entries: paths and addresses are many and soon forgotten. */
    private static final int OFFERED_FROM = 20_000;

    private static final int PORTION = 500;
    private static final RowMapper<JournalEntry> ENTRY = (row, i) -> entry(row);

    private static final String MATCHES = """
            where j.at >= :from and j.at < :to
              and (cast(:people as text[]) is null or j.actor_name = any(:people))
              and j.actor_name <> all(cast(:notPeople as text[]))
              and not exists (select from unnest(cast(:partsOfPeople as text[])) part
                               where position(lower(part) in lower(j.actor_name)) = 0)
              and (cast(:actions as text[]) is null or j.action = any(:actions))
              and j.action <> all(cast(:notActions as text[]))
              and not exists (select from unnest(cast(:partsOfActions as text[])) part
                               where position(lower(part) in lower(j.action)) = 0)
              and (cast(:subjects as text[]) is null or j.subject = any(:subjects))
              and j.subject <> all(cast(:notSubjects as text[]))
              and not exists (select from unnest(cast(:partsOfSubjects as text[])) part
                               where position(lower(part) in lower(j.subject)) = 0
                                 and j.subject <> all(cast(:named as text[])))
            """;

    private static final String COLUMNS = """
            select j.id, j.at, j.actor_id, j.actor_name, j.action, j.subject, j.before::text as before,
                   j.after::text as after, j.repeated, s.position, s.sealed_at, s.seal
              from journal j
              left join journal_seal s on s.entry_id = j.id
            """;

    private final JdbcClient jdbc;
    private final Subjects subjects;

    JournalQueries(JdbcClient jdbc, Subjects subjects) {
        this.jdbc = jdbc;
        this.subjects = subjects;
    }

    long count(JournalQuestion question) {
        return jdbc.sql("select count(*) from journal j " + MATCHES)
                .params(parameters(question))
                .query(Long.class)
                .single();
    }

    List<JournalEntry> page(JournalQuestion question, int offset, int limit) {
        return inWords(jdbc.sql(COLUMNS + MATCHES + " order by j.at desc, j.id desc offset :offset limit :limit")
                .params(parameters(question))
                .param("offset", offset)
                .param("limit", limit)
                .query(ENTRY)
                .list());
    }

    Optional<JournalEntry> byId(long id) {
        return inWords(jdbc.sql(COLUMNS + " where j.id = :id")
                        .param("id", id)
                        .query(ENTRY)
                        .list())
                .stream()
                .findFirst();
    }

    /** Every matching entry, a portion at a time; within a transaction only those are in memory. */
    void each(JournalQuestion question, Consumer<JournalEntry> each) {
        var portion = new java.util.ArrayList<JournalEntry>(PORTION);
        jdbc.sql(COLUMNS + MATCHES + " order by j.at desc, j.id desc")
                .withFetchSize(PORTION)
                .params(parameters(question))
                .query(row -> {
                    portion.add(entry(row));
                    if (portion.size() == PORTION) {
                        inWords(portion).forEach(each);
                        portion.clear();
                    }
                });
        inWords(portion).forEach(each);
    }

    /** All that were ever recorded, found from one index entry to the next. */
    List<String> people() {
        return jdbc.sql("""
                        with recursive known(name) as (
                          (select actor_name from journal order by actor_name limit 1)
                          union all
                          select (select j.actor_name from journal j where j.actor_name > k.name order by j.actor_name limit 1)
                            from known k where k.name is not null)
                        select name from known where name is not null order by name limit 1000
                        """).query((row, i) -> row.getString(1)).list();
    }

    List<String> actions() {
        return jdbc.sql("""
                        with recursive known(name) as (
                          (select action from journal order by action limit 1)
                          union all
                          select (select j.action from journal j where j.action > k.name order by j.action limit 1)
                            from known k where k.name is not null)
                        select name from known where name is not null order by name limit 1000
                        """).query((row, i) -> row.getString(1)).list();
    }

    /** Subjects of the newest entries with their words. */
    Map<String, String> recentSubjects() {
        return subjects.inWords(jdbc.sql("""
                        select distinct subject
                          from (select subject from journal order by at desc, id desc limit :newest) newest
                        """)
                .param("newest", OFFERED_FROM)
                .query((row, i) -> row.getString(1))
                .list());
    }

    private List<JournalEntry> inWords(List<JournalEntry> entries) {
        Map<String, String> words =
                subjects.inWords(entries.stream().map(JournalEntry::subject).toList());
        return entries.stream()
                .map(entry -> entry.about(words.getOrDefault(entry.subject(), entry.subject())))
                .toList();
    }

    private Map<String, @Nullable Object> parameters(JournalQuestion question) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("from", midnight(question.from()));
        parameters.put("to", midnight(question.to()));
        put(parameters, question, Dimension.PERSON, "people", "notPeople", "partsOfPeople");
        put(parameters, question, Dimension.ACTION, "actions", "notActions", "partsOfActions");
        put(parameters, question, Dimension.SUBJECT, "subjects", "notSubjects", "partsOfSubjects");
        parameters.put("named", named(question));
        return parameters;
    }

    private static void put(
            Map<String, @Nullable Object> parameters,
            JournalQuestion question,
            Dimension dimension,
            String is,
            String isNot,
            String contains) {
        Set<String> wanted = null;
        Set<String> unwanted = new LinkedHashSet<>();
        Set<String> parts = new LinkedHashSet<>();
        for (Filter filter : question.filters()) {
            if (filter.dimension() == dimension) {
                switch (filter.operator()) {
                    case IS -> {
                        var values = new LinkedHashSet<>(filter.values());
                        if (wanted != null) {
                            values.retainAll(wanted);
                        }
                        wanted = values;
                    }
                    case IS_NOT -> unwanted.addAll(filter.values());
                    case CONTAINS -> parts.addAll(filter.values());
                }
            }
        }
        parameters.put(is, wanted == null ? null : wanted.toArray(String[]::new));
        parameters.put(isNot, unwanted.toArray(String[]::new));
        parameters.put(contains, parts.toArray(String[]::new));
    }

    /** Subjects whose words hold every text that is looked for: nobody looks for {@code person:7}. */
    private String[] named(JournalQuestion question) {
        List<String> parts = question.filters().stream()
                .filter(filter -> filter.dimension() == Dimension.SUBJECT && filter.operator() == Operator.CONTAINS)
                .flatMap(filter -> filter.values().stream())
                .map(part -> part.toLowerCase(java.util.Locale.ROOT))
                .toList();
        if (parts.isEmpty()) {
            return new String[0];
        }
        var named = new TreeSet<String>();
        recentSubjects().forEach((subject, words) -> {
            if (parts.stream().allMatch(words.toLowerCase(java.util.Locale.ROOT)::contains)) {
                named.add(subject);
            }
        });
        return named.toArray(String[]::new);
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        byte[] seal = row.getBytes("seal");
        return new JournalEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("actor_id"),
                row.getString("actor_name"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("subject"),
                row.getString("before"),
                row.getString("after"),
                row.getInt("repeated"),
                seal == null
                        ? null
                        : new Seal(
                                row.getLong("position"),
                                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                                HexFormat.of().formatHex(seal)));
    }
}
