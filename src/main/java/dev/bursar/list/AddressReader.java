package dev.bursar.list;

import dev.bursar.kernel.VisibleText;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * Reads what a page shows from its address. Reading never fails: what can't be read is left out, and a sentence says what and why.
 * Of a setting that is there more than once the first one counts.
 */
public final class AddressReader {
    public static final int MOST_FILTERS = 20;

    /** Spring Security adds it after a sign-in. */
    private static final String AFTER_SIGN_IN = "continue";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final LocalDate LAST = LocalDate.of(LAST_YEAR + 1, 1, 1);

    private final Map<String, List<String>> parameters;
    private final List<String> ignored = new ArrayList<>();

    /**
     * @param parameters decoded once, as a browser decodes them
     * @param names all settings of the page; others are named as unknown
     */
    public AddressReader(Map<String, List<String>> parameters, Collection<String> names) {
        this.parameters = parameters;
        parameters.keySet().stream()
                .filter(name -> !names.contains(name) && !name.equals(AFTER_SIGN_IN))
                .forEach(name -> ignore(name, "unknown setting"));
    }

    /** How a constant stands in an address: {@code last-7-days}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    public Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            ignore(name, "it appears more than once; the first value is used");
        }
        return values.stream().findFirst();
    }

    /** A setting in words of its own; empty when it is not there or is none. */
    public <T> Optional<T> single(String name, Function<String, Optional<T>> parsed, String whyNot) {
        return single(name).flatMap(text -> {
            Optional<T> value = parsed.apply(text);
            if (value.isEmpty()) {
                ignore(name + "=" + text, whyNot);
            }
            return value;
        });
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return single(name, text -> constant(type, text), "unknown value").orElse(otherwise);
    }

    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst();
    }

    /** A whole number from 0 on, of at most 18 digits. */
    public Optional<Long> number(String name) {
        return single(
                name,
                text -> text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty(),
                "expected a number");
    }

    public Optional<YearMonth> month(String name) {
        return single(
                name,
                text -> {
                    try {
                        return Optional.of(YearMonth.parse(text))
                                .filter(month -> month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR);
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                },
                "expected a month such as 2026-11");
    }

    /** A day from 2000 on, at most the first one of 2200. */
    public Optional<LocalDate> day(String name) {
        return single(name).flatMap(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() >= FIRST_YEAR && !day.isAfter(LAST)) {
                    return Optional.of(day);
                }
                ignore(name + "=" + text, "expected a date between 2000 and 2199");
            } catch (DateTimeException e) {
                ignore(name + "=" + text, "expected a date such as 2026-11-24");
            }
            return Optional.empty();
        });
    }

    /** The days {@code from} (included) to {@code to} (excluded); empty unless both are there and in order. */
    public Optional<LocalDateRange> days() {
        return days("from", "to");
    }

    /** The same under other names. */
    public Optional<LocalDateRange> days(String first, String end) {
        Optional<LocalDate> from = day(first);
        Optional<LocalDate> to = day(end);
        if (from.isEmpty() || to.isEmpty()) {
            from.or(() -> to)
                    .ifPresent(day -> ignore(
                            (from.isEmpty() ? end : first) + "=" + day, first + " and " + end + " must both be set"));
            return Optional.empty();
        }
        if (!from.get().isBefore(to.get())) {
            ignore(end + "=" + to.get(), "it must be after " + first + "=" + from.get());
            return Optional.empty();
        }
        return Optional.of(LocalDateRange.of(from.get(), to.get()));
    }

    /**
     * All filters under {@code f}, at most {@link #MOST_FILTERS}.
     *
     * @param example the key of a dimension
     * @param isDimension whether there is a dimension with this key
     */
    public List<Filter> filters(String example, Predicate<String> isDimension) {
        var filters = new ArrayList<Filter>();
        for (String text : parameters.getOrDefault("f", List.of())) {
            if (filters.size() == MOST_FILTERS) {
                ignore("f=" + text, "a view has at most " + MOST_FILTERS + " filters");
            } else {
                FilterAddress.read(text, example, isDimension, why -> ignore("f=" + text, why))
                        .ifPresent(filters::add);
            }
        }
        return filters;
    }

    public void ignore(String what, String why) {
        say("Ignored \u201C" + VisibleText.cut(what, 60) + "\u201D: " + why + ".");
    }

    /** Adds a sentence of the page's own. */
    public void say(String sentence) {
        ignored.add(sentence);
    }

    /** What was left out, as sentences with the reason. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }
}
