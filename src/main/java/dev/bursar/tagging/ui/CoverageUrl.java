package dev.bursar.tagging.ui;

import dev.bursar.list.AddressReader;
import dev.bursar.tagging.TagLinks;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * What the Coverage page shows, as its address says it.
 *
 * @param days empty: the last six months with costs
 * @param key empty: the tag that names teams
 */
record CoverageUrl(Optional<LocalDateRange> days, Optional<String> key) {
    /** The longest key that an export may have. */
    private static final int LONGEST_KEY = 1_000;

    CoverageUrl with(LocalDateRange other) {
        return new CoverageUrl(Optional.of(other), key);
    }

    CoverageUrl with(String other) {
        return new CoverageUrl(days, Optional.of(other));
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        days.ifPresent(range -> {
            parameters.put("from", List.of(range.getStart().toString()));
            parameters.put("to", List.of(range.getEnd().toString()));
        });
        key.ifPresent(one -> parameters.put(TagLinks.KEY, List.of(one)));
        return parameters;
    }

    static AddressReader reader(Map<String, List<String>> parameters) {
        return new AddressReader(parameters, List.of("from", "to", TagLinks.KEY));
    }

    static CoverageUrl read(AddressReader reader) {
        return new CoverageUrl(
                reader.days().filter(days -> !days.getStart().plusYears(40).isBefore(days.getEnd())),
                reader.single(
                        TagLinks.KEY,
                        text -> text.isEmpty() || text.length() > LONGEST_KEY ? Optional.empty() : Optional.of(text),
                        "a tag key has 1 to 1,000 characters"));
    }
}
