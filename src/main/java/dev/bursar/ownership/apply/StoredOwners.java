package dev.bursar.ownership.apply;

import dev.bursar.charges.spi.OwnerSource;
import dev.bursar.charges.spi.Owners;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.AppliedRules;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.springframework.stereotype.Component;

/** Gives the store of charges the rules of now, and has them applied again where they changed while charges were stored. */
@Component
public class StoredOwners implements OwnerSource {
    private final OwnershipRules rules;
    private final AppliedRules applied;
    private final TagTeams tagTeams;
    private final TeamKey teamKey;
    private final JobRequests jobs;

    StoredOwners(OwnershipRules rules, AppliedRules applied, TagTeams tagTeams, TeamKey teamKey, JobRequests jobs) {
        this.rules = rules;
        this.applied = applied;
        this.tagTeams = tagTeams;
        this.teamKey = teamKey;
        this.jobs = jobs;
    }

    @Override
    public Owners current() {
        return new Ownership(rules.all());
    }

    @Override
    public TeamKeys teamKeys() {
        return teamKey.keys();
    }

    @Override
    public void found(Set<String> tagValues) {
        tagTeams.claim(tagValues);
    }

    @Override
    public void stored(Owners used) {
        if (!new Ownership(rules.all()).sameRules(used)) {
            applied.forget();
            jobs.add(OwnershipSync.NAME);
        }
    }
}
