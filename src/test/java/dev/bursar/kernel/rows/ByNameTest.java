package dev.bursar.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** What is bound of a record is read as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ByNameTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final UUID EVENT = UUID.fromString("0f0f0f0f-1111-4222-8333-444444444444");
    private TestDatabase database;

    private enum Kind {
        SAVINGS_PLAN;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private record Limit(BigDecimal value) {}

    private record Decision(Actor by, Instant at) {}

    private record Row(
            long number,
            int times,
            boolean known,
            double share,
            String accountName,
            @Nullable String region,
            Optional<String> why,
            BigDecimal cost,
            Limit most,
            TeamId team,
            Optional<PersonId> owner,
            Kind kind,
            Role role,
            LocalDate since,
            YearMonth month,
            Instant at,
            Optional<Instant> until,
            UUID event,
            List<String> arns,
            Set<TeamId> teams,
            List<Kind> kinds,
            Optional<Decision> decision,
            Actor asked) {}

    private static final Row FULL = new Row(
            5_000_000_000L,
            2,
            true,
            0.25,
            "Vision",
            "eu-west-1",
            Optional.of("moved"),
            new BigDecimal("1.500000001"),
            new Limit(new BigDecimal("20")),
            new TeamId(7),
            Optional.of(new PersonId(3)),
            Kind.SAVINGS_PLAN,
            Role.FINANCE,
            LocalDate.of(2026, 11, 24),
            YearMonth.of(2026, 11),
            NOON,
            Optional.of(NOON.plusSeconds(1)),
            EVENT,
            List.of("a", "b,\"c\""),
            Set.of(new TeamId(1)),
            List.of(Kind.SAVINGS_PLAN),
            Optional.of(new Decision(new Actor(new PersonId(3), "Ada"), NOON)),
            new Actor(new PersonId(4), "Bea"));

    private static final Row SPARE = new Row(
            0,
            0,
            false,
            0,
            "",
            null,
            Optional.empty(),
            BigDecimal.ZERO,
            new Limit(BigDecimal.ONE),
            TeamId.UNALLOCATED,
            Optional.empty(),
            Kind.SAVINGS_PLAN,
            Role.ADMIN,
            LocalDate.of(2027, 1, 1),
            YearMonth.of(2024, 2),
            NOON,
            Optional.empty(),
            EVENT,
            List.of(),
            Set.of(),
            List.of(),
            Optional.empty(),
            new Actor(new PersonId(4), "Bea"));

    private static final List<Row> ROWS = List.of(FULL, SPARE);

    private static final String COLUMNS = """
            number, times, known, share, account_name, region, why, cost, most, team, owner, kind, role, since, month, at, until, event, \
            decision_by_id, decision_by_name, decision_at, asked_id, asked_name""";

    @BeforeAll
    void open() {
        database = TestDatabase.empty();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void eachTypeIsReadAsItWasBound(Row row) {
        String columns = COLUMNS + ", arns, teams, kinds";
        assertThat(database.jdbc()
                        .sql("select "
                                + columns.replaceAll("\\w+", ":$0 as $0")
                                        .replace(":until ", "cast(:until as timestamptz) ")
                                        .replace(":decision_at ", "cast(:decision_at as timestamptz) ")
                                        .replaceAll(":(owner|decision_by_id) ", "cast(:$1 as int) ")
                                        .replaceAll(":(arns|kinds) ", "cast(:$1 as text[]) ")
                                        .replace(":teams ", "cast(:teams as int[]) "))
                        .params(Params.of(row))
                        .query(RecordMapper.of(Row.class))
                        .single())
                .isEqualTo(row);
    }

    static Stream<Arguments> bound() {
        return Stream.of(
                Arguments.of(Kind.SAVINGS_PLAN, "character varying", "savings-plan"),
                Arguments.of(Role.ADMIN, "character varying", "ADMIN"),
                Arguments.of(new TeamId(7), "integer", "7"),
                Arguments.of(5L, "bigint", "5"),
                Arguments.of(new BigDecimal("1.10"), "numeric", "1.10"),
                Arguments.of(true, "boolean", "true"),
                Arguments.of(0.5, "double precision", "0.5"),
                Arguments.of(NOON, "timestamp with time zone", "2026-11-24 12:00:00.123456+00"),
                Arguments.of(LocalDate.of(2026, 2, 28), "date", "2026-02-28"),
                Arguments.of(YearMonth.of(2026, 2), "date", "2026-02-01"),
                Arguments.of(EVENT, "uuid", EVENT.toString()),
                Arguments.of(Optional.of(new TeamId(7)), "integer", "7"),
                Arguments.of(List.of("a", "b c"), "text[]", "{a,\"b c\"}"),
                Arguments.of(List.of(new TeamId(1), new TeamId(2)), "integer[]", "{1,2}"),
                Arguments.of(Set.of(7L), "bigint[]", "{7}"),
                Arguments.of(List.of(new BigDecimal("1.10")), "numeric[]", "{1.10}"),
                Arguments.of(List.of(NOON), "timestamp with time zone[]", "{\"2026-11-24 12:00:00.123456+00\"}"),
                Arguments.of(List.of(LocalDate.of(2026, 2, 28)), "date[]", "{2026-02-28}"),
                Arguments.of(List.of(YearMonth.of(2026, 2)), "date[]", "{2026-02-01}"),
                Arguments.of(List.of(EVENT), "uuid[]", "{" + EVENT + "}"),
                Arguments.of(Map.of(Kind.SAVINGS_PLAN, 1).keySet(), "text[]", "{savings-plan}"),
                Arguments.of(new byte[] {1, 10}, "bytea", "\\x010a"));
    }

    @ParameterizedTest
    @MethodSource
    void bound(Object value, String type, String text) {
        record Bound(String type, String text) {}
        assertThat(database.jdbc()
                        .sql("select pg_typeof(:value)::text as type, cast(:value as text) as text")
                        .params(Params.of("value", value))
                        .query(RecordMapper.of(Bound.class))
                        .single())
                .satisfies(found ->
                        assertThat(found.text().replace("+00:00", "+00")).isEqualTo(text))
                .extracting(Bound::type)
                .isEqualTo(type);
    }

    @Test
    void anEmptyCollectionIsOfTheTypeThatTheStatementExpects() {
        assertThat(database.jdbc()
                        .sql("select 7 = any(:numbers) or 'a' = any(:words)")
                        .params(Params.of("numbers", List.of()).and("words", Set.of()))
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void aBatchHasAColumnForEachComponentButLists() {
        var batch = Batch.of(Row.class, ROWS);
        assertThat(batch.columns()).isEqualTo(COLUMNS.replaceAll("\\w+", "\"$0\""));
        assertThat(batch.statement(
                                database.jdbc(),
                                "select f.*, '{}'::text[] as arns, '{}'::int[] as teams, '{}'::text[] as kinds from "
                                        + batch.rows() + " order by number desc")
                        .query(RecordMapper.of(Row.class))
                        .list())
                .usingRecursiveComparison()
                .ignoringFields("arns", "teams", "kinds")
                .isEqualTo(ROWS);
    }

    @Test
    void aSetOfAnEnumHasItsOrderAndAListTheArrays() {
        record Roles(Set<Role> set, List<Role> list) {}
        Roles roles = database.jdbc()
                .sql("select array['LEAD', 'ADMIN'] as set, array['LEAD', 'ADMIN'] as list")
                .query(RecordMapper.of(Roles.class))
                .single();
        assertThat(roles.set())
                .containsExactlyElementsOf(Arrays.stream(Role.values())
                        .filter(roles.list()::contains)
                        .toList());
        assertThat(roles.list()).containsExactly(Role.LEAD, Role.ADMIN);
    }

    @Test
    void theRowsOfABatchAreNumberedInItsOrder() {
        var batch = Batch.of(List.of("b", "a")).text("word", word -> word);
        assertThat(batch.statement(database.jdbc(), "select word || number from " + batch.numbered() + " order by word")
                        .query(String.class)
                        .list())
                .containsExactly("a2", "b1");
    }

    @Test
    void whatNoColumnHoldsIsLeftOutAndItsUseNamed() {
        record Costs(TeamId team, Map<String, BigDecimal> byCurrency) {}
        assertThat(Params.of(new Costs(new TeamId(1), Map.of()))).containsOnlyKeys("team");
        assertThatThrownBy(() -> database.jdbc()
                        .sql("select :by_currency")
                        .params(Params.of(new Costs(new TeamId(1), Map.of())))
                        .query(String.class)
                        .single())
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("by_currency");
    }
}
