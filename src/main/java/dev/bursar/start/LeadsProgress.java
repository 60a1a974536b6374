package dev.bursar.start;

import dev.bursar.access.TeamLeads;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** How many of the confirmed teams that have no end are led by somebody today. */
@Component
class LeadsProgress implements SetupProgress {
    private final Organisation organisation;
    private final TeamLeads leads;
    private final Clock clock;

    LeadsProgress(Organisation organisation, TeamLeads leads, Clock clock) {
        this.organisation = organisation;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public SetupStep step() {
        return SetupStep.LEADS;
    }

    @Override
    public Extent extent() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Set<TeamId> teams = organisation.lasting();
        long led = leads.all().stream()
                .filter(time -> !time.from().isAfter(today) && !time.isOver(today))
                .map(time -> time.team())
                .filter(teams::contains)
                .distinct()
                .count();
        return new Extent((int) led, teams.size());
    }
}
