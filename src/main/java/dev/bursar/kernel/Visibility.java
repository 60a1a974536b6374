package dev.bursar.kernel;

import module java.base;

/**
 * Which costs a person may see: all of them, or those of some teams on some days.
 *
 * @param everything true for finance, admin and auditor; {@code spans} is empty then
 * @param spans the teams led, each for the half-open range of days in which the person led it
 */
public record Visibility(boolean everything, List<Span> spans) {
    public static final Visibility EVERYTHING = new Visibility(true, List.of());
    public static final Visibility NOTHING = new Visibility(false, List.of());

    public Visibility {
        spans = List.copyOf(spans);
        if (everything && !spans.isEmpty()) {
            throw new IllegalArgumentException("Whoever sees everything has no spans");
        }
    }

    /** One team for the days {@code from} (included) to {@code to} (excluded). */
    public record Span(TeamId team, LocalDate from, LocalDate to) {
        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("A span ends after it starts");
            }
        }
    }

    public boolean nothing() {
        return !everything && spans.isEmpty();
    }

    /** Whether all that {@code other} shows may be seen with this one too. */
    public boolean includes(Visibility other) {
        return everything || !other.everything && other.spans.stream().allMatch(this::covers);
    }

    private boolean covers(Span wanted) {
        LocalDate reached = wanted.from();
        while (reached.isBefore(wanted.to())) {
            LocalDate from = reached;
            LocalDate to = spans.stream()
                    .filter(span -> span.team().equals(wanted.team())
                            && !span.from().isAfter(from)
                            && span.to().isAfter(from))
                    .map(Span::to)
                    .max(LocalDate::compareTo)
                    .orElse(from);
            if (to.equals(from)) {
                return false;
            }
            reached = to;
        }
        return true;
    }
}
