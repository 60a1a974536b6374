package dev.bursar.simulator.clusters;

import module java.base;

/** What pods share of a node, with the weight that AWS gives a unit of it. */
public enum Resource {
    VCPU("vCPU-Hours", 9),
    GB("GB-Hours", 1),
    GPU("Accelerator-Hours", 90);

    /** What usage types end with. */
    final String unit;

    private final BigDecimal weight;

    Resource(String unit, int weight) {
        this.unit = unit;
        this.weight = BigDecimal.valueOf(weight);
    }

    /** What so much of it weighs. */
    BigDecimal weight(BigDecimal amount) {
        return amount.multiply(weight);
    }

    /**
     * What an hour of each unit costs on a node whose hour costs so much.
     *
     * @param gpus 0 where the node has none
     */
    public static Map<Resource, BigDecimal> prices(BigDecimal hour, int vcpu, int gb, int gpus) {
        var whole = weight(vcpu, gb, gpus);
        var prices = new EnumMap<Resource, BigDecimal>(Resource.class);
        for (var resource : values()) {
            prices.put(resource, hour.multiply(resource.weight).divide(whole, MathContext.DECIMAL64));
        }
        return prices;
    }

    /** What all of a node weighs. */
    static BigDecimal weight(int vcpu, int gb, int gpus) {
        return VCPU.weight(BigDecimal.valueOf(vcpu))
                .add(GB.weight(BigDecimal.valueOf(gb)))
                .add(GPU.weight(BigDecimal.valueOf(gpus)));
    }
}
