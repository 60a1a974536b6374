package dev.bursar.ownership.ui;

import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleShadows;
import module java.base;

/** What the pages about rules show before any amount is added up. */
record RulesLoad(
        OwnershipRuleService.Rules rules,
        RuleNames names,
        List<RuleMonths> months,
        Map<Integer, List<OwnershipRule>> shadows) {
    static RulesLoad read(OwnershipRuleService service) {
        OwnershipRuleService.Rules rules = service.rules();
        return new RulesLoad(
                rules,
                new RuleNames(service.teams(), service.accounts()),
                RuleMonths.offered(service.months()),
                RuleShadows.of(rules.all()));
    }
}
