package dev.bursar.charges.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Stores what exports deliver, in place of what was delivered before and of what Cost Explorer says of the same accounts. */
public interface DeliveredCosts {
    /** Says that what is stored of these files comes from the delivery's origin, unless it gives way to the one it came from. */
    void adopt(Delivered delivered);

    /** The billing periods that are stored of exports which Bursar fetches by itself. */
    Set<Origin> origins();

    /** Those of them that have charges on the days; {@code to} is excluded. */
    Set<Origin> origins(LocalDate from, LocalDate to);

    /** Whether what these files delivered is what is stored now, so that reading them again would change nothing. */
    boolean has(byte[] fingerprint);

    /**
     * Stores a delivery in one transaction. Each billing period of each billing account in it is replaced as a whole.
     *
     * @throws DeliveredElsewhere when it gives way to what is stored; nothing has changed then
     * @throws IOException what the feed throws, as its other exceptions; then nothing has changed
     */
    Stored replace(Delivered delivered, Feed feed) throws IOException;

    /** What is stored now: the latest billing period first, then by provider and billing account. */
    List<Held> held();

    /**
     * What is delivered.
     *
     * @param source as people know it, such as the files' names
     * @param fingerprint SHA-256 of the delivery's content
     * @param origin the export's address; "" when a person gives the files
     * @param billingPeriod of which all that the origin delivered before is replaced, also where nothing of it is left; null where it
     *     isn't known
     * @param givesWayTo origins whose deliveries this one may not replace
     */
    record Delivered(
            String source,
            byte[] fingerprint,
            String origin,
            @Nullable YearMonth billingPeriod,
            Predicate<String> givesWayTo) {
        /** What a person gives, which replaces whatever is there. */
        public Delivered(String source, byte[] fingerprint) {
            this(source, fingerprint, "", null, origin -> false);
        }
    }

    /** The address of the export that a billing period came from. */
    record Origin(String export, YearMonth billingPeriod) {}

    /** Another export delivers a billing period of the same billing account, and goes before; nothing has changed. */
    final class DeliveredElsewhere extends RuntimeException {
        private final String origin;
        private final String billingAccount;
        private final transient YearMonth billingPeriod;

        public DeliveredElsewhere(String origin, String billingAccount, YearMonth billingPeriod) {
            super("Delivered by another export");
            this.origin = origin;
            this.billingAccount = billingAccount;
            this.billingPeriod = billingPeriod;
        }

        /** The other export's address. */
        public String origin() {
            return origin;
        }

        public String billingAccount() {
            return billingAccount;
        }

        public YearMonth billingPeriod() {
            return billingPeriod;
        }
    }

    /** Hands over all charges, in the order of their days and, within a day, of their accounts. */
    @FunctionalInterface
    interface Feed {
        /** Returns what people call the format; whatever it asks of the database is asked in transactions of its own. */
        String into(Consumer<DeliveredCharge> charges) throws IOException;

        /** Called when all is written and before it counts, in the same transaction; what it throws undoes it. */
        default void written(Stored stored) {}
    }

    /** What is stored now. */
    record Stored(String format, List<Part> parts) {
        public Stored {
            parts = List.copyOf(parts);
        }

        public long lines() {
            return parts.stream().mapToLong(Part::lines).sum();
        }

        public long charges() {
            return parts.stream().mapToLong(Part::charges).sum();
        }
    }

    /**
     * A billing period of a billing account.
     *
     * @param accounts how many there are whose costs it holds
     * @param from the first day that has charges; corrections may lie outside of the billing period
     * @param to the day after the last one
     * @param sums by currency
     * @param split null where the rows of split cost allocation weren't counted
     */
    record Part(
            String provider,
            String billingAccount,
            YearMonth billingPeriod,
            int accounts,
            LocalDate from,
            LocalDate to,
            long lines,
            long charges,
            SortedMap<String, Sum> sums,
            @Nullable SplitRows split) {
        /** The sums of all parts by currency. */
        public static Map<String, Sum> total(List<Part> parts) {
            var sums = new TreeMap<String, Sum>();
            parts.forEach(part -> part.sums()
                    .forEach((currency, sum) ->
                            sums.merge(currency, sum, (one, other) -> one.plus(other.billed(), other.effective()))));
            return sums;
        }
    }

    /**
     * What rows of split cost allocation a part has, in lines of its files, and what they don't part.
     *
     * @param withoutNode rows that name no node
     * @param ofAbsentNodes rows whose node has no charge for computing on their day
     * @param withoutWeights rows of nodes whose rows have negative costs, or none above 0
     * @param nodesWithout nodes of clusters, by their tags, that have no rows on one day at least
     * @param clusters of EKS that are charged in accounts with EC2 instances
     */
    record SplitRows(
            long rows, long withoutNode, long ofAbsentNodes, long withoutWeights, int nodesWithout, int clusters) {}

    /** A part that is stored, and who brought it. */
    record Held(Part part, String source, String format, String by, Instant at) {}

    /** Both costs of a part in one currency. */
    record Sum(BigDecimal billed, BigDecimal effective) {
        public static final Sum NOTHING = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

        public Sum plus(BigDecimal moreBilled, BigDecimal moreEffective) {
            return new Sum(billed.add(moreBilled), effective.add(moreEffective));
        }
    }
}
