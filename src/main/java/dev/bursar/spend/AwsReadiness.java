package dev.bursar.spend;

import dev.bursar.org.spi.AccountsWait;
import dev.bursar.setup.Connection;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.TeamKey;
import dev.bursar.setup.spi.ImportedTags;
import dev.bursar.sync.Wait;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What must be done before jobs ask AWS: on a portal that lives on imported files somebody must have connected it, and for what
 * is paid the tag must be known.
 */
@Component
class AwsReadiness implements AccountsWait {
    private static final Wait NO_KEY =
            new Wait("Nobody has said yet which cost allocation tag names teams.", SetupLinks.SET_UP, SetupLinks.TITLE);
    private static final Wait NO_AWS = new Wait(
            "Costs come from imported files, and nobody has connected AWS.", SetupLinks.SET_UP, SetupLinks.TITLE);

    private final TeamKey teamKey;
    private final Connection connection;
    private final ImportedTags imported;

    AwsReadiness(TeamKey teamKey, Connection connection, ImportedTags imported) {
        this.teamKey = teamKey;
        this.connection = connection;
        this.imported = imported;
    }

    /** What must be done before costs are asked for. */
    Optional<Wait> paid() {
        return teamKey.key().isEmpty() ? Optional.of(NO_KEY) : waitsFor();
    }

    @Override
    public Optional<Wait> waitsFor() {
        return teamKey.configured().isEmpty() && !connection.isKnown() && imported.any() && !imported.besideCostsOfAws()
                ? Optional.of(NO_AWS)
                : Optional.empty();
    }
}
