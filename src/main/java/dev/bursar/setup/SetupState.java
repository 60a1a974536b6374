package dev.bursar.setup;

import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.spi.AwsConnection.Identity;
import dev.bursar.setup.spi.AwsConnection.Place;
import dev.bursar.setup.spi.ImportedTags;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What is known of AWS and chosen here; nothing is asked to know it.
 *
 * @param identity null before AWS has said it
 * @param checks by permission, of those that were tried
 * @param keys as AWS listed them, by name
 * @param imported what charges of imported files carry, by name
 * @param callers whether imported charges name the callers of models
 * @param unsplit clusters of which imported charges don't say what their pods used
 * @param costsOfAws whether costs are stored that were read from AWS
 * @param teamKeys all that name teams, in order
 * @param spendOfTeamKey by the values that name teams, of keys listed or not
 */
public record SetupState(
        Place place,
        @Nullable Identity identity,
        Map<Permission, Check> checks,
        List<FoundKey> keys,
        List<ImportedKey> imported,
        boolean costsOfAws,
        boolean callers,
        ImportedTags.Unsplit unsplit,
        TeamKey.Chosen teamKey,
        TeamKeys teamKeys,
        Optional<SpendOfKey> spendOfTeamKey) {
    public SetupState {
        checks = Map.copyOf(checks);
        keys = List.copyOf(keys);
        imported = List.copyOf(imported);
    }

    public Optional<Check> check(Permission permission) {
        return Optional.ofNullable(checks.get(permission));
    }

    /** Whether AWS has listed its tags; where it refused that, a key is typed instead. */
    public boolean listed() {
        return check(Permission.LIST_COST_ALLOCATION_TAGS)
                .filter(check -> check.outcome() == Check.Outcome.GRANTED)
                .isPresent();
    }
}
