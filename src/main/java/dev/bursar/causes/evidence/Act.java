package dev.bursar.causes.evidence;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A call that acted on a resource, or on what runs it, and that AWS did not refuse.
 *
 * @param made whether it made the resource
 * @param asked what it asked for of its size
 */
public record Act(UUID event, Instant time, String name, boolean made, Asked asked) {
    private static final Pattern STARTS =
            Pattern.compile("(Create|Run|Start|Launch|Restore|Restart|Resume)(?![a-z]).*");
    private static final Pattern ENDS =
            Pattern.compile("(Delete|Terminate|Stop|Release|Deregister|Cancel|Pause)(?![a-z]).*");

    private static final Pattern MORE = Pattern.compile("(Increase|Run|Start|Launch|Resume)(?![a-z]).*");
    private static final Pattern LESS = Pattern.compile("(Decrease|Terminate|Stop|Pause)(?![a-z]).*");

    /** They name, describe or protect a resource and use nothing. */
    private static final Pattern IDLE = Pattern.compile(
            "((Create|Delete|Add|Remove|Put|Set|Untag|Tag)\\w*Tags?\\w*|(Tag|Untag)Resources?[0-9v]*|.*Polic(y|ies)(?![a-z]).*"
                    + "|.*Permission.*|(Describe|Get|List)(?![a-z]).*|.*Alarm.*)");

    /** They make something that goes on larger or smaller. */
    private static final Pattern RESIZES = Pattern.compile(
            "(Update|Modify|Resize|Scale|Increase|Decrease|Register(?=ScalableTarget)|Set(?=Desired|Capacity)|Put(?=Scal|Provisioned))(?![a-z]).*");

    /** What it makes, changes or ends is free, or no part of its size. */
    private static final Pattern FREE = Pattern.compile(
            "[A-Z][a-z]+(Model(Package(Group)?)?|EndpointConfig|UserProfile|Experiment|Trial|SecurityGroup\\w*|LaunchTemplate\\w*"
                    + "|LaunchConfiguration|KeyPair|Subnet\\w*|Vpc(Attribute)?|Route(Table)?|InternetGateway|NetworkInterface\\w*"
                    + "|NetworkAcl\\w*|DhcpOptions|PlacementGroup|InstanceMetadataOptions|\\w*ParameterGroup|\\w*SubnetGroup|OptionGroup"
                    + "|TaskDefinition|Targets|FunctionCode|Alias|EventSourceMapping|\\w*Lifecycle\\w*|\\w*Notification\\w*)[0-9v]*");

    /** What the names of all begin with that can make, end or resize something. */
    public static final String NAMES =
            "^(Create|Run|Start|Launch|Restore|Restart|Resume|Delete|Terminate|Stop|Release|Deregister|Cancel|Pause|Update|Modify|Resize|Scale"
                    + "|Increase|Decrease|RegisterScalableTarget|SetDesired|SetCapacity|PutScal|PutProvisioned)";

    private static final int UNKNOWN = 2;

    private static final Set<String> SCALING = Set.of("PutScalingPolicy", "DeleteScalingPolicy");

    /**
     * The size that a call asks for.
     *
     * @param instanceTypes such as {@code ml.g6.12xlarge}; empty where it names none
     * @param count of instances; 0 where it says none
     * @param sizes others, by what is measured
     * @param keepsSize whether it is known to leave the size as it is
     */
    public record Asked(Set<String> instanceTypes, int count, Map<Measure, Size> sizes, boolean keepsSize) {
        public static final Asked NOTHING = new Asked(Set.of(), 0);

        public Asked {
            instanceTypes = Set.copyOf(instanceTypes);
            sizes = Map.copyOf(sizes);
        }

        public Asked(Set<String> instanceTypes, int count) {
            this(instanceTypes, count, Map.of(), false);
        }

        /** Whether it leaves the instance types as another asked for. */
        boolean isOfTypes(Asked other) {
            return instanceTypes.isEmpty() || instanceTypes.equals(other.instanceTypes());
        }
    }

    /** @param before what it was until then; null where nothing says it */
    public record Size(BigDecimal asked, @Nullable BigDecimal before) {}

    /** 1 where its name says that it makes more of something that goes on, -1 where less; else 0. */
    int direction() {
        return MORE.matcher(name).matches() ? 1 : LESS.matcher(name).matches() ? -1 : 0;
    }

    /**
     * 1 where it is known to ask for more of something that goes on than there was, -1 where for less; else 0.
     *
     * @param before what was asked for until then; null where nobody knows it
     */
    int direction(@Nullable Asked before) {
        if (direction() != 0) {
            return direction();
        }
        Set<Integer> ways = new HashSet<>();
        asked.sizes().values().forEach(size -> {
            BigDecimal then = size.before();
            ways.add(then == null ? UNKNOWN : size.asked().compareTo(then));
        });
        if (!asked.instanceTypes().isEmpty() || asked.count() > 0) {
            ways.add(
                    before == null || before.count() == 0 || asked.count() == 0 || !asked.isOfTypes(before)
                            ? UNKNOWN
                            : Integer.compare(asked.count(), before.count()));
        }
        ways.remove(0);
        return ways.equals(Set.of(1)) ? 1 : ways.equals(Set.of(-1)) ? -1 : 0;
    }

    boolean starts() {
        return uses() && (made || STARTS.matcher(name).matches());
    }

    boolean ends() {
        return uses() && ends(name);
    }

    /** Whether calls of this name end what they act on. */
    public static boolean ends(String name) {
        return ENDS.matcher(name).matches();
    }

    boolean resizes() {
        return uses() && !made && RESIZES.matcher(name).matches();
    }

    /** Whether it may make something that goes on larger or smaller, whatever it asked for. */
    boolean mayResize() {
        return resizes() || direction() != 0;
    }

    /** Whether what it acted on may cost something. */
    boolean costs() {
        return !FREE.matcher(name).matches();
    }

    /** Whether it can change what a resource uses. */
    boolean uses() {
        return SCALING.contains(name) || !IDLE.matcher(name).matches();
    }

    /** Whether it changes something that goes on; what a policy then scales, a call of AWS changes. */
    boolean changes() {
        return uses() && !SCALING.contains(name) && !made && !name.startsWith("Delete") && !name.startsWith("Create");
    }
}
