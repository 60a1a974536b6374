package dev.bursar.tagging.coverage;

import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.SupportService;
import module java.base;

/**
 * Why a charge can't be tagged: it is for no resource. This is the one place that says which charges those are. All usage can be
 * tagged, except AWS Support's, which some exports call usage; nothing else can.
 */
public enum NotTaggable {
    TAX("Tax"),
    SUPPORT("Support"),
    COMMITMENT_FEE("Commitment fees"),
    OTHER_FEE("Other fees"),
    CREDIT("Credits"),
    ADJUSTMENT("Refunds, discounts and other adjustments");

    /** A filter has at most so many values. */
    private static final int MOST_SERVICES = 200;

    private final String label;

    NotTaggable(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Why charges of this service and record type, as AWS writes them, can't be tagged; empty where they can. */
    public static Optional<NotTaggable> of(String service, String recordType) {
        boolean support = SupportService.is(service) || recordType.strip().equalsIgnoreCase("Support");
        return switch (RecordType.category(recordType)) {
            case TAX -> Optional.of(TAX);
            case CREDIT -> Optional.of(CREDIT);
            case ADJUSTMENT -> Optional.of(ADJUSTMENT);
            case PURCHASE ->
                Optional.of(support ? SUPPORT : Exclusion.COMMITMENTS.matches(recordType) ? COMMITMENT_FEE : OTHER_FEE);
            case USAGE -> support ? Optional.of(SUPPORT) : Optional.empty();
        };
    }

    /** Filters that keep what can be tagged, of charges of these services. */
    static List<CostFilter> taggable(Collection<String> services) {
        var filters = new ArrayList<CostFilter>();
        filters.add(new CostFilter(Dimension.CHARGE_CATEGORY, Operator.IS, List.of(ChargeCategory.USAGE.label())));
        List<String> support = services.stream()
                .filter(SupportService::is)
                .distinct()
                .sorted()
                .limit(MOST_SERVICES)
                .toList();
        if (!support.isEmpty()) {
            filters.add(new CostFilter(Dimension.SERVICE, Operator.IS_NOT, support));
        }
        return List.copyOf(filters);
    }
}
