package dev.bursar.causes.recurring;

import dev.bursar.causes.Family;
import dev.bursar.causes.Family.Kind;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.split.SplitPart;
import module java.base;

/** Which parts of a change are runs of one definition. Runs of other teams, accounts, Regions, services or currencies are other families. */
public final class Families {
    /** So many names with one stem are a family. */
    private static final int LEAST_NAMES = 3;
    /** So many where AWS says what they are runs of. */
    private static final int LEAST_NAMED = 2;

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

    private final Map<PartKey, Family> families;

    private Families(Map<PartKey, Family> families) {
        this.families = families;
    }

    private record Scope(
            int team, String account, String service, String currency, Kind kind, String region, String name) {
        /** The same without the last word of its name. */
        Scope shorter() {
            return new Scope(
                    team,
                    account,
                    service,
                    currency,
                    kind,
                    region,
                    name.substring(0, Math.max(0, name.lastIndexOf('-'))));
        }

        String last() {
            return name.substring(name.lastIndexOf('-') + 1);
        }
    }

    private static final class Runs {
        private final Set<String> names = new HashSet<>();
        private final Set<String> before = new HashSet<>();
        private final Set<String> now = new HashSet<>();
        private final Set<PartKey> parts = new HashSet<>();
        /** How long the random parts at the ends of their names are. */
        private final Set<Integer> random = new HashSet<>();

        private boolean named;

        void add(SplitPart part, Definition of) {
            String resource = part.key().resource();
            names.add(resource);
            parts.add(part.key());
            named |= of.named();
            random.add(of.random());
            if (part.before().signum() != 0) {
                before.add(resource);
            }
            if (part.now().signum() != 0) {
                now.add(resource);
            }
        }

        /** Random digits alone look like a counter, and so tell nothing against hexadecimal ones. */
        boolean mayEndWith(String word) {
            Set<Integer> lengths = new HashSet<>(random);
            if (HEXADECIMAL.matcher(word).matches()) {
                lengths.remove(0);
            }
            return lengths.equals(Set.of(word.length()));
        }

        boolean isFamily() {
            return names.size() >= (named ? LEAST_NAMED : LEAST_NAMES);
        }

        void add(Runs others) {
            names.addAll(others.names);
            before.addAll(others.before);
            now.addAll(others.now);
            parts.addAll(others.parts);
        }
    }

    /**
     * @param earlier parts that had costs before both periods
     * @param definitions of resources; empty for what is no run
     * @param regions of resources, where the source says it
     */
    public static Families of(
            List<SplitPart> parts,
            Collection<PartKey> earlier,
            Function<PartKey, Optional<Definition>> definitions,
            Function<PartKey, String> regions) {
        Map<Scope, Runs> scopes = new LinkedHashMap<>();
        Set<PartKey> both = new HashSet<>();
        for (SplitPart part : parts) {
            if (part.before().signum() != 0 && part.now().signum() != 0) {
                both.add(resource(part.key()));
            }
        }
        for (SplitPart part : parts) {
            PartKey key = part.key();
            scope(key, definitions, regions)
                    .filter(of -> !of.definition().lives() || !both.contains(resource(key)))
                    .ifPresent(of -> scopes.computeIfAbsent(of.scope(), any -> new Runs())
                            .add(part, of.definition()));
        }
        for (PartKey key : earlier) {
            scope(key, definitions, regions)
                    .map(of -> scopes.get(of.scope()))
                    .ifPresent(runs -> runs.names.add(key.resource()));
        }
        joined(scopes);
        Map<PartKey, Family> families = new HashMap<>();
        scopes.forEach((scope, runs) -> {
            if (runs.isFamily()) {
                var family =
                        new Family(scope.kind(), scope.name(), scope.region(), runs.before.size(), runs.now.size());
                runs.parts.forEach(part -> families.put(part, family));
            }
        });
        return new Families(families);
    }

    private record Scoped(Scope scope, Definition definition) {}

    private static Optional<Scoped> scope(
            PartKey key, Function<PartKey, Optional<Definition>> definitions, Function<PartKey, String> regions) {
        return key.resource().isEmpty()
                ? Optional.empty()
                : definitions
                        .apply(key)
                        .map(of -> new Scoped(
                                new Scope(
                                        key.team(),
                                        key.account(),
                                        key.service(),
                                        key.currency(),
                                        of.kind(),
                                        regions.apply(key),
                                        of.name()),
                                of));
    }

    /** A name that ends with a word as long as a family's random parts is one of theirs: by chance some of these look like words. */
    private static void joined(Map<Scope, Runs> scopes) {
        for (Scope scope : List.copyOf(scopes.keySet())) {
            Runs family = scopes.get(scope.shorter());
            Runs its = scopes.get(scope);
            if (family != null
                    && its != null
                    && !family.named
                    && !its.isFamily()
                    && family.isFamily()
                    && family.mayEndWith(scope.last())) {
                family.add(its);
                scopes.remove(scope);
            }
        }
    }

    private static PartKey resource(PartKey key) {
        return new PartKey(key.team(), key.account(), "", "", key.resource(), key.currency());
    }

    public Optional<Family> of(PartKey part) {
        return Optional.ofNullable(families.get(part));
    }
}
