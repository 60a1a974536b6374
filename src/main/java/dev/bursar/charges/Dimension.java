package dev.bursar.charges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import module java.base;

/** What costs can be grouped and filtered by. */
public sealed interface Dimension {
    Dimension TEAM = Plain.TEAM;
    Dimension ACCOUNT = Plain.ACCOUNT;
    Dimension SERVICE = Plain.SERVICE;
    Dimension CHARGE_CATEGORY = Plain.CHARGE_CATEGORY;
    Dimension RECORD_TYPE = Plain.RECORD_TYPE;
    Dimension TAG_VALUE = Plain.TAG_VALUE;
    Dimension REGION = Plain.REGION;
    Dimension USAGE_TYPE = Plain.USAGE_TYPE;
    Dimension PRICING_CATEGORY = Plain.PRICING_CATEGORY;
    Dimension COMMITMENT = Plain.COMMITMENT;
    Dimension RESOURCE = Plain.RESOURCE;
    Dimension CALLER = Plain.CALLER;
    Dimension MODEL = Plain.MODEL;
    Dimension DIRECTION = Plain.DIRECTION;
    Dimension TIER = Plain.TIER;
    Dimension ROUTING = Plain.ROUTING;
    Dimension SELLER = Plain.SELLER;
    Dimension PROFILE = Plain.PROFILE;
    Dimension CLUSTER = Plain.CLUSTER;
    Dimension NAMESPACE = Plain.NAMESPACE;
    Dimension WORKLOAD = Plain.WORKLOAD;
    Dimension DEPARTMENT = Plain.DEPARTMENT;
    Dimension COST_CENTRE = Plain.COST_CENTRE;

    /** Of all charges, whatever their source. */
    List<Dimension> COMMON = List.of(TEAM, ACCOUNT, SERVICE, CHARGE_CATEGORY, RECORD_TYPE, TAG_VALUE);

    /** Only exports know these; of charges from Cost Explorer they are not stated. */
    List<Dimension> OF_EXPORTS = List.of(REGION, USAGE_TYPE, PRICING_CATEGORY, COMMITMENT, RESOURCE, CALLER);

    /** What service and usage type say of a model's charges; "" stands for charges of no model. */
    List<Dimension> OF_MODELS = List.of(MODEL, DIRECTION, TIER, ROUTING, SELLER);

    /** What a part of a node's charge is of; "" stands for charges that are no parts. */
    List<Dimension> OF_CLUSTERS = List.of(CLUSTER, NAMESPACE, WORKLOAD);

    /** What the team of a charge has on the charge's day. */
    List<Dimension> OF_TEAMS = List.of(DEPARTMENT, COST_CENTRE);

    /** The key of Unallocated among the dimensions of teams; "" stands for teams that have none. */
    String NO_TEAM = "\uE001";

    /**
     * The key of a tag's value where the source of the charge doesn't say which tags it has: no tag has it as its value. Of a dimension of
     * models that of charges without a usage type.
     */
    String NOT_STATED = "\uE000";

    /** The key of the model where the usage type says none that is known. */
    String OTHER = "\uE002";

    String label();

    /** As addresses write it: {@code tag-value}, {@code tag:env}; without dots and commas. */
    String word();

    /** As it is stored. */
    @JsonValue
    String stored();

    /** Those without a key of their own. */
    enum Plain implements Dimension {
        TEAM("Team"),
        ACCOUNT("Account"),
        SERVICE("Service"),
        CHARGE_CATEGORY("Charge category"),
        RECORD_TYPE("Record type"),
        TAG_VALUE("Tag value"),
        REGION("Region"),
        USAGE_TYPE("Usage type"),
        PRICING_CATEGORY("Pricing category"),
        COMMITMENT("Commitment"),
        RESOURCE("Resource"),
        CALLER("Caller"),
        MODEL("Model"),
        DIRECTION("Direction"),
        TIER("Tier"),
        ROUTING("Routing"),
        SELLER("Seller"),
        PROFILE("Inference profile"),
        CLUSTER("Cluster"),
        NAMESPACE("Namespace"),
        WORKLOAD("Workload"),
        DEPARTMENT("Department"),
        COST_CENTRE("Cost centre");

        private final String label;
        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        Plain(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String stored() {
            return name();
        }
    }

    /**
     * The values of any tag, of charges from exports.
     *
     * @param key 1 to 1,000 characters, as the export has it
     */
    record Tag(String key) implements Dimension {
        private static final String WORD = "tag:";
        private static final String STORED = "TAG:";
        /** What CUR 2.0 puts before keys of others than resources, and how people call these. */
        private static final Map<String, String> KINDS = Map.of(
                "accountTag/",
                "Account tag ",
                "userAttribute/",
                "User attribute ",
                "costCategory/",
                "Cost category ",
                "iamPrincipal/",
                "Caller tag ");

        public Tag {
            if (!isKey(key)) {
                throw new IllegalArgumentException("A tag's key has 1 to 1,000 characters");
            }
        }

        private static boolean isKey(String key) {
            return !key.isEmpty()
                    && key.length() <= 1_000
                    && key.indexOf('\0') < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(key);
        }

        /** What reports put before keys of people; it stays before one that would look like AWS's own, {@code user_aws_x}. */
        public static final String USER = "user_";

        private static final String CALLER = "iamPrincipal/";

        /** Whether people set the tag of this key on resources: it is neither AWS's own nor of accounts, people, callers or cost categories. */
        public static boolean isOfResource(String key) {
            return !isOfAws(key) && KINDS.keySet().stream().noneMatch(key::startsWith);
        }

        /** Whether people set the tag of this key on roles and users that make requests. */
        public static boolean isOfCaller(String key) {
            return key.startsWith(CALLER) && !isOfAws(key.substring(CALLER.length()));
        }

        /** Whether the key is AWS's own: {@code aws:createdBy}, which reports write as {@code aws_created_by}. */
        public static boolean isOfAws(String key) {
            return key.startsWith("aws:") || key.startsWith("aws_");
        }

        @Override
        public String label() {
            return ofOthers().orElse("Tag: " + shown());
        }

        /** What charges are called that carry no such tag: {@code No env tag}. */
        public String none() {
            return ofOthers()
                    .map(label -> "No " + label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1))
                    .orElse("No " + shown() + " tag");
        }

        private String shown() {
            return key.startsWith(USER) && isOfAws(key.substring(USER.length())) ? key.substring(USER.length()) : key;
        }

        private Optional<String> ofOthers() {
            return KINDS.entrySet().stream()
                    .filter(kind -> key.startsWith(kind.getKey()))
                    .map(kind -> kind.getValue() + key.substring(kind.getKey().length()))
                    .findAny();
        }

        @Override
        public String word() {
            return WORD + key.replace("%", "%25").replace(".", "%2E").replace(",", "%2C");
        }

        @Override
        public String stored() {
            return STORED + key;
        }
    }

    /** Reads a dimension from an address; empty if there is none of that name. */
    static Optional<Dimension> ofWord(String word) {
        if (word.startsWith(Tag.WORD)) {
            String key = word.substring(Tag.WORD.length())
                    .replace("%2C", ",")
                    .replace("%2E", ".")
                    .replace("%25", "%");
            return Tag.isKey(key) ? Optional.of(new Tag(key)) : Optional.empty();
        }
        return Arrays.stream(Plain.values())
                .filter(plain -> plain.word().equals(word))
                .map(Dimension.class::cast)
                .findFirst();
    }

    /** @throws IllegalArgumentException if no dimension is stored under this text */
    @JsonCreator
    static Dimension ofStored(String stored) {
        return stored.startsWith(Tag.STORED) ? new Tag(stored.substring(Tag.STORED.length())) : Plain.valueOf(stored);
    }
}
