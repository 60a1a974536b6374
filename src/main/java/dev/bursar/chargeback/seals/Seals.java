package dev.bursar.chargeback.seals;

import module java.base;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the seals of what was stored: {@code v1:} and the SHA-256 of the words {@code bursar seal 1}, the kind and the fields of
 * {@link Sealed}, with a space between them. Entries of the activity log have them in an object {@value #FIELD}, by kind and number
 * ({@code answer:12}, {@code closing:2026-10}); null says that it was taken back. The last entry about a thing counts.
 */
@Component
public class Seals {
    public static final String FIELD = "seals";

    private static final RowMapper<Seal> SEAL = (row, number) -> new Seal(
            row.getString("thing"),
            Optional.ofNullable(row.getObject("month", LocalDate.class)).map(YearMonth::from),
            Optional.ofNullable(row.getString("called")).orElse(""),
            row.getString("seal"));

    private final JdbcClient jdbc;

    public Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A thing as it stands in the tables.
     *
     * @param thing its number; of what a month has once, the month
     * @param month that it belongs to; empty where what it belonged to is gone
     * @param called which of the month's it is; empty where there is one
     */
    public record Seal(String thing, Optional<YearMonth> month, String called, String seal) {}

    /** Of what the caller's transaction has stored. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, String> of(Sealed kind, Collection<Long> numbers) {
        return of(kind, numbers.stream().map(String::valueOf).toArray(String[]::new));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, String> of(Sealed kind, long number) {
        return of(kind, String.valueOf(number));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, String> of(Sealed kind, YearMonth month) {
        return of(kind, month.atDay(1).toString());
    }

    private Map<String, String> of(Sealed kind, String... things) {
        Map<String, String> seals = new TreeMap<>();
        jdbc.sql(sealed(kind, true))
                .param("things", things)
                .query(SEAL)
                .list()
                .forEach(one -> seals.put(kind.word() + ":" + one.thing(), one.seal()));
        return seals;
    }

    /** What an entry tells of several things. */
    @SafeVarargs
    public static Map<String, String> all(Map<String, String>... seals) {
        Map<String, String> all = new TreeMap<>();
        Arrays.stream(seals).forEach(all::putAll);
        return all;
    }

    /** All of a kind as they stand now. */
    public List<Seal> all(Sealed kind) {
        return jdbc.sql(sealed(kind, false)).query(SEAL).list();
    }

    private static String sealed(Sealed kind, boolean named) {
        return """
            select thing, month, called,
                   'v1:' || encode(sha256(convert_to('bursar seal 1 %s ' || fields::text, 'UTF8')), 'hex') as seal
              from (
            """.formatted(kind.word()) + kind.sql(named) + ") s order by month, thing collate \"C\"";
    }
}
