package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What one instance of a type has.
 *
 * @param type as AWS writes it, such as {@code ml.m5.xlarge}
 * @param gpus accelerators, those of AWS too; 0 for none
 * @param gpu vendor and model as the price list writes them; null where it says none
 * @param architecture x86_64 or arm64; null where neither the price list nor the family's name says
 * @param baselineVcpus what a burstable type may use all the time; null for other types
 */
public record Spec(
        String type,
        double vcpus,
        double memoryGib,
        int gpus,
        double gpuMemoryGibEach,
        @Nullable String gpu,
        @Nullable String architecture,
        @Nullable Double baselineVcpus) {
    private static final Pattern FAMILY = Pattern.compile("^(?:ml\\.)?([a-z]+)(\\d+)([a-z0-9-]*)\\.");

    /** CPU credits that a type earns in an hour, as AWS publishes them; a credit is a vCPU's minute. */
    private static final Map<String, Double> CREDITS = Map.ofEntries(
            Map.entry("t2.nano", 3.0),
            Map.entry("t2.micro", 6.0),
            Map.entry("t2.small", 12.0),
            Map.entry("t2.medium", 24.0),
            Map.entry("t2.large", 36.0),
            Map.entry("t2.xlarge", 54.0),
            Map.entry("t2.2xlarge", 81.6),
            Map.entry("t3.nano", 6.0),
            Map.entry("t3.micro", 12.0),
            Map.entry("t3.small", 24.0),
            Map.entry("t3.medium", 24.0),
            Map.entry("t3.large", 36.0),
            Map.entry("t3.xlarge", 96.0),
            Map.entry("t3.2xlarge", 192.0));

    /** Who made an accelerator: a model runs on another one of the same vendor only. */
    public enum Vendor {
        NONE,
        NVIDIA,
        AWS_INFERENTIA,
        AWS_TRAINIUM,
        AMD,
        OTHER
    }

    public Spec {
        if (!(vcpus > 0 && memoryGib > 0 && gpus >= 0 && gpuMemoryGibEach >= 0)
                || !Double.isFinite(vcpus + memoryGib + gpuMemoryGibEach)) {
            throw new IllegalArgumentException("An instance has vCPUs and memory: " + type);
        }
    }

    /** With the baseline that AWS publishes for the type, and with what the family's name says where no architecture is given. */
    public static Spec of(
            String type,
            double vcpus,
            double memoryGib,
            int gpus,
            double gpuMemoryGibEach,
            @Nullable String gpu,
            @Nullable String architecture) {
        return new Spec(
                type,
                vcpus,
                memoryGib,
                gpus,
                gpuMemoryGibEach,
                gpu,
                architecture == null ? Processors.architecture(type) : architecture,
                baseline(type));
    }

    /** The vCPUs that a burstable type may use all the time; null where AWS publishes none, as for all other types. */
    public static @Nullable Double baseline(String type) {
        String bare = type.startsWith("ml.") ? type.substring(3) : type;
        Double credits = CREDITS.get(bare.replaceFirst("^t(?:3a|4g)\\.", "t3."));
        return credits == null ? null : credits / 60;
    }

    /** Whether the type is slowed down to a baseline, known or not. */
    public boolean burstable() {
        return baselineVcpus != null || family().equals("t");
    }

    /** The letters before the generation, such as {@code m} or {@code inf}; empty where the type is written otherwise. */
    public String family() {
        Matcher matcher = FAMILY.matcher(type);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Such as 5 for {@code ml.m5.xlarge}; 0 where the type is written otherwise. */
    public int generation() {
        Matcher matcher = FAMILY.matcher(type);
        return matcher.find() && matcher.group(2).length() < 6 ? Integer.parseInt(matcher.group(2)) : 0;
    }

    /** What one instance has of a resource. */
    public double capacity(Hardware resource) {
        return switch (resource) {
            case CPU -> vcpus;
            case MEMORY -> memoryGib;
            case GPU -> gpus;
            case GPU_MEMORY -> gpus * gpuMemoryGibEach;
        };
    }

    /** What one instance can give of a resource all the time: a burstable type's CPU is its baseline. */
    public double lastingCapacity(Hardware resource) {
        return resource == Hardware.CPU && baselineVcpus != null ? baselineVcpus : capacity(resource);
    }

    /** The vendor of the accelerator, from what the price list says, else from the type's family. */
    public Vendor vendor() {
        String text = gpu == null ? "" : gpu.toLowerCase(Locale.ROOT);
        if (text.contains("inferentia")) {
            return Vendor.AWS_INFERENTIA;
        }
        if (text.contains("trainium")) {
            return Vendor.AWS_TRAINIUM;
        }
        if (text.contains("nvidia")) {
            return Vendor.NVIDIA;
        }
        if (text.contains("amd") || text.contains("radeon")) {
            return Vendor.AMD;
        }
        return switch (family()) {
            case "inf" -> Vendor.AWS_INFERENTIA;
            case "trn" -> Vendor.AWS_TRAINIUM;
            case "p" -> Vendor.NVIDIA;
            case "g" -> type.contains("g4ad") ? Vendor.AMD : Vendor.NVIDIA;
            default -> gpus > 0 ? Vendor.OTHER : Vendor.NONE;
        };
    }

    /** Whether what is built for this type runs on another one; of one family it does, even where its architecture isn't known. */
    public boolean sameArchitecture(Spec other) {
        return architecture == null || other.architecture == null
                ? Processors.family(type).equals(Processors.family(other.type))
                : architecture.equals(other.architecture);
    }

    /** Whether both architectures are known and differ. */
    public boolean otherArchitecture(Spec other) {
        return architecture != null && other.architecture != null && !architecture.equals(other.architecture);
    }

    /** Whether another type's accelerators are from the same vendor; true where neither has any. */
    public boolean sameVendor(Spec other) {
        return vendor() == other.vendor() && (vendor() != Vendor.OTHER || sameAccelerator(other));
    }

    /** Whether another type has accelerators of the same model and memory. */
    public boolean sameAccelerator(Spec other) {
        return vendor() == other.vendor()
                && model().equals(other.model())
                && Double.compare(gpuMemoryGibEach, other.gpuMemoryGibEach) == 0;
    }

    private String model() {
        return gpu != null ? gpu.toLowerCase(Locale.ROOT) : family() + generation();
    }

    /** What a type's name says of its processors: AWS puts a letter behind the generation, and older families have none. */
    static final class Processors {
        static final String X86 = "x86_64";
        static final String ARM = "arm64";

        /** {@code m}, {@code 7}, {@code gd} of {@code ml.m7gd.large}; what follows a dash says something else. */
        private static final Pattern NAME =
                Pattern.compile("^(?:ml\\.)?([a-z]+)(\\d{1,2})([a-z]*)(?:-([a-z0-9-]+))?\\.");

        /** Families without the letter, all of them of Intel or AMD. */
        private static final Set<String> WITHOUT_LETTER = Set.of(
                "t2", "t3", "m3", "m4", "m5", "m5d", "m5n", "m5dn", "m5zn", "c3", "c4", "c5", "c5d", "c5n", "r3", "r4",
                "r5", "r5d", "r5n", "r5dn", "r5b", "x1", "x1e", "z1d", "i2", "i3", "i3en", "d2", "d3", "d3en", "h1",
                "p2", "p3", "p3dn", "p4d", "p4de", "p5", "p5e", "p5en", "p6", "g3", "g3s", "g4dn", "g5", "g6", "g6e",
                "gr6", "inf1", "inf2", "trn1", "trn1n", "trn2", "f1", "dl1", "vt1");

        private Processors() {}

        /** {@code x86_64} or {@code arm64}; null where the name doesn't tell. */
        static @Nullable String architecture(String type) {
            Matcher name = NAME.matcher(type);
            if (!name.find()) {
                return null;
            }
            String letters = name.group(3);
            boolean grace = name.group(4) != null && name.group(4).startsWith("gb");
            if (letters.contains("g") || grace || name.group(1).equals("a")) {
                return ARM;
            }
            return letters.startsWith("i")
                            || letters.startsWith("a")
                            || WITHOUT_LETTER.contains(name.group(1) + name.group(2) + letters)
                    ? X86
                    : null;
        }

        /** {@code m7gd} of {@code ml.m7gd.large}: types of it have the same processors. */
        static String family(String type) {
            String bare = type.startsWith("ml.") ? type.substring(3) : type;
            return bare.indexOf('.') < 0 ? bare : bare.substring(0, bare.indexOf('.'));
        }
    }
}
