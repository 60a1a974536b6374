package dev.bursar.journal.ui;

import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalQuestion.Dimension;
import dev.bursar.journal.JournalQuestion.Operator;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterAddress;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Preset;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What the Journal page shows, as its address says it. Reading never fails: what can't be read is left out and named.
 *
 * @param preset a range that moves on with time, or null where {@code days} are meant
 * @param days half-open, or null where a preset is meant
 * @param filters at most 20
 * @param entry the entry whose details are open, or null
 */
record JournalUrl(
        @Nullable Preset preset,
        @Nullable LocalDateRange days,
        List<Filter> filters,
        @Nullable Long entry) {
    static final JournalUrl DEFAULT = new JournalUrl(Preset.LAST_30_DAYS, null, List.of(), null);
    static final int MOST_FILTERS = 20;

    /** The names of all parameters; Spring Security adds "continue" after a sign-in. */
    private static final List<String> NAMES = List.of("period", "from", "to", "f", "entry", "continue");

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    JournalUrl {
        filters = List.copyOf(filters);
        if ((preset == null) == (days == null)) {
            throw new IllegalArgumentException("Either a preset or days");
        }
    }

    /** An address that was read; {@code ignored} are sentences with the reason. */
    record Read(JournalUrl url, List<String> ignored) {
        Read {
            ignored = List.copyOf(ignored);
        }
    }

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
                        .toList());
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
        return new JournalUrl(other, null, filters, null);
    }

    JournalUrl with(LocalDateRange other) {
        return new JournalUrl(null, other, filters, null);
    }

    JournalUrl with(List<Filter> other) {
        return new JournalUrl(preset, days, other, null);
    }

    JournalUrl open(@Nullable Long other) {
        return new JournalUrl(preset, days, filters, other);
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
        if (entry != null) {
            parameters.put("entry", List.of(entry.toString()));
        }
        return parameters;
    }

    /** @param parameters decoded once, as a browser decodes them */
    static Read read(Map<String, List<String>> parameters) {
        return new Reader(parameters, new ArrayList<>()).read();
    }

    private record Reader(Map<String, List<String>> parameters, List<String> ignored) {
        Read read() {
            parameters.keySet().stream()
                    .filter(name -> !NAMES.contains(name))
                    .forEach(name -> ignore(name, "no such setting"));
            LocalDateRange days = days();
            return new Read(new JournalUrl(days == null ? preset() : null, days, filters(), entry()), ignored);
        }

        private Preset preset() {
            Optional<String> word = single("period");
            Optional<Preset> preset = word.flatMap(Preset::ofWord);
            if (word.isPresent() && preset.isEmpty()) {
                ignore("period=" + word.get(), "no such period");
            }
            return preset.orElse(Preset.LAST_30_DAYS);
        }

        private @Nullable LocalDateRange days() {
            Optional<LocalDate> from = day("from");
            Optional<LocalDate> to = day("to");
            if (from.isEmpty() || to.isEmpty()) {
                from.or(() -> to)
                        .ifPresent(day -> ignore(
                                (from.isEmpty() ? "to=" : "from=") + day,
                                "a first and a last day are needed together"));
                return null;
            }
            if (!from.get().isBefore(to.get())) {
                ignore("to=" + to.get(), "it is not after from=" + from.get());
                return null;
            }
            return LocalDateRange.of(from.get(), to.get());
        }

        private Optional<LocalDate> day(String name) {
            return single(name).flatMap(text -> {
                try {
                    LocalDate day = LocalDate.parse(text);
                    if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                        return Optional.of(day);
                    }
                    ignore(name + "=" + text, "a day between 2000 and 2199 is needed");
                } catch (DateTimeParseException e) {
                    ignore(name + "=" + text, "a day like 2026-11-24 is needed");
                }
                return Optional.empty();
            });
        }

        private List<Filter> filters() {
            List<String> dimensions =
                    Arrays.stream(Dimension.values()).map(JournalUrl::word).toList();
            var filters = new ArrayList<Filter>();
            for (String text : parameters.getOrDefault("f", List.of())) {
                if (filters.size() == MOST_FILTERS) {
                    ignore("f=" + text, "a view has at most " + MOST_FILTERS + " filters");
                } else {
                    FilterAddress.read(text, dimensions, why -> ignore("f=" + text, why))
                            .ifPresent(filters::add);
                }
            }
            return filters;
        }

        private @Nullable Long entry() {
            return single("entry")
                    .filter(text -> {
                        boolean number = text.matches("[0-9]{1,18}");
                        if (!number) {
                            ignore("entry=" + text, "a number is needed");
                        }
                        return number;
                    })
                    .map(Long::valueOf)
                    .orElse(null);
        }

        private Optional<String> single(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                ignore(name, "it is there more than once, the first one counts");
            }
            return values.stream().findFirst();
        }

        private void ignore(String what, String why) {
            ignored.add("Left out \u201C" + PlainText.cut(what, 60) + "\u201D: " + why + ".");
        }
    }
}
