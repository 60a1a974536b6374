package dev.bursar.budgets.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.WatchesNothing;
import dev.bursar.budgets.aws.WhyUnmatched;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Limits;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudget.Period;
import dev.bursar.budgets.spi.AwsBudget.Spend;
import dev.bursar.budgets.spi.AwsFilter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A budget's word says what needs a person most. */
class AwsBudgetTextTest {
    private static AwsBudgetRow row(
            String type, String limit, String actual, String alarm, @Nullable WatchesNothing nothing) {
        var notices = List.of(
                new Notification("ACTUAL", "GREATER_THAN", new BigDecimal("80"), "PERCENTAGE", "OK", 1),
                new Notification("FORECASTED", "GREATER_THAN", new BigDecimal("100"), "PERCENTAGE", alarm, 1));
        var budget = new AwsBudget(
                "tide",
                type,
                new Period("MONTHLY", null, null),
                new Limits(new Amount(new BigDecimal(limit), "USD"), new TreeMap<>(), null),
                new AwsFilter(Map.of(), Map.of(), null, List.of()),
                new Spend(new Amount(new BigDecimal(actual), "USD"), new Amount(new BigDecimal("-26.79"), "USD"), null),
                null,
                notices,
                "{}");
        return new AwsBudgetRow(
                budget,
                Optional.empty(),
                "Cost",
                new Owner.None(WhyUnmatched.Plain.ALL_COSTS),
                Optional.empty(),
                Optional.ofNullable(nothing));
    }

    @ParameterizedTest
    @CsvSource({
        "COST,100,225,ALARM,,Over,225% of the limit,AWS counts $225.00 against a limit of $100. Reached: Forecast"
                + " above 100%.",
        "COST,100,40,ALARM,,In alarm,40% of the limit,Reached: Forecast above 100%.",
        "COST,100,225,OK,,Over,225% of the limit,AWS counts $225.00 against a limit of $100. None of its notifications"
                + " has been reached.",
        "COST,100,100,OK,,Active,100% of the limit,None of its notifications has been reached.",
        "RI_UTILIZATION,100,72,ALARM,,In alarm,,Reached: Forecast above 100%.",
        "RI_UTILIZATION,100,140,OK,,Active,,None of its notifications has been reached.",
        "COST,0,225,OK,,Active,,None of its notifications has been reached.",
        "COST,100,225,ALARM,ENDED,Ended,225% of the limit,Its period has ended.",
        "COST,100,225,ALARM,NO_PREFIX,Watches nothing,225% of the limit,Its filter names the tag \u201Cteam\u201D without \u201Cuser:\u201D."
    })
    void theWordAndHowMuchIsUsed(
            String type,
            String limit,
            String actual,
            String alarm,
            @Nullable String nothing,
            String word,
            @Nullable String used,
            String why) {
        AwsBudgetRow row = row(
                type,
                limit,
                actual,
                alarm,
                nothing == null
                        ? null
                        : nothing.equals("ENDED") ? new WatchesNothing.Ended() : new WatchesNothing.NoPrefix("team"));

        assertThat(AwsBudgetText.status(row)).isEqualTo(word);
        assertThat(AwsBudgetText.used(row.budget())).isEqualTo(used == null ? "" : used);
        assertThat(AwsBudgetText.why(row)).isEqualTo(why);
    }

    @Test
    void limitsKeepTheirDigitsAndANegativeForecastItsSign() {
        AwsBudget budget = row("COST", "1234.56", "1", "OK", null).budget();

        assertThat(AwsBudgetText.limit(budget)).isEqualTo("$1,234.56");
        assertThat(AwsBudgetText.forecast(budget)).isEqualTo("\u2212$27");
    }
}
