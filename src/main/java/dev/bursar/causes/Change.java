package dev.bursar.causes;

import dev.bursar.kernel.TeamId;
import module java.base;

/**
 * A change in amounts that add up to it, one for each currency, never added together.
 *
 * @param causes the events that parts name
 * @param events whether all events were read that could be a cause
 * @param names of teams and accounts
 * @param plans whether it is known when Savings Plans begin and end
 * @param lengths of its periods
 */
public record Change(
        ChangeQuestion question,
        List<OfCurrency> currencies,
        Map<UUID, Cause> causes,
        EventsRead events,
        Names names,
        PlansRead plans,
        Lengths lengths) {
    public Change {
        currencies = List.copyOf(currencies);
        causes = Map.copyOf(causes);
    }

    /** No plans were read, and its periods are as long. */
    public Change(
            ChangeQuestion question,
            List<OfCurrency> currencies,
            Map<UUID, Cause> causes,
            EventsRead events,
            Names names) {
        this(question, currencies, causes, events, names, PlansRead.NOT_READ, Lengths.EQUAL);
    }

    /** Nothing changed that is known. */
    public static Change nothing(ChangeQuestion question) {
        return new Change(question, List.of(), Map.of(), new EventsRead(0, Map.of()), Names.NONE);
    }

    /**
     * What was read of the events of accounts with changes.
     *
     * @param accounts that have a change
     * @param unread of them, those of which not all events were read that could be a cause, with the Regions in which they weren't; without
     *     Regions where nothing of the account was read
     */
    public record EventsRead(int accounts, Map<String, Set<String>> unread) {
        public EventsRead {
            unread = unread.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
        }
    }

    /**
     * @param accounts by id, where they have one
     * @param resources by resource id what people call those whose id says nothing, such as inference profiles, and workloads of clusters
     */
    public record Names(Map<TeamId, String> teams, Map<String, String> accounts, Map<String, String> resources) {
        public static final Names NONE = new Names(Map.of(), Map.of());

        public Names {
            teams = Map.copyOf(teams);
            accounts = Map.copyOf(accounts);
            resources = Map.copyOf(resources);
        }

        public Names(Map<TeamId, String> teams, Map<String, String> accounts) {
            this(teams, accounts, Map.of());
        }
    }

    /** @param parts the largest change first */
    public record OfCurrency(String currency, BigDecimal before, BigDecimal now, List<ChangedPart> parts) {
        public OfCurrency {
            parts = List.copyOf(parts);
        }

        public BigDecimal change() {
            return now.subtract(before);
        }

        /** The sums of the parts' amounts, in the order of classes; they add up to the change. */
        public Map<ChangeClass, BigDecimal> classes() {
            var classes = new EnumMap<ChangeClass, BigDecimal>(ChangeClass.class);
            parts.forEach(part -> part.amounts().forEach((of, amount) -> classes.merge(of, amount, BigDecimal::add)));
            return classes;
        }

        /**
         * What most of a change goes back to.
         *
         * @param part of the change in which the event's amount is largest
         * @param amount that the event made of all parts
         */
        public record Main(Cause cause, ChangeClass of, ChangedPart part, BigDecimal amount) {}

        /** The event with the largest amount in the direction in which the parts changed together; empty where none is named. */
        public Optional<Main> main(Predicate<PartKey> of, Map<UUID, Cause> causes) {
            var its = new OfCurrency(
                    currency,
                    before,
                    now,
                    parts.stream().filter(part -> of.test(part.key())).toList());
            int direction = its.parts().stream()
                    .map(ChangedPart::change)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .signum();
            return its.causes(causes).stream()
                    .filter(main -> main.amount().signum() == direction)
                    .max(Comparator.comparing((Main main) -> main.amount().abs())
                            .thenComparing(main -> main.cause().event()));
        }

        /** Each event that made an amount, or is the likeliest to have made it, with what it made of all parts. */
        public List<Main> causes(Map<UUID, Cause> causes) {
            Map<UUID, List<Main>> found = new LinkedHashMap<>();
            for (ChangedPart part : parts) {
                for (Acted act : part.acts()) {
                    Cause cause = causes.get(act.event());
                    if (cause != null) {
                        found.computeIfAbsent(cause.event(), any -> new ArrayList<>())
                                .add(new Main(cause, act.of(), part, act.amount()));
                    }
                }
            }
            return found.values().stream().map(OfCurrency::together).toList();
        }

        private static Main together(List<Main> its) {
            Main largest = its.stream()
                    .max(Comparator.comparing(one -> one.amount().abs()))
                    .orElseThrow();
            return new Main(
                    largest.cause(),
                    largest.of(),
                    largest.part(),
                    its.stream().map(Main::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        /** How many events a class names. */
        public int events(ChangeClass of) {
            return (int) parts.stream()
                    .flatMap(part -> part.acts().stream())
                    .filter(act -> act.of() == of)
                    .flatMap(act -> act.events().stream())
                    .distinct()
                    .count();
        }
    }
}
