package dev.bursar.ui;

import module java.base;

/**
 * Colours bound to things (a team, a service), not to ranks, so that no filter changes one. Give it all things there are,
 * in an order that doesn't move (by id, or as they came into being).
 */
public final class Palette {
    /** A colour of the palette; its values, light and dark, stand in styles.css as {@code --bursar-c1} and so on. */
    public enum Colour {
        C1,
        C2,
        C3,
        C4,
        C5,
        C6,
        C7,
        C8,
        C9,
        C10,
        OTHER,
        UNALLOCATED,
        TEXT;

        /** The CSS class of a swatch or bar of this colour, also the name of its variable without {@code --bursar-}. */
        public String cssName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final List<Colour> SLOTS = List.copyOf(EnumSet.range(Colour.C1, Colour.C10));
    private final Map<String, Colour> bound = new LinkedHashMap<>();

    private Palette() {}

    /** For teams: a team's colour is its number's, whoever else there is. */
    public static Palette teams() {
        return of(IntStream.rangeClosed(1, 1_000).mapToObj(String::valueOf).toList());
    }

    /** The first ten things get a colour each; later ones share. */
    public static Palette of(Collection<String> allThings) {
        var palette = new Palette();
        for (var thing : allThings) {
            palette.bound.putIfAbsent(thing, SLOTS.get(palette.bound.size() % SLOTS.size()));
        }
        return palette;
    }

    /** The colour in this place, 1 to 10: for things whose places are stored. */
    public static Colour at(int place) {
        return SLOTS.get(Math.floorMod(place - 1, SLOTS.size()));
    }

    /** For things that nobody can list (tag values): a colour from the name itself. */
    public static Palette byName() {
        return new Palette();
    }

    /** The colour of one thing, whatever else is shown. */
    public Colour colour(String thing) {
        return bound.getOrDefault(thing, SLOTS.get(Math.floorMod(thing.hashCode() * 31, SLOTS.size())));
    }

    /** The colours of the things in one chart: each its own, and the next free one where two would meet. */
    public Map<String, Colour> distinct(Collection<String> shown) {
        var free = EnumSet.copyOf(SLOTS);
        var result = new LinkedHashMap<String, Colour>();
        for (var thing : shown) {
            var colour = colour(thing);
            if (!free.contains(colour) && !free.isEmpty()) {
                var wanted = colour;
                colour = free.stream()
                        .filter(candidate -> candidate.compareTo(wanted) > 0)
                        .findFirst()
                        .orElseGet(() -> free.iterator().next());
            }
            free.remove(colour);
            result.put(thing, colour);
        }
        return result;
    }
}
