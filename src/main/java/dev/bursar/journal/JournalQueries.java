package dev.bursar.journal;

import dev.bursar.journal.JournalEntry.Seal;
import dev.bursar.journal.JournalHistory.Told;
import dev.bursar.kernel.Moments;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Conditions;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads entries, newest first. */
@Component
class JournalQueries {
    /** Subjects are offered from so many of the newest entries: paths and addresses are many and soon forgotten. */
    private static final int OFFERED_FROM = 20_000;

    private static final RecordMapper<JournalEntry> ENTRY = RecordMapper.of(JournalEntry.class)
            .with("seal", (row, column) -> {
                byte[] seal = row.getBytes(column);
                return seal == null
                        ? null
                        : new Seal(
                                row.getLong("position"),
                                Moments.of(row, "sealed_at"),
                                HexFormat.of().formatHex(seal));
            });

    private static final String ENTRIES = """
            select j.id, j.at, j.actor_id, j.actor_name, j.action, j.subject, j.before::text as before,
                   j.after::text as after, j.repeated
              from journal j
            """;

    private final JdbcClient jdbc;
    private final Subjects subjects;

    JournalQueries(JdbcClient jdbc, Subjects subjects) {
        this.jdbc = jdbc;
        this.subjects = subjects;
    }

    long count(JournalQuestion question) {
        var conditions = conditions(question);
        return conditions
                .statement(jdbc, "select count(*) from journal j" + conditions.where())
                .query(Long.class)
                .single();
    }

    /** Those that follow {@code after}, without the first few of them: an index finds the place, so that none before it is read. */
    List<JournalEntry> page(JournalQuestion question, @Nullable EntryPlace after, int skip, int limit) {
        var conditions = conditions(question);
        if (after != null) {
            conditions.add("(j.at, j.id) < (:afterAt, :afterId)", "afterAt", moment(after.at()));
            conditions.put("afterId", after.id());
        }
        return inWords(conditions
                .statement(
                        jdbc,
                        sealed(ENTRIES + conditions.where()
                                + " order by j.at desc, j.id desc offset :skip limit :limit"))
                .param("skip", skip)
                .param("limit", limit)
                .query(ENTRY)
                .list());
    }

    Optional<JournalEntry> byId(long id) {
        return inWords(jdbc.sql(sealed(ENTRIES + " where j.id = :id"))
                        .param("id", id)
                        .query(ENTRY)
                        .list())
                .stream()
                .findFirst();
    }

    List<Told> told(Collection<String> fields) {
        return List.copyOf(jdbc.sql("""
                select id as entry, at, subject, after::text as after
                  from journal where jsonb_exists_any(after, cast(:fields as text[])) order by id
                """)
                .param("fields", fields.toArray(String[]::new))
                .query(RecordMapper.of(Told.class))
                .list());
    }

    Optional<EntryPlace> newest() {
        return jdbc.sql("select at, id from journal order by at desc, id desc limit 1")
                .query(RecordMapper.of(EntryPlace.class))
                .optional();
    }

    long sealed() {
        return jdbc.sql("select coalesce(max(position), 0) from journal_seal")
                .query(Long.class)
                .single();
    }

    long waiting() {
        return jdbc.sql("select count(*) from journal_unsealed")
                .query(Long.class)
                .single();
    }

    /** The entries are found before their seals are looked up. */
    private static String sealed(String entries) {
        return """
                select e.*, e.subject as about, null as address, s.position, s.sealed_at, s.seal
                  from (
                """ + entries + """
                ) e
                left join journal_seal s on s.entry_id = e.id
                order by e.at desc, e.id desc
            """;
    }

    List<String> people() {
        return recorded("actor_name");
    }

    List<String> actions() {
        return recorded("action");
    }

    /** All that were ever recorded, found from one index entry to the next. */
    private List<String> recorded(String column) {
        return List.copyOf(jdbc.sql("""
                        with recursive known(name) as (
                          (select %1$s from journal order by %1$s limit 1)
                          union all
                          select (select j.%1$s from journal j where j.%1$s > k.name order by j.%1$s limit 1)
                            from known k where k.name is not null)
                        select name from known where name is not null order by name limit 1000
                        """.formatted(column)).query(String.class).list());
    }

    /** Subjects of the newest entries with their words. */
    Map<String, String> recentSubjects() {
        return subjects.inWords(List.copyOf(
                jdbc.sql("""
                        select distinct subject
                          from (select subject from journal order by at desc, id desc limit :newest) newest
                        """).param("newest", OFFERED_FROM).query(String.class).list()));
    }

    private List<JournalEntry> inWords(List<JournalEntry> entries) {
        Map<String, String> words =
                subjects.inWords(entries.stream().map(JournalEntry::subject).toList());
        return entries.stream()
                .map(entry -> entry.about(
                        words.getOrDefault(entry.subject(), entry.subject()),
                        subjects.address(entry.subject()).orElse(null)))
                .toList();
    }

    /** Only what is asked for becomes a condition: a plan for all that could be asked fits none of it. */
    private Conditions conditions(JournalQuestion question) {
        var conditions = new Conditions();
        conditions.add("j.at >= :from", "from", midnight(question.from()));
        conditions.add("j.at < :to", "to", midnight(question.to()));
        EntryPlace newest = question.newest();
        if (newest != null) {
            conditions.add("(j.at, j.id) <= (:newestAt, :newestId)", "newestAt", moment(newest.at()));
            conditions.put("newestId", newest.id());
        }
        if (!question.jobs()) {
            conditions.add("j.actor_id <> 0");
        }
        String[] named = named(question);
        for (int i = 0; i < question.filters().size(); i++) {
            Filter filter = question.filters().get(i);
            String column = column(filter);
            String values = "values" + i;
            String[] wanted = filter.values().toArray(String[]::new);
            switch (filter.operator()) {
                case IS -> conditions.add(column + " = any(:" + values + ")", values, wanted);
                case IS_NOT -> conditions.add(column + " <> all(:" + values + ")", values, wanted);
                case CONTAINS -> {
                    conditions.add(
                            "(not exists (select from unnest(cast(:" + values + " as text[])) part"
                                    + " where position(lower(part) in lower(" + column + ")) = 0)"
                                    + (isSubject(filter) ? " or j.subject = any(:named))" : ")"),
                            values,
                            wanted);
                    conditions.put("named", named);
                }
            }
        }
        return conditions;
    }

    private static boolean isSubject(Filter filter) {
        return filter.dimension().equals(JournalQuestion.SUBJECT.key());
    }

    private static String column(Filter filter) {
        if (isSubject(filter)) {
            return "j.subject";
        }
        return filter.dimension().equals(JournalQuestion.PERSON.key()) ? "j.actor_name" : "j.action";
    }

    /** Subjects whose words hold every text that is looked for: nobody looks for {@code person:7}. */
    private String[] named(JournalQuestion question) {
        List<String> parts = question.filters().stream()
                .filter(filter -> isSubject(filter) && filter.operator() == Operator.CONTAINS)
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

    private static OffsetDateTime moment(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    }
}
