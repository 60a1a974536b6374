package dev.bursar.setup.reach;

import dev.bursar.setup.reach.ReachRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What an admin chooses about reading member accounts.
 *
 * @param roleName as it is called in each account, without its path
 * @param externalId what the role's trust policy asks for
 * @param regions null for those that are enabled for each account; else these among them
 * @throws ReachRefused for what AWS would not take
 */
public record ReachChoice(
        boolean enabled,
        String roleName,
        String externalId,
        @Nullable List<String> regions) {
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_ID = 2;
    private static final int LONGEST_ID = 1_224;
    private static final int MOST_REGIONS = 100;
    private static final int LONGEST_REGION = 40;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]+");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

    public ReachChoice {
        roleName = roleName.strip();
        externalId = externalId.strip();
        regions = regions == null
                ? null
                : regions.stream().map(String::strip).distinct().sorted().toList();
        if (roleName.isEmpty()) {
            throw new ReachRefused(Reason.NAME_EMPTY);
        }
        if (roleName.length() > LONGEST_NAME) {
            throw new ReachRefused(Reason.NAME_TOO_LONG);
        }
        if (!NAME.matcher(roleName).matches()) {
            throw new ReachRefused(Reason.NOT_A_NAME);
        }
        if (externalId.length() < SHORTEST_ID) {
            throw new ReachRefused(Reason.ID_TOO_SHORT);
        }
        if (externalId.length() > LONGEST_ID) {
            throw new ReachRefused(Reason.ID_TOO_LONG);
        }
        if (!ID.matcher(externalId).matches()) {
            throw new ReachRefused(Reason.NOT_AN_ID);
        }
        if (regions != null && regions.isEmpty()) {
            throw new ReachRefused(Reason.NO_REGION);
        }
        if (regions != null
                && (regions.size() > MOST_REGIONS || !regions.stream().allMatch(ReachChoice::isRegion))) {
            throw new ReachRefused(Reason.NOT_A_REGION);
        }
    }

    /** Whether it looks like the name of a Region, such as {@code eu-central-1}; {@code global} is none. */
    static boolean isRegion(String text) {
        return text.length() <= LONGEST_REGION && REGION.matcher(text).matches();
    }
}
