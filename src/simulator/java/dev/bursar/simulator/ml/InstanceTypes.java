package dev.bursar.simulator.ml;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instance types that AWS lets SageMaker run on, as far as the simulator knows them. */
public final class InstanceTypes {

    /** Name, vCPU, GiB, accelerators, their GiB together, their name, USD an hour of Hosting in us-east-1. */
    private static final String ALL = """
            ml.t2.medium     2    4 0   0 -             0.056
            ml.t2.large      2    8 0   0 -             0.111
            ml.t2.xlarge     4   16 0   0 -             0.223
            ml.t3.medium     2    4 0   0 -             0.05
            ml.t3.large      2    8 0   0 -             0.1
            ml.t3.xlarge     4   16 0   0 -             0.2
            ml.m5.large      2    8 0   0 -             0.115
            ml.m5.xlarge     4   16 0   0 -             0.23
            ml.m5.2xlarge    8   32 0   0 -             0.461
            ml.m5.4xlarge   16   64 0   0 -             0.922
            ml.m5.12xlarge  48  192 0   0 -             2.765
            ml.m5.24xlarge  96  384 0   0 -             5.53
            ml.c5.large      2    4 0   0 -             0.102
            ml.c5.xlarge     4    8 0   0 -             0.204
            ml.c5.2xlarge    8   16 0   0 -             0.408
            ml.c5.4xlarge   16   32 0   0 -             0.816
            ml.c5.9xlarge   36   72 0   0 -             1.836
            ml.r5.large      2   16 0   0 -             0.151
            ml.r5.xlarge     4   32 0   0 -             0.302
            ml.r5.2xlarge    8   64 0   0 -             0.605
            ml.r5.4xlarge   16  128 0   0 -             1.21
            ml.g4dn.xlarge   4   16 1  16 T4            0.7364
            ml.g4dn.2xlarge  8   32 1  16 T4            0.94
            ml.g4dn.4xlarge 16   64 1  16 T4            1.505
            ml.g4dn.12xlarge 48 192 4  64 T4            4.89
            ml.g5.xlarge     4   16 1  24 A10G          1.4084
            ml.g5.2xlarge    8   32 1  24 A10G          1.515
            ml.g5.4xlarge   16   64 1  24 A10G          2.03
            ml.g5.12xlarge  48  192 4  96 A10G          7.09
            ml.g5.24xlarge  96  384 4  96 A10G          10.18
            ml.g5.48xlarge 192  768 8 192 A10G          20.36
            ml.g6.xlarge     4   16 1  24 L4            1.1267
            ml.g6.2xlarge    8   32 1  24 L4            1.222
            ml.g6.12xlarge  48  192 4  96 L4            5.752
            ml.g6.24xlarge  96  384 4  96 L4            8.344
            ml.g6.48xlarge 192  768 8 192 L4            16.688
            ml.g6e.xlarge    4   32 1  48 L40S          2.605
            ml.g6e.12xlarge 48  384 4 192 L40S          13.12
            ml.g6e.48xlarge 192 1536 8 384 L40S         37.6664
            ml.inf2.xlarge   4   16 1  32 Inferentia2   0.99
            ml.inf2.8xlarge 32  128 1  32 Inferentia2   2.36
            ml.inf2.24xlarge 96 384 6 192 Inferentia2   7.79
            ml.p3.2xlarge    8   61 1  16 V100          3.825
            ml.p4d.24xlarge 96 1152 8 320 A100          37.688
            ml.c7g.large     2    4 0   0 -             0.087
            ml.c7g.2xlarge   8   16 0   0 -             0.348
            ml.m7g.large     2    8 0   0 -             0.098
            ml.m7g.2xlarge   8   32 0   0 -             0.392
            """;

    private static final Map<String, InstanceType> BY_NAME = read();

    private InstanceTypes() {}

    public static List<InstanceType> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static InstanceType named(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("No such instance type: " + name);
        }
        return type;
    }

    private static Map<String, InstanceType> read() {
        var types = new LinkedHashMap<String, InstanceType>();
        for (var line : ALL.lines().toList()) {
            var parts = List.of(line.split(" +"));
            var name = parts.get(0);
            types.put(
                    name,
                    new InstanceType(
                            name,
                            Integer.parseInt(parts.get(1)),
                            Double.parseDouble(parts.get(2)),
                            Integer.parseInt(parts.get(3)),
                            Integer.parseInt(parts.get(4)),
                            parts.get(5).equals("-") ? "" : parts.get(5),
                            name.contains("7g.") ? "arm64" : "x86_64",
                            new BigDecimal(parts.get(6))));
        }
        return types;
    }
}
