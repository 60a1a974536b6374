package dev.bursar.charges.query;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.Slice;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChargeLinesTest {
    private static final LocalDate FROM = LocalDate.of(2026, 10, 20);
    private static final LocalDate TO = LocalDate.of(2026, 11, 10);

    private ChargeDatabase db;
    private ChargeLines lines;
    private TeamId vision;

    @BeforeEach
    void start() {
        db = new ChargeDatabase();
        lines = db.beans.get(ChargeLines.class);
        vision = db.team("Vision");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(db.team("NLP"), List.of("nlp"), true, null, null);
        var random = new Random(7);
        var slices = new ArrayList<Slice>();
        FROM.minusDays(2)
                .datesUntil(TO.plusDays(2))
                .forEach(day ->
                        ACCOUNTS.forEach(account -> slices.add(ChargeDatabase.randomSlice(random, day, account))));
        db.load(slices);
    }

    @AfterEach
    void stop() {
        db.close();
    }

    private static CostQuery question(Set<Exclusion> without, CostFilter... filters) {
        return new CostQuery(
                FROM,
                TO,
                Granularity.MONTHLY,
                CostMetric.BILLED,
                Dimension.SERVICE,
                null,
                without,
                null,
                List.of(filters));
    }

    private void areWhatTheSumsAreMadeOf(CostQuery question) {
        var sums = new TreeMap<String, BigDecimal>();
        var days = new ArrayList<LocalDate>();
        lines.each(question, line -> {
            sums.merge(line.currency() + " " + line.service(), line.billed(), BigDecimal::add);
            days.add(line.day());
        });
        assertThat(days).isSorted().isNotEmpty().allMatch(day -> !day.isBefore(FROM) && day.isBefore(TO));
        assertThat(lines.count(question)).isEqualTo(days.size());
        Map<String, BigDecimal> asked = new TreeMap<>();
        db.service
                .ask(question)
                .currencies()
                .forEach(currency -> currency.rows()
                        .forEach(row -> asked.put(currency.currency() + " " + row.label(), row.total())));
        assertThat(sums.keySet()).isEqualTo(asked.keySet());
        assertThat(sums).allSatisfy((key, sum) -> assertThat(sum).as(key).isEqualByComparingTo(asked.get(key)));
    }

    @Test
    void chargesAddUpToWhatThePageShows() {
        areWhatTheSumsAreMadeOf(question(Set.of()));
        areWhatTheSumsAreMadeOf(question(Set.of(Exclusion.CREDITS, Exclusion.COMMITMENTS)));
        areWhatTheSumsAreMadeOf(question(
                Set.of(), new CostFilter(Dimension.ACCOUNT, CostFilter.Operator.IS, List.of(ACCOUNTS.getFirst()))));
    }

    @Test
    void aLeadIsToldTheirOwnAlone() {
        db.visibility.set(new Visibility(
                false, List.of(new Visibility.Span(vision, LocalDate.of(2026, 11, 1), LocalDate.of(2027, 1, 1)))));
        var told = new ArrayList<ChargeLine>();
        lines.each(question(Set.of()), told::add);
        assertThat(told)
                .isNotEmpty()
                .allMatch(line -> line.team().equals("Vision") && !line.day().isBefore(LocalDate.of(2026, 11, 1)));
        assertThat(lines.count(question(Set.of()))).isEqualTo(told.size());
        db.visibility.set(Visibility.NOTHING);
        assertThat(lines.count(question(Set.of()))).isZero();
        lines.each(question(Set.of()), line -> {
            throw new AssertionError("there is nothing to tell");
        });
    }

    @Test
    void whoWantsNoMoreEndsTheReading() {
        for (int i = 0; i < 20; i++) { // more often than there are connections
            assertThatThrownBy(() -> lines.each(question(Set.of()), line -> {
                        throw new IllegalStateException("no more");
                    }))
                    .hasMessage("no more");
        }
        areWhatTheSumsAreMadeOf(question(Set.of()));
    }
}
