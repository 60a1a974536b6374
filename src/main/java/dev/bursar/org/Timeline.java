package dev.bursar.org;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What held, holds and will hold of something, by date: parts in order that don't overlap; between them there is nothing. */
public record Timeline<T>(List<Part<T>> parts) {
    public Timeline {
        parts = List.copyOf(parts);
        for (int i = 1; i < parts.size(); i++) {
            LocalDate end = parts.get(i - 1).to();
            if (end == null || end.isAfter(parts.get(i).from())) {
                throw new IllegalArgumentException("Parts follow each other");
            }
        }
    }

    /**
     * A value for some time.
     *
     * @param from the first day
     * @param to the day after the last; null without an end
     */
    public record Part<T>(T value, LocalDate from, @Nullable LocalDate to) {
        public Part {
            if (to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("A time ends after it starts");
            }
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || day.isBefore(to));
        }
    }

    public static <T> Timeline<T> empty() {
        return new Timeline<>(List.of());
    }

    /** What holds on a day. */
    public Optional<T> at(LocalDate day) {
        return parts.stream().filter(part -> part.covers(day)).map(Part::value).findFirst();
    }

    /** The same days with other values. */
    public <R> Timeline<R> map(Function<T, R> other) {
        return new Timeline<>(parts.stream()
                .map(part -> new Part<>(other.apply(part.value()), part.from(), part.to()))
                .toList());
    }

    /** The same before the day, nothing from it on. */
    public Timeline<T> until(LocalDate day) {
        var kept = new ArrayList<Part<T>>();
        for (Part<T> part : parts) {
            if (part.from().isBefore(day)) {
                kept.add(part.covers(day) ? new Part<>(part.value(), part.from(), day) : part);
            }
        }
        return new Timeline<>(kept);
    }

    /** The same before the day, and from it on this value, or nothing; what was set for later days is replaced. */
    public Timeline<T> since(LocalDate day, @Nullable T value) {
        Timeline<T> before = until(day);
        if (value == null) {
            return before;
        }
        var all = new ArrayList<>(before.parts);
        Part<T> last = all.isEmpty() ? null : all.getLast();
        if (last != null && day.equals(last.to()) && value.equals(last.value())) {
            all.set(all.size() - 1, new Part<>(value, last.from(), null));
        } else {
            all.add(new Part<>(value, day, null));
        }
        return new Timeline<>(all);
    }

    /** Parts that begin after the day. */
    public List<Part<T>> after(LocalDate day) {
        return parts.stream().filter(part -> part.from().isAfter(day)).toList();
    }
}
