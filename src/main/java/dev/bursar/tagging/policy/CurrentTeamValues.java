package dev.bursar.tagging.policy;

import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.tagging.policy.TeamValues.Named;
import module java.base;
import org.springframework.stereotype.Component;

/** Says which tag values name a team today; a new team's don't until a person confirms it. */
@Component
public class CurrentTeamValues {
    private final OwnershipRules rules;
    private final Organisation organisation;
    private final Clock clock;

    CurrentTeamValues(OwnershipRules rules, Organisation organisation, Clock clock) {
        this.rules = rules;
        this.organisation = organisation;
        this.clock = clock;
    }

    public TeamValues now() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Map<TeamId, Organisation.TeamDays> days = organisation.days();
        Set<TeamId> unconfirmed = organisation.unconfirmed();
        var named = new ArrayList<Named>();
        rules.all().stream()
                .filter(rule -> rule.holdsOn(today) && rule.tagValues() != null && !unconfirmed.contains(rule.team()))
                .forEach(rule -> rule.tagValues().stream()
                        .filter(value -> !value.isBlank())
                        .forEach(value -> named.add(new Named(value, rule.team(), rule.anyCase()))));
        organisation.teams().stream()
                .filter(team -> isThere(days.get(team.id()), today) && !unconfirmed.contains(team.id()))
                .forEach(team -> named.add(new Named(team.name(), team.id(), false)));
        return new TeamValues(named);
    }

    private static boolean isThere(Organisation.@org.jspecify.annotations.Nullable TeamDays days, LocalDate today) {
        return days != null && !today.isBefore(days.from()) && (days.to() == null || today.isBefore(days.to()));
    }
}
