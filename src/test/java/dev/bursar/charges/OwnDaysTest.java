package dev.bursar.charges;

import static dev.bursar.charges.ChargeDatabase.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostService.Coverage;
import dev.bursar.charges.spi.Slice;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.org.Organisation;
import dev.bursar.org.spi.AccountSource;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** Which days have costs, which of them are estimated and in how many accounts: of what the person may see, and no more. */
class OwnDaysTest {
    private static final String FIRST = "111111111111";
    private static final String SECOND = "222222222222";
    private static ChargeDatabase db;
    private static TeamId vision;
    private static TeamId nlp;

    @BeforeAll
    static void start() {
        db = new ChargeDatabase();
        vision = db.team("Vision");
        nlp = db.team("NLP");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(nlp, List.of("nlp"), true, null, null);
        load("2020-01-15", FIRST, "nlp", false);
        load("2026-09-20", FIRST, "vision", false);
        load("2026-10-05", FIRST, "vision", false);
        load("2026-10-06", FIRST, "nlp", true);
        load("2026-10-06", SECOND, "vision", false);
        load("2026-10-07", FIRST, "nlp", true);
        load("2026-10-08", SECOND, "vision", true);
        load("2026-11-30", FIRST, "nlp", true);
        db.beans
                .get(Organisation.class)
                .observed(List.of(
                        new AccountSource.Found(FIRST, "One", "1", "ACTIVE"),
                        new AccountSource.Found("333333333333", "Idle", "1", "ACTIVE"),
                        new AccountSource.Found("444444444444", "Closed", "1", "SUSPENDED")));
    }

    private static void load(String day, String account, String tag, boolean estimated) {
        db.load(new Slice(
                LocalDate.parse(day),
                account,
                estimated,
                List.of(charge(day, account, "AmazonEC2", "Usage", tag, "1"))));
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @BeforeEach
    void everyoneSeesEverything() {
        db.visibility.set(Visibility.EVERYTHING);
    }

    private static LocalDateRange range(String from, String to) {
        return LocalDateRange.of(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static DayRange days(String from, String to) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static void leads(TeamId team, String from, String to) {
        db.visibility.set(new Visibility(false, List.of(new Span(team, LocalDate.parse(from), LocalDate.parse(to)))));
    }

    private static CostResult october() {
        return db.service.ask(new CostQuery(
                LocalDate.parse("2026-10-01"),
                LocalDate.parse("2026-11-01"),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of()));
    }

    @Test
    void theDaysWithCostsAreThoseThatThePersonMaySee() {
        assertThat(db.service.extent()).contains(days("2020-01-15", "2026-12-01"));
        leads(vision, "2000-01-01", "2200-01-01");
        assertThat(db.service.extent()).contains(days("2026-09-20", "2026-10-09"));
        leads(vision, "2026-09-21", "2026-10-08");
        assertThat(db.service.extent()).contains(days("2026-10-05", "2026-10-07"));
        leads(nlp, "2020-01-16", "2026-10-07");
        assertThat(db.service.extent()).contains(days("2026-10-06", "2026-10-07"));
        leads(nlp, "2020-01-16", "2026-10-06");
        assertThat(db.service.extent()).isEmpty();
        db.visibility.set(Visibility.NOTHING);
        assertThat(db.service.extent()).isEmpty();
    }

    @Test
    void severalTeamsAndTimesAreTakenTogether() {
        db.visibility.set(new Visibility(
                false,
                List.of(
                        new Span(vision, LocalDate.parse("2026-10-08"), LocalDate.parse("2027-01-01")),
                        new Span(nlp, LocalDate.parse("2019-01-01"), LocalDate.parse("2020-01-16")),
                        new Span(nlp, LocalDate.parse("2026-10-07"), LocalDate.parse("2026-10-08")))));
        assertThat(db.service.extent()).contains(days("2020-01-15", "2026-10-09"));
    }

    @Test
    void whatWasSettledAndChangedIsCalledRestatedToWhoSeesIt() {
        db.load(new Slice(
                LocalDate.parse("2020-01-15"),
                FIRST,
                false,
                List.of(charge("2020-01-15", FIRST, "AmazonEC2", "Usage", "nlp", "1.01"))));
        var question = new CostQuery(
                LocalDate.parse("2020-01-01"),
                LocalDate.parse("2020-02-01"),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of());
        assertThat(db.service.ask(question).finality())
                .isEqualTo(new Finality(List.of(), List.of(range("2020-01-15", "2020-01-16"))));
        leads(vision, "2000-01-01", "2200-01-01");
        assertThat(db.service.ask(question).finality()).isEqualTo(Finality.SETTLED);
        assertThat(october().finality().restated()).isEmpty();
    }

    @Test
    void onlyDaysOfOwnCostsAreCalledEstimated() {
        assertThat(october().finality().estimated()).containsExactly(range("2026-10-06", "2026-10-09"));
        leads(vision, "2000-01-01", "2200-01-01");
        assertThat(october().finality().estimated()).containsExactly(range("2026-10-08", "2026-10-09"));
        leads(vision, "2026-10-01", "2026-10-08");
        assertThat(october().finality().estimated()).isEmpty();
        leads(nlp, "2026-10-07", "2026-10-08");
        assertThat(october().finality().estimated()).containsExactly(range("2026-10-07", "2026-10-08"));
    }

    @Test
    void accountsAreCountedOfThoseThatThePersonMaySee() {
        DayRange now = days("2026-10-08", "2026-11-01");
        DayRange before = days("2026-09-08", "2026-10-08");
        // costs in SECOND; FIRST had costs and is active; the idle one is active, the closed one is not
        assertThat(db.service.accounts(now, before)).isEqualTo(new Coverage(1, 3));
        leads(vision, "2000-01-01", "2200-01-01");
        assertThat(db.service.accounts(now, before)).isEqualTo(new Coverage(1, 2));
        leads(nlp, "2000-01-01", "2200-01-01");
        assertThat(db.service.accounts(now, before)).isEqualTo(new Coverage(0, 1));
        db.visibility.set(Visibility.NOTHING);
        assertThat(db.service.accounts(now, before)).isEqualTo(new Coverage(0, 0));
    }
}
