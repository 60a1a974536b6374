package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.places.PlaceBudgets.UnknownMembers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.budgets.model.Budget;
import tools.jackson.databind.json.JsonMapper;

/** Members that the SDK's model of a budget lacks, at any depth. */
class UnknownMembersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"BudgetName\":\"a\",\"CostTypes\":{\"IncludeTax\":true}} | ``",
                "{\"Lunar\":1,\"BudgetName\":\"a\"} | Lunar",
                "{\"CostTypes\":{\"IncludeMoonlight\":true}} | CostTypes.IncludeMoonlight",
                "{\"PlannedBudgetLimits\":{\"1793491200\":{\"Amount\":\"1\",\"Unit\":\"USD\",\"Tide\":2}}} | PlannedBudgetLimits.1793491200.Tide",
                "{\"CostFilters\":{\"Any\":[\"x\"]}} | ``",
                "{\"FilterExpression\":{\"And\":[{\"Tags\":{\"Key\":\"a\"}},{\"Not\":{\"Moons\":{}}}]}} | FilterExpression.And.Not.Moons",
                "{\"CalculatedSpend\":{\"ActualSpend\":{\"Amount\":\"1\",\"Unit\":\"USD\"},\"Guess\":1}} | CalculatedSpend.Guess",
            })
    void areNamedByTheirPath(String json, String unknown) {
        assertThat(String.join(
                        ",", UnknownMembers.of(JsonMapper.builder().build().readTree(json), Budget.builder())))
                .isEqualTo(unknown);
    }
}
