package dev.bursar.aws;

import dev.bursar.costexplorer.spi.CostForecast;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.ForecastResult;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;

/** Reads a forecast; bounds are there only where AWS gave both. */
final class ForecastReader {
    private ForecastReader() {}

    static CostForecast read(GetCostForecastResponse response, LocalDate from, LocalDate to) {
        if (response.total() == null
                || response.total().amount() == null
                || response.total().unit() == null
                || !response.total().unit().matches("[A-Z]{3}")) {
            throw bad("it has no total");
        }
        @Nullable BigDecimal lower = null;
        @Nullable BigDecimal upper = null;
        if (response.forecastResultsByTime().size() == 1) {
            ForecastResult only = response.forecastResultsByTime().getFirst();
            if (only != null
                    && only.predictionIntervalLowerBound() != null
                    && only.predictionIntervalUpperBound() != null) {
                lower = number(only.predictionIntervalLowerBound());
                upper = number(only.predictionIntervalUpperBound());
            }
        }
        return new CostForecast(
                from, to, response.total().unit(), number(response.total().amount()), lower, upper);
    }

    private static BigDecimal number(String text) {
        return AwsText.number(text).orElseThrow(() -> bad("an amount is not a number"));
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(
                Kind.BAD_ANSWER,
                "Bursar rejected Cost Explorer's forecast: " + what + ".",
                "The last forecast is kept. The next run tries again.",
                null);
    }
}
