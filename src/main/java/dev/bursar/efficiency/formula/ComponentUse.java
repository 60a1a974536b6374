package dev.bursar.efficiency.formula;

/**
 * The three numbers of an endpoint with inference components, because copies may reserve what nobody uses, and instances may have what
 * nobody reserved.
 */
public record ComponentUse(Measure usedOfReserved, Measure reservedOfProvisioned, Measure usedOfProvisioned) {
    /**
     * Compares what is used, reserved and provisioned of one resource.
     *
     * @param used units times hours
     * @param reserved units times hours, of all copies
     * @param provisioned units times hours, of all instances
     */
    public static ComponentUse of(Measure used, Measure reserved, Measure provisioned) {
        return new ComponentUse(
                ratio(used, reserved, Reason.RESERVATION_NOT_GIVEN),
                ratio(reserved, provisioned, Reason.NO_METRICS),
                ratio(used, provisioned, Reason.NO_METRICS));
    }

    private static Measure ratio(Measure above, Measure below, Reason ifZero) {
        if (above instanceof Measure.Known(double high) && below instanceof Measure.Known(double low)) {
            return Measure.ratio(high, low, ifZero);
        }
        return above.isKnown() ? below : above;
    }
}
