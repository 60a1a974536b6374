package dev.bursar.budgets.ui.aws;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class SettingsTextTest {
    @Test
    void anOrderOfTagKeysIsTold() {
        String costs = """
                {"Metrics":["NetAmortizedCost"],"FilterExpression":{"And":[
                  {"Or":[{"Tags":{"Key":"team","MatchOptions":["EQUALS"],"Values":["search","find"]}},
                         {"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},
                                 {"Tags":{"Key":"iamPrincipal/team","MatchOptions":["EQUALS"],"Values":["search","find"]}}]}]},
                  {"Not":{"Dimensions":{"Key":"RECORD_TYPE","MatchOptions":["EQUALS"],"Values":["Credit"]}}}]}}
                """;
        assertThat(SettingsText.costs(costs))
                .isEqualTo(
                        "NetAmortizedCost, (tag team = search, find or no tag team and tag iamPrincipal/team = search, find),"
                                + " without Credit");
    }
}
