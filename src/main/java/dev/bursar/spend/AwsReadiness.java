package dev.bursar.spend;

import dev.bursar.setup.Connection;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.TeamKey;
import dev.bursar.setup.spi.ImportedTags;
import dev.bursar.sync.Wait;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What must be done before jobs ask AWS for what is paid: the tag must be known, and on a portal that lives on imported files
 * somebody must have connected AWS.
 */
@Component
class AwsReadiness {
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

    Optional<Wait> waitsFor() {
        if (teamKey.key().isEmpty()) {
            return Optional.of(NO_KEY);
        }
        return teamKey.configured().isEmpty() && !connection.isKnown() && imported.any() && !imported.besideCostsOfAws()
                ? Optional.of(NO_AWS)
                : Optional.empty();
    }
}
