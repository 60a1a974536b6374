package dev.bursar.simulator.roles;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.roles.Sessions.Policy;
import module java.base;

/**
 * The roles that the payer's user assumes: one that reads each member account, and one that writes tags in each of them and in the
 * payer's own, where it activates cost allocation tags too. They, and single actions of theirs, can be taken away and given back.
 */
public final class MemberRoles {
    /** The reading role's name in each member account. */
    public static final String NAME = "BursarReader";

    /** The writing role's name in each account. */
    public static final String WRITER = "BursarWriter";

    /** What the roles' trust policies ask for. */
    public static final String EXTERNAL_ID = "bursar-simulator";

    /** The account that nobody has given the roles to. */
    public static final String WITHOUT_ROLE = OrganisationModel.GROWTH;

    /** What a trust policy allows beside AssumeRole, so that a session may have a source identity. */
    public static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

    /** Of the reading role and of the payer's user; what either reads is a matter of its account. */
    static final Policy READS = Policy.ALL.denying(List.of(
            "tag:TagResources",
            "tag:UntagResources",
            "ce:UpdateCostAllocationTagsStatus",
            "ce:StartCostAllocationTagBackfill",
            "budgets:ModifyBudget"));

    private static final Map<String, Policy> POLICIES = Map.of(
            NAME,
            READS,
            WRITER,
            Policy.allowing(Stream.concat(
                            Stream.of(
                                    "tag:GetResources",
                                    "tag:TagResources",
                                    "tag:UntagResources",
                                    "budgets:ViewBudget",
                                    "budgets:ModifyBudget",
                                    "ce:ListCostAllocationTags",
                                    "ce:UpdateCostAllocationTagsStatus",
                                    "ce:StartCostAllocationTagBackfill",
                                    "ce:ListCostAllocationTagBackfillHistory",
                                    "sts:GetCallerIdentity"),
                            TagActions.all())
                    .toList()));

    private final Organisation organisation;
    private final Set<Place> without = ConcurrentHashMap.newKeySet();
    private final Set<Taken> taken = ConcurrentHashMap.newKeySet();

    private record Place(String role, String account) {}

    private record Taken(Place place, String action) {}

    public MemberRoles(Organisation organisation) {
        this.organisation = organisation;
        POLICIES.keySet().forEach(role -> without.add(new Place(role, WITHOUT_ROLE)));
    }

    /** Gives the reading role to an account or takes it away. */
    public void works(String account, boolean works) {
        works(NAME, account, works);
    }

    /** Gives a role to an account or takes it away; credentials in use then stop working too. */
    public void works(String role, String account, boolean works) {
        var place = place(role, account);
        if (works) {
            without.remove(place);
        } else {
            without.add(place);
        }
    }

    /**
     * Takes one action from a role in an account or gives it back, such as {@code ec2:CreateTags}, or {@link #SET_SOURCE_IDENTITY} from
     * its trust policy; sessions in use notice it too.
     */
    public void allow(String role, String account, String action, boolean allowed) {
        var one = new Taken(place(role, account), action);
        if (!action.contains(":")) {
            throw new IllegalArgumentException("No action: " + action);
        }
        if (allowed) {
            taken.remove(one);
        } else {
            taken.add(one);
        }
    }

    private Place place(String role, String account) {
        if (!canBeIn(role, account)) {
            throw new IllegalArgumentException("No role " + role + " in account " + account);
        }
        return new Place(role, account);
    }

    private boolean canBeIn(String role, String account) {
        return POLICIES.containsKey(role)
                && (isMember(account) || role.equals(WRITER) && account.equals(Organisation.PAYER));
    }

    /** Whether an active account other than the payer has that id. */
    public boolean isMember(String account) {
        return !account.equals(Organisation.PAYER)
                && organisation.accounts().stream().anyMatch(one -> one.id().equals(account));
    }

    boolean trusts(String role, String account, String externalId) {
        return exists(role, account) && externalId.equals(EXTERNAL_ID);
    }

    boolean exists(String role, String account) {
        return canBeIn(role, account) && !without.contains(new Place(role, account));
    }

    boolean has(String role, String account, String action) {
        return !taken.contains(new Taken(new Place(role, account), action));
    }

    boolean allows(String role, String account, String action) {
        var policy = POLICIES.get(role);
        return policy != null && exists(role, account) && policy.allows(action) && has(role, account, action);
    }

    /** Each service's own actions for tags, which a role needs beside those of the tagging API. */
    public static final class TagActions {
        private static final Map<String, Own> OWN = Map.ofEntries(
                own("ec2", "CreateTags", "DeleteTags"),
                own("redshift", "CreateTags", "DeleteTags"),
                own("sagemaker", "AddTags", "DeleteTags"),
                own("rds", "AddTagsToResource", "RemoveTagsFromResource"),
                own("elasticache", "AddTagsToResource", "RemoveTagsFromResource"),
                own("elasticloadbalancing", "AddTags", "RemoveTags"),
                own("es", "AddTags", "RemoveTags"),
                own("kinesis", "AddTagsToStream", "RemoveTagsFromStream"),
                own("ssm", "AddTagsToResource", "RemoveTagsFromResource"),
                own("sqs", "TagQueue", "UntagQueue"),
                own("iam", "TagPolicy", "UntagPolicy"),
                own("route53", "ChangeTagsForResource", "ChangeTagsForResource"),
                own("s3", "PutBucketTagging", "PutBucketTagging"));

        private record Own(String tag, String untag) {}

        private TagActions() {}

        private static Map.Entry<String, Own> own(String service, String tag, String untag) {
            return Map.entry(service, new Own(service + ":" + tag, service + ":" + untag));
        }

        /** What tags a service's resources, such as {@code ec2:CreateTags}; the API reads the tags of a bucket before. */
        public static List<String> tagging(String service) {
            var own = OWN.get(service);
            return needed(service, own == null ? service + ":TagResource" : own.tag());
        }

        public static List<String> untagging(String service) {
            var own = OWN.get(service);
            return needed(service, own == null ? service + ":UntagResource" : own.untag());
        }

        private static List<String> needed(String service, String action) {
            return service.equals("s3") ? List.of("s3:GetBucketTagging", action) : List.of(action);
        }

        /** Those of all services. */
        static Stream<String> all() {
            return Stream.concat(
                    OWN.keySet().stream()
                            .sorted()
                            .flatMap(service -> Stream.concat(tagging(service).stream(), untagging(service).stream())),
                    Stream.of("*:TagResource", "*:UntagResource"));
        }
    }
}
