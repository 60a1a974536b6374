package dev.bursar.ownership.apply;

import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a new team for each tag value that no rule names, so that an organisation without any set-up sees its spend by team. It
 * takes values exactly; people confirm the teams, say which of them mean the same one, or leave values out.
 */
@Component
public class TagTeams {
    private static final int LONGEST_NAME = 10_000;
    private final OwnershipRules rules;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final JobRequests due;
    private final boolean on;

    TagTeams(
            OwnershipRules rules,
            Organisation organisation,
            TeamKey teamKey,
            JobRequests due,
            @Value("${bursar.teams-from-tags:false}") boolean on) {
        this.rules = rules;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.due = due;
        this.on = on;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(Set<String> found) {
        if (!on) {
            return;
        }
        Set<String> named = new HashSet<>();
        Set<String> inAnyCase = new HashSet<>();
        rules.all().forEach(rule -> {
            if (rule.tagValues() != null) {
                named.addAll(rule.tagValues());
                rule.tagValues().stream()
                        .filter(value -> rule.anyCase())
                        .map(OwnershipRule::folded)
                        .forEach(inAnyCase::add);
            }
        });
        named.addAll(teamKey.leftOut());
        List<String> unnamed = found.stream()
                .sorted()
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST_NAME)
                .filter(value -> !named.contains(value) && !inAnyCase.contains(OwnershipRule.folded(value)))
                .toList();
        unnamed.forEach(value -> rules.append(organisation.teamOfUnseen(value), List.of(value), false, null, null));
        if (!unnamed.isEmpty()) {
            due.add(OwnershipSync.NAME);
        }
    }
}
