package dev.bursar.costexplorer;

import dev.bursar.org.spi.AccountsWait;
import dev.bursar.setup.Connection;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.TeamKey;
import dev.bursar.setup.spi.ImportedTags;
import dev.bursar.sync.Prerequisite;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Says what must be done before jobs ask AWS. A portal that has only imported files must be connected first, and paid requests
 * need the tag that names teams.
 */
@Component
class AwsReadiness implements AccountsWait {
    private static final Prerequisite NO_KEY =
            new Prerequisite(StepText.NO_TEAM_TAG, SetupLinks.SET_UP, SetupLinks.TITLE);
    private static final Prerequisite NO_AWS = new Prerequisite(StepText.NO_AWS, SetupLinks.SET_UP, SetupLinks.TITLE);

    private final TeamKey teamKey;
    private final Connection connection;
    private final ImportedTags imported;

    AwsReadiness(TeamKey teamKey, Connection connection, ImportedTags imported) {
        this.teamKey = teamKey;
        this.connection = connection;
        this.imported = imported;
    }

    /** What must be done before costs are asked for. */
    Optional<Prerequisite> paid() {
        return teamKey.key().isEmpty() ? Optional.of(NO_KEY) : waitsFor();
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return teamKey.configured().isEmpty() && !connection.isKnown() && imported.any() && !imported.besideCostsOfAws()
                ? Optional.of(NO_AWS)
                : Optional.empty();
    }
}
