package dev.bursar.charges.terms;

/**
 * SQL by which charges {@code c} are told apart, beside account, service and tag value, where rules ask for more. Their numbers are 0 where
 * a charge states none, or no rule asks.
 *
 * @param callers whether by caller
 * @param profiles whether by the resource where it is an inference profile
 */
public record AskedParts(boolean callers, boolean profiles) {
    private static final String PROFILE = """
            case when c.resource_id in (select id from term where kind = 10 and value like '%inference-profile/%')
                 then c.resource_id else 0 end""";

    public String caller() {
        return callers ? "coalesce(c.caller_id, 0)" : "0";
    }

    public String profile() {
        return profiles ? PROFILE : "0";
    }
}
