package dev.bursar.journal.ui;

import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalQuestion.Dimension;
import dev.bursar.journal.JournalQuestion.Operator;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.list.Preset;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What the Activity log page shows, as its address says it. Reading never fails: what can't be read is left out and named.
 *
 * @param preset a range that moves on with time, or null where {@code days} are meant
 * @param days half-open, or null where a preset is meant
 * @param filters at most 20
 * @param jobs with what Bursar did by itself
 * @param entry the entry whose details are open, or null
 */
record JournalUrl(
        @Nullable Preset preset,
        @Nullable LocalDateRange days,
        List<Filter> filters,
        boolean jobs,
        @Nullable Long entry) {
    static final JournalUrl DEFAULT = new JournalUrl(Preset.LAST_30_DAYS, null, List.of(), false, null);

    private static final List<String> NAMES = List.of("period", "from", "to", "f", "jobs", "entry");

    JournalUrl {
        filters = List.copyOf(filters);
        if ((preset == null) == (days == null)) {
            throw new IllegalArgumentException("Either a preset or days");
        }
    }

    /** An address that was read; {@code ignored} are sentences with the reason. */
    record Read(JournalUrl url, List<String> ignored) {}

    LocalDateRange days(LocalDate today) {
        return days != null ? days : preset == null ? LocalDateRange.ofClosed(today, today) : preset.days(today);
    }

    JournalQuestion question(LocalDate today) {
        LocalDateRange range = days(today);
        return new JournalQuestion(
                range.getStart(),
                range.getEnd(),
                filters.stream()
                        .map(filter -> new JournalQuestion.Filter(
                                dimension(filter.dimension()).orElseThrow(),
                                Operator.valueOf(filter.operator().name()),
                                filter.values()))
                        .toList(),
                null,
                jobs);
    }

    static String word(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Dimension> dimension(String word) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> word(dimension).equals(word))
                .findFirst();
    }

    JournalUrl with(Preset other) {
        return new JournalUrl(other, null, filters, jobs, null);
    }

    JournalUrl with(LocalDateRange other) {
        return new JournalUrl(null, other, filters, jobs, null);
    }

    JournalUrl with(List<Filter> other) {
        return new JournalUrl(preset, days, other, jobs, null);
    }

    JournalUrl withJobs(boolean other) {
        return new JournalUrl(preset, days, filters, other, null);
    }

    JournalUrl open(@Nullable Long other) {
        return new JournalUrl(preset, days, filters, jobs, other);
    }

    /** Whether only the open entry differs. */
    boolean sameEntries(@Nullable JournalUrl other) {
        return other != null && open(null).equals(other.open(null));
    }

    /** The address's parameters; what is as by default is left out. */
    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (preset != null && preset != DEFAULT.preset) {
            parameters.put("period", List.of(preset.word()));
        }
        if (days != null) {
            parameters.put("from", List.of(days.getStart().toString()));
            parameters.put("to", List.of(days.getEnd().toString()));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(FilterAddress::write).toList());
        }
        if (jobs) {
            parameters.put("jobs", List.of("1"));
        }
        if (entry != null) {
            parameters.put("entry", List.of(entry.toString()));
        }
        return parameters;
    }

    /** @param parameters decoded once, as a browser decodes them */
    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, NAMES);
        LocalDateRange days = address.days().orElse(null);
        Preset preset =
                address.single("period", Preset::ofWord, "unknown period").orElse(Preset.LAST_30_DAYS);
        List<Filter> filters = address.filters(
                word(Dimension.values()[0]), word -> dimension(word).isPresent());
        boolean jobs =
                address.single("jobs", JournalUrl::flag, "expected 1 or 0").orElse(false);
        Long entry = address.number("entry").orElse(null);
        return new Read(new JournalUrl(days == null ? preset : null, days, filters, jobs, entry), address.ignored());
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
