package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Spec;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Instance types with their vCPUs, memory and accelerators, at prices as AWS lists them for us-east-1; enough of them to choose from. */
final class Instances {
    private static final String TYPES = """
            ml.t2.medium 2 4 0.056
            ml.t2.large 2 8 0.111
            ml.t2.xlarge 4 16 0.223
            ml.t2.2xlarge 8 32 0.445
            ml.t3.medium 2 4 0.050
            ml.t3.large 2 8 0.100
            ml.t3.xlarge 4 16 0.200
            ml.t3.2xlarge 8 32 0.399
            ml.m4.xlarge 4 16 0.240
            ml.m4.2xlarge 8 32 0.480
            ml.m4.4xlarge 16 64 0.960
            ml.m4.10xlarge 40 160 2.400
            ml.m4.16xlarge 64 256 3.840
            ml.m5.large 2 8 0.115
            ml.m5.xlarge 4 16 0.230
            ml.m5.2xlarge 8 32 0.461
            ml.m5.4xlarge 16 64 0.922
            ml.m5.12xlarge 48 192 2.765
            ml.m5.24xlarge 96 384 5.530
            ml.m5d.large 2 8 0.136
            ml.m5d.xlarge 4 16 0.271
            ml.m5d.2xlarge 8 32 0.542
            ml.m5d.4xlarge 16 64 1.085
            ml.c4.large 2 3.75 0.119
            ml.c4.xlarge 4 7.5 0.239
            ml.c4.2xlarge 8 15 0.478
            ml.c4.4xlarge 16 30 0.955
            ml.c4.8xlarge 36 60 1.909
            ml.c5.large 2 4 0.102
            ml.c5.xlarge 4 8 0.204
            ml.c5.2xlarge 8 16 0.408
            ml.c5.4xlarge 16 32 0.816
            ml.c5.9xlarge 36 72 1.836
            ml.c5.18xlarge 72 144 3.672
            ml.c6i.large 2 4 0.102
            ml.c6i.xlarge 4 8 0.204
            ml.c6i.2xlarge 8 16 0.408
            ml.r5.large 2 16 0.151
            ml.r5.xlarge 4 32 0.302
            ml.r5.2xlarge 8 64 0.605
            ml.r5.4xlarge 16 128 1.210
            ml.r5.12xlarge 48 384 3.629
            ml.c6g.large 2 4 0.0816 arm64
            ml.c6g.xlarge 4 8 0.1632 arm64
            ml.m6g.large 2 8 0.0924 arm64
            ml.m6g.xlarge 4 16 0.1848 arm64
            ml.r6g.large 2 16 0.1210 arm64
            ml.g4dn.xlarge 4 16 0.736 1 16 NVIDIA-T4
            ml.g4dn.2xlarge 8 32 0.940 1 16 NVIDIA-T4
            ml.g4dn.4xlarge 16 64 1.505 1 16 NVIDIA-T4
            ml.g4dn.12xlarge 48 192 4.890 4 16 NVIDIA-T4
            ml.g5.xlarge 4 16 1.408 1 24 NVIDIA-A10G
            ml.g5.2xlarge 8 32 1.515 1 24 NVIDIA-A10G
            ml.g5.12xlarge 48 192 7.090 4 24 NVIDIA-A10G
            ml.g5.48xlarge 192 768 20.360 8 24 NVIDIA-A10G
            ml.p3.2xlarge 8 61 3.825 1 16 NVIDIA-V100
            ml.p3.8xlarge 32 244 14.688 4 16 NVIDIA-V100
            ml.p3.16xlarge 64 488 28.152 8 16 NVIDIA-V100
            ml.inf1.xlarge 4 8 0.297 1 8 AWS-Inferentia
            ml.inf1.2xlarge 8 16 0.471 1 8 AWS-Inferentia
            ml.inf1.6xlarge 24 48 1.534 4 8 AWS-Inferentia
            ml.inf2.xlarge 4 16 0.990 1 32 AWS-Inferentia2
            ml.inf2.8xlarge 32 128 2.360 1 32 AWS-Inferentia2
            """;

    private static final List<Offer> HOSTING =
            TYPES.lines().map(line -> offer(line.split(" "))).toList();

    private Instances() {}

    /** All of them, for hosting. */
    static List<Offer> hosting() {
        return HOSTING;
    }

    /** Those that notebooks may have, among which there is no ml.m5.large. */
    static List<Offer> notebooks() {
        var offers = new ArrayList<Offer>();
        for (Offer offer : HOSTING) {
            if (!offer.type().equals("ml.m5.large")) {
                offers.add(new Offer(
                        offer.spec(), "Notebook", offer.region(), offer.usdPerHour(), offer.planUsdPerHour()));
            }
        }
        return offers;
    }

    static Offer find(String type) {
        return HOSTING.stream()
                .filter(offer -> offer.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static Spec spec(String type) {
        return find(type).spec();
    }

    private static Offer offer(String[] row) {
        boolean arm = row.length == 5;
        boolean accelerated = row.length == 7;
        @Nullable String gpu = accelerated ? row[6].replace('-', ' ') : null;
        Spec spec = Spec.of(
                row[0],
                Double.parseDouble(row[1]),
                Double.parseDouble(row[2]),
                accelerated ? Integer.parseInt(row[4]) : 0,
                accelerated ? Double.parseDouble(row[5]) : 0,
                gpu,
                arm ? row[4] : "x86_64");
        BigDecimal price = new BigDecimal(row[3]);
        // types without burst are eligible for a plan; 36 % is what such a plan saves on many of them
        BigDecimal plan = spec.burstable() ? null : price.multiply(new BigDecimal("0.64"));
        return new Offer(spec, "Hosting", "us-east-1", price, plan);
    }
}
