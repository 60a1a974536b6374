package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.CostAndUsage.ResourceLines;
import dev.bursar.simulator.organisation.Cell;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a question groups or filters by; a value is null where a cell has none. */
sealed interface Attribute {
    @Nullable
    String of(Cell cell);

    /** The text in Keys of an answer. */
    String key(Cell cell);

    record OfDimension(Dimension dimension) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return dimension.absentFrom(cell) ? null : dimension.of(cell);
        }

        @Override
        public String key(Cell cell) {
            return dimension.of(cell);
        }
    }

    /**
     * The tag of a key; a key that was never activated has no values.
     *
     * @param asked the key as it was asked for
     */
    record OfTag(String asked, String name, boolean active) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return active ? cell.tags().get(name) : null;
        }

        @Override
        public String key(Cell cell) {
            return named(asked, of(cell));
        }
    }

    /** A cost category, here decided by the account alone. */
    record OfCategory(String name, Map<String, String> byAccount) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return byAccount.get(cell.account());
        }

        @Override
        public String key(Cell cell) {
            return named(name, of(cell));
        }
    }

    private static String named(String name, @Nullable String value) {
        return name + "$" + (value == null ? "" : value);
    }

    /** The dimensions of Cost Explorer, and what stands for a cell that has no value. */
    enum Dimension {
        AZ(cell -> "", "NoAZ"),
        INSTANCE_TYPE(Cell::instanceType, "NoInstanceType"),
        INSTANCE_TYPE_FAMILY(cell -> family(cell.instanceType()), "NoInstanceTypeFamily"),
        LEGAL_ENTITY_NAME(cell -> "Amazon Web Services, Inc.", "NoLegalEntityName"),
        INVOICING_ENTITY(cell -> "Amazon Web Services, Inc.", "NoInvoicingEntity"),
        BILLING_ENTITY(cell -> cell.service().startsWith("Marketplace") ? "AWS Marketplace" : "AWS", "NoBillingEntity"),
        LINKED_ACCOUNT(Cell::account, "NoLinkedAccount"),
        OPERATION(Cell::operation, "NoOperation"),
        PLATFORM(cell -> cell.service().contains("Compute Cloud") ? "Linux/UNIX" : "", "NoPlatform"),
        PURCHASE_TYPE(Cell::purchaseType, "NoPurchaseType"),
        REGION(Cell::region, "NoRegion"),
        SERVICE(Cell::service, "NoService"),
        TENANCY(cell -> cell.service().contains("Compute Cloud") ? "Shared" : "", "NoTenancy"),
        RECORD_TYPE(Cell::recordType, "NoRecordType"),
        RESOURCE_ID(ResourceLines::resource, "NoResourceId"),
        USAGE_TYPE(Cell::usageType, "NoUsageType");

        private final Function<Cell, String> value;
        private final String absent;

        Dimension(Function<Cell, String> value, String absent) {
            this.value = value;
            this.absent = absent;
        }

        String of(Cell cell) {
            var text = value.apply(cell);
            return text.isEmpty() ? absent : text;
        }

        boolean absentFrom(Cell cell) {
            return of(cell).equals(absent);
        }

        private static String family(String instanceType) {
            var bare = instanceType.startsWith("ml.") ? instanceType.substring(3) : instanceType;
            var dot = bare.indexOf('.');
            return dot < 0 ? bare : bare.substring(0, dot);
        }
    }
}
