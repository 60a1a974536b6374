package dev.bursar.admin.people;

import dev.bursar.access.Directory;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailService;
import dev.bursar.notify.Outbox;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Puts together what the page of people shows. */
@Component
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
class PeopleLoad {
    private final Directory directory;
    private final SecondFactorRules factors;
    private final Organisation organisation;
    private final MailService mails;
    private final Outbox outbox;
    private final List<SetupProgress> progress;
    private final Clock clock;

    PeopleLoad(
            Directory directory,
            SecondFactorRules factors,
            Organisation organisation,
            MailService mails,
            Outbox outbox,
            List<SetupProgress> progress,
            Clock clock) {
        this.directory = directory;
        this.factors = factors;
        this.organisation = organisation;
        this.mails = mails;
        this.outbox = outbox;
        this.progress = progress;
        this.clock = clock;
    }

    public PeopleData read() {
        Map<TeamId, String> teams = new LinkedHashMap<>();
        organisation.teams().forEach(team -> teams.put(team.id(), team.name()));
        return new PeopleData(
                LocalDate.now(clock.withZone(ZoneOffset.UTC)),
                directory.people(),
                teams,
                organisation.unconfirmed(),
                factors.withFactor(),
                mails.troubles(),
                progress.stream()
                        .filter(one -> one.step() == SetupStep.LEADS)
                        .map(SetupProgress::extent)
                        .findFirst()
                        .orElse(new Extent(0, 0)),
                outbox.ready());
    }
}
