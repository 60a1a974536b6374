package dev.bursar.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.RecordMapper.Sql;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordMapperTest {
    private static final RecordMapper<Row> ROWS = RecordMapper.of(Row.class);
    private TestDatabase database;

    /** As a module's enum stands in its tables. */
    public enum State {
        OPEN,
        IN_GRACE;

        public static State of(String word) {
            return valueOf(word.replace("-", "_").toUpperCase(Locale.ROOT));
        }
    }

    record Row(
            long id,
            int times,
            String accountName,
            TeamId team,
            State state,
            boolean known,
            @Nullable Double share,
            @Nullable BigDecimal cost,
            LocalDate since,
            @Nullable Instant closedAt,
            UUID event,
            List<String> arns,
            @Sql("(select 'x')") String madeBy) {}

    private static final String ALL = """
            1::bigint as id, 2 as times, 'Vision' as account_name, 7 as team, 'in-grace' as state, true as known, 0.5::float8 as share,
            1.50::numeric as cost, date '2026-11-24' as since, timestamptz '2026-11-24T08:00:00Z' as closed_at,
            '0f0f0f0f-1111-4222-8333-444444444444'::uuid as event, array['a', 'b'] as arns, 'ada' as made_by""";

    @BeforeAll
    void open() {
        database = TestDatabase.empty();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    private Row row(String columns) {
        return database.jdbc().sql("select " + columns).query(ROWS).single();
    }

    @Test
    void eachComponentIsItsColumn() {
        assertThat(row(ALL))
                .isEqualTo(new Row(
                        1,
                        2,
                        "Vision",
                        new TeamId(7),
                        State.IN_GRACE,
                        true,
                        0.5,
                        new BigDecimal("1.50"),
                        LocalDate.of(2026, 11, 24),
                        Instant.parse("2026-11-24T08:00:00Z"),
                        UUID.fromString("0f0f0f0f-1111-4222-8333-444444444444"),
                        List.of("a", "b"),
                        "ada"));
    }

    @Test
    void nullStaysNullOnlyWhereItMay() {
        assertThat(row(ALL.replace("1.50::numeric", "null::numeric")).cost()).isNull();
        assertThatThrownBy(() -> row(ALL.replace("'Vision'", "null::text")))
                .hasMessageContaining("account_name is null, which Row doesn't allow");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatThrownBy(() -> JdbcClient.create(database.dataSource())
                        .sql("select " + ALL.replace("date '2026-11-24' as since", "1 as other"))
                        .query(ROWS)
                        .single())
                .isInstanceOfAny(BadSqlGrammarException.class, UncategorizedSQLException.class)
                .hasRootCauseMessage("The column name since was not found in this ResultSet.")
                .hasStackTraceContaining("The statement's since makes no since of Row");
    }

    @Test
    void aMissingColumnIsNamedEvenWithoutARow() {
        assertThatThrownBy(() -> database.jdbc()
                        .sql("select " + ALL.replace("as since", "as day") + " where false")
                        .query(ROWS)
                        .optional())
                .hasMessage("The statement has no since for Row");
    }

    @Test
    void whatIsSelectedStandsInTheRecord() {
        assertThat(ROWS.columns("v"))
                .startsWith("v.id, v.times, v.account_name, v.team, v.state,")
                .endsWith("v.arns, (select 'x') as made_by");
        assertThat(ROWS.with("madeBy", (row, column) -> "by " + row.getString(column))
                        .columns("v"))
                .isEqualTo(ROWS.columns("v"));
        assertThatThrownBy(() -> ROWS.with("colour", (row, column) -> null)).hasMessage("Row has no colour");
    }
}
