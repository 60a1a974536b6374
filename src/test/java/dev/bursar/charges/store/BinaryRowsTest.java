package dev.bursar.charges.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.ResultSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class BinaryRowsTest {
    private static TestDatabase database;

    @BeforeContainer
    static void start() {
        database = TestDatabase.migrated();
    }

    @AfterContainer
    static void stop() {
        database.close();
    }

    @Example
    void theseNumbersKeepValueAndScale() throws Exception {
        assertKept(Stream.of(0)
                .flatMap(i -> List.of(
                        "0",
                        "-0",
                        "0.00",
                        "-0.000000000",
                        "1",
                        "-1",
                        "10000",
                        "100000000",
                        "9999",
                        "8.4E-9",
                        "-8.4E-9",
                        "1E+5",
                        "1E+20",
                        "1E-40",
                        "123.4500",
                        "1.0000",
                        "0.0001",
                        "0.00010",
                        "-12345.678900",
                        "281474976710655",
                        "281474976710656",
                        "281474976710655.999",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "1234567890123456789012345678901234567890",
                        "0.1234567890123456789012345678901234567890",
                        "12345678901234567890.12345678901234567890",
                        "100000000000000000000000000000000000000.00")
                        .stream())
                .map(BigDecimal::new)
                .toList());
    }

    @Property(tries = 100)
    void anyNumberKeepsValueAndScale(@ForAll("numbers") List<BigDecimal> numbers) throws Exception {
        assertKept(numbers);
    }

    @Provide
    Arbitrary<List<BigDecimal>> numbers() {
        Arbitrary<BigInteger> unscaled = Arbitraries.oneOf(
                Arbitraries.longs().map(BigInteger::valueOf),
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(60).negate(), BigInteger.TEN.pow(60)),
                Arbitraries.integers().between(0, 40).map(BigInteger.TEN::pow));
        return Combinators.combine(unscaled, Arbitraries.integers().between(-25, 60))
                .as(BigDecimal::new)
                .list()
                .ofMaxSize(200);
    }

    @Example
    void textsArriveAsTheyAre() throws Exception {
        List<String> texts = Arrays.asList(
                "",
                null,
                " ",
                "x".repeat(10_000),
                "\uD83D\uDE80".repeat(10_000),
                "y".repeat(200_000),
                "two\nlines\r\n\ttab",
                "\\N \\. \\",
                "مرحبا",
                "\u202Egnp.exe",
                "🧠 emoji",
                "=cmd|' /C calc'!A0",
                "<img src=x onerror=alert(1)>",
                "$1,000",
                "\"quoted\", 'too'; drop table charge; --");
        assertThat(roundTrip("text", rows -> {
                    for (int i = 0; i < texts.size(); i++) {
                        rows.row(2);
                        rows.integer(i);
                        rows.text(texts.get(i));
                    }
                }))
                .isEqualTo(texts);
    }

    @Example
    void daysAndIntegersArriveAsTheyAre() throws Exception {
        List<String> days = List.of("2000-01-01", "1999-12-31", "1970-01-01", "2024-02-29", "2026-12-31", "2199-12-31");
        assertThat(roundTrip("date", rows -> {
                    for (int i = 0; i < days.size(); i++) {
                        rows.row(2);
                        rows.integer(i);
                        rows.date(LocalDate.parse(days.get(i)));
                    }
                }))
                .isEqualTo(days);
        List<Integer> integers = List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertThat(roundTrip("int", rows -> {
                    for (int i = 0; i < integers.size(); i++) {
                        rows.row(2);
                        rows.integer(i);
                        rows.integer(integers.get(i));
                    }
                }))
                .isEqualTo(integers.stream().map(String::valueOf).toList());
    }

    @Example
    void noRowsAreNoRows() throws Exception {
        assertThat(roundTrip("int", rows -> {})).isEmpty();
    }

    @Example
    void moreThanABufferOfRowsArrives() throws Exception {
        List<String> back = roundTrip("numeric", rows -> {
            for (int i = 0; i < 20_000; i++) {
                rows.row(2);
                rows.integer(i);
                rows.numeric(i % 7 == 0 ? null : BigDecimal.valueOf(i, 3));
            }
        });
        assertThat(back).hasSize(20_000);
        assertThat(back.get(7)).isNull();
        assertThat(back.get(19_998)).isEqualTo("19.998");
    }

    private void assertKept(List<BigDecimal> numbers) throws Exception {
        List<String> back = roundTrip("numeric", rows -> {
            for (int i = 0; i < numbers.size(); i++) {
                rows.row(2);
                rows.integer(i);
                rows.numeric(numbers.get(i));
            }
        });
        List<String> asParsed = database.jdbc()
                .sql("select cast(n as numeric)::text from unnest(:texts) with ordinality as t (n, i) order by i")
                .param("texts", numbers.stream().map(BigDecimal::toString).toArray(String[]::new))
                .query(String.class)
                .list();
        assertThat(back).isEqualTo(asParsed);
    }

    private interface Writer {
        void write(BinaryRows rows) throws Exception;
    }

    private static List<@Nullable String> roundTrip(String type, Writer writer) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create temporary table back (i int, value " + type + ")");
            var rows = new BinaryRows(0);
            writer.write(rows);
            var one = new SingleConnectionDataSource(connection, true);
            assertThat(new BinaryCopy(one).into("back (i, value)", Stream.of(rows)))
                    .isEqualTo(rows.count());
            var back = new ArrayList<@Nullable String>();
            try (ResultSet found = statement.executeQuery("select value::text from back order by i")) {
                while (found.next()) {
                    back.add(found.getString(1));
                }
            }
            statement.execute("drop table back");
            return back;
        }
    }
}
