package dev.bursar.charges;

import static dev.bursar.charges.ChargeDatabase.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.spi.Slice;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how many days costs of a day arrive is what the portal has seen them change, else three days. */
class ArrivingDaysTest {
    private static final String ACCOUNT = "111111111111";
    private ChargeDatabase db;

    @BeforeEach
    void start() {
        db = new ChargeDatabase();
    }

    @AfterEach
    void stop() {
        db.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(db.clock.instant(), ZoneOffset.UTC);
    }

    private void read(LocalDate day, int version) {
        db.load(new Slice(
                day,
                ACCOUNT,
                true,
                List.of(charge(day.toString(), ACCOUNT, "AmazonEC2", "Usage", "vision", "1." + version))));
    }

    /** Reads costs each day; those of a day change until so many days after it. */
    private void readDaily(int days, int changing) {
        for (int i = 0; i < days; i++) {
            db.clock.forward(Duration.ofDays(1));
            for (int back = 1; back <= 9; back++) {
                read(today().minusDays(back), Math.min(back, changing));
            }
        }
    }

    private Finality finality() {
        return db.service
                .ask(new CostQuery(
                        today().minusDays(40),
                        today(),
                        Granularity.DAILY,
                        CostMetric.EFFECTIVE,
                        Dimension.TEAM,
                        List.of()))
                .finality();
    }

    @Test
    void untilEnoughDaysWereSeenItIsThree() {
        readDaily(20, 1);
        assertThat(finality().arrivingDays()).isEqualTo(Finality.ARRIVING_DAYS);
    }

    @Test
    void daysThatAreWholeTheNextMorningAreHatchedNoLongerThanThat() {
        readDaily(30, 1);
        assertThat(finality().arrivingDays()).isEqualTo(1);
        assertThat(finality().isArriving(today().minusDays(1), today(), today()))
                .isTrue();
        assertThat(finality().isArriving(today().minusDays(2), today().minusDays(1), today()))
                .isFalse();
    }

    @Test
    void daysThatStillChangeAfterFiveDaysAreHatchedForFive() {
        readDaily(30, 5);
        assertThat(finality().arrivingDays()).isEqualTo(5);
        assertThat(finality().isArriving(today().minusDays(5), today().minusDays(4), today()))
                .isTrue();
        assertThat(finality().isArriving(today().minusDays(6), today().minusDays(5), today()))
                .isFalse();
    }

    @Test
    void whatIsReadLateOrCorrectedLateSaysNothingOfHowCostsArrive() {
        readDaily(30, 2);
        for (int back = 12; back <= 40; back++) {
            read(today().minusDays(back), 7);
        }
        assertThat(finality().arrivingDays()).isEqualTo(2);
        assertThat(db.jdbc
                        .sql("select min(charge_day) from charge_arrival")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(today().minusDays(31));
    }
}
