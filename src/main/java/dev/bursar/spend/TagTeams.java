package dev.bursar.spend;

import dev.bursar.org.Organisation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a team for each tag value that no rule names, so that an organisation without any set-up sees its spend by team.
 * Variants in case are one team, called as the variant that sorts first.
 */
@Component
class TagTeams {
    private static final int LONGEST_NAME = 200;
    private final OwnershipRules rules;
    private final Organisation organisation;
    private final boolean on;

    TagTeams(OwnershipRules rules, Organisation organisation, @Value("${bursar.teams-from-tags:false}") boolean on) {
        this.rules = rules;
        this.organisation = organisation;
        this.on = on;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(List<ProbedPeriod> periods) {
        if (!on) {
            return;
        }
        Map<String, TreeSet<String>> found = new TreeMap<>();
        periods.forEach(period -> period.now(Probe.TAG_SERVICE).sums().keySet().forEach(key -> {
            String value = key.values().getFirst();
            String folded = OwnershipRule.folded(value);
            if (!folded.isEmpty() && value.length() <= LONGEST_NAME) {
                found.computeIfAbsent(folded, any -> new TreeSet<>()).add(value);
            }
        }));
        rules.all().forEach(rule -> {
            if (rule.tagValues() != null) {
                rule.tagValues().forEach(value -> found.remove(OwnershipRule.folded(value)));
            }
        });
        found.values()
                .forEach(variants -> rules.append(
                        organisation.teamNamed(variants.getFirst().strip()), List.copyOf(variants), true, null, null));
    }
}
