package dev.bursar.tagging.coverage;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** What came of a question about tag coverage. */
public sealed interface CoverageAnswer {
    /** No costs that the person may see. */
    record NoCosts() implements CoverageAnswer {}

    /**
     * No tag was asked for, and none names teams.
     *
     * @param others keys that exports have, which can be asked for
     */
    record NoTeamKey(DayRange days, List<String> others) implements CoverageAnswer {}

    /** No export that the person may see has this tag; without an export only the team's tag is known. */
    record NeedsExport(DayRange days, String key, List<String> keys) implements CoverageAnswer {}

    /** @param keys that can be asked for, the one that names teams first */
    record Found(TagCoverage coverage, List<String> keys) implements CoverageAnswer {}
}
