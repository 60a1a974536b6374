package dev.bursar.causes.read;

import dev.bursar.causes.Acted;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import module java.base;

/** What a change says, as plain rows: the one place that knows the shape of its parts. */
final class ToldChange {
    private final Change change;

    ToldChange(Change change) {
        this.change = change;
    }

    /**
     * An event that a part names.
     *
     * @param rank among those that may have made the amount
     */
    record Named(int team, String resource, UUID event, int rank, ChangeClass of, BigDecimal amount) {}

    private Stream<ChangedPart> parts(int team, Set<String> resources) {
        return change.currencies().stream()
                .flatMap(currency -> currency.parts().stream())
                .filter(part -> (team == 0 || part.key().team() == team)
                        && (resources.isEmpty() || resources.contains(part.key().resource())));
    }

    Set<Integer> teams() {
        return parts(0, Set.of()).map(part -> part.key().team()).collect(Collectors.toSet());
    }

    /** Amounts of parts by class. */
    Map<ChangeClass, BigDecimal> classes(int team, Set<String> resources) {
        var classes = new EnumMap<ChangeClass, BigDecimal>(ChangeClass.class);
        parts(team, resources)
                .forEach(part -> part.amounts().forEach((of, amount) -> classes.merge(of, amount, BigDecimal::add)));
        return classes;
    }

    /** Whether what is unexplained of parts is said to be so because events weren't read. */
    boolean unread(int team, Set<String> resources) {
        return parts(team, resources)
                .filter(part -> part.amount(ChangeClass.UNEXPLAINED).signum() != 0)
                .allMatch(part -> part.why() == Unknown.EVENTS_NOT_READ);
    }

    /** Every event that parts name, the largest amount first. */
    List<Named> named(int team, Set<String> resources) {
        var named = new ArrayList<Named>();
        parts(team, resources).forEach(part -> {
            for (Acted act : part.acts()) {
                for (int i = 0; i < act.events().size(); i++) {
                    named.add(new Named(
                            part.key().team(),
                            part.key().resource(),
                            act.events().get(i),
                            i,
                            act.of(),
                            act.amount()));
                }
            }
        });
        named.sort(Comparator.comparing((Named one) -> one.amount().abs())
                .reversed()
                .thenComparing(Named::rank));
        return named;
    }

    /** All that it says. */
    @Override
    public String toString() {
        return change.toString();
    }
}
