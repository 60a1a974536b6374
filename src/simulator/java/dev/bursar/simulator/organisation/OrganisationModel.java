package dev.bursar.simulator.organisation;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.ml.ProvisionedModels;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Who runs what where: the accounts and workloads that an organisation's lines are made from. */
public final class OrganisationModel {
    static final String PAYER = "123456789012";
    public static final String ML_PLATFORM = "012345678901";
    public static final String RESEARCH = "210987654321";
    public static final String SANDBOX = "321098765432";
    public static final String RECOMMENDATIONS = "432109876543";
    public static final String VISION = "543210987654";
    public static final String SEARCH = "654321098765";
    public static final String DATA_LAKE = "765432109876";
    public static final String FRAUD = "876543210987";
    public static final String CHECKOUT = "987654321098";
    public static final String GROWTH = "109876543210";
    public static final String SHARED = "246813579024";

    /** An account that was closed before there were any costs: only AWS Organizations still lists it. */
    static final Account SUSPENDED = new Account("135798642013", "legacy-labs", Instant.ofEpochSecond(1_601_028_000L));

    static final List<String> TEAM_VALUES = List.of(
            "research", "recommendations", "vision", "search", "data-lake", "fraud", "platform", "checkout", "growth");

    private static final List<Member> MEMBERS = Data.rows("accounts.csv", Member.class);
    private static final List<Share> SHARES = Data.rows("mixes.csv", Share.class);
    private static final List<Spender> SPENDERS = Data.rows("teams.csv", Spender.class);
    private static final List<Untagged> UNTAGGED = Data.rows("untagged.csv", Untagged.class);
    private static final List<Calls> CALLS = Data.rows("calls.csv", Calls.class);
    /** By account; accounts that are not in it have none. */
    static final Map<String, String> BUSINESS_UNITS = businessUnits();

    private static final int SMALL = 20_000;
    private static final int NOTABLE = 50;

    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(2100, 1, 1);

    private final List<Account> accounts = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();

    private record Member(String id, String name, @Nullable String businessUnit) {}

    /** What a kind has of each mix. */
    private record Share(String kind, @JsonAnySetter Map<String, Integer> shares) {
        int of(String mix) {
            return shares.getOrDefault(mix, 0);
        }
    }

    private record Spender(
            String account, @Nullable String team, @Nullable String environment, long monthly, String mix) {}

    /**
     * Calls of a model.
     *
     * @param team of the tags of the resource, null where it has none
     * @param from so many days before the stories' day, like {@code to}; null for always and for ever
     * @param callerTeam of the caller's own tag, null where it has none
     * @param profile what is called: an inference profile or a provisioned model, by the end of its ARN; null for a model itself
     */
    private record Calls(
            String account,
            @Nullable String team,
            String kind,
            long monthly,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String caller,
            @Nullable String callerTeam,
            @Nullable String profile) {
        Cell cell(Kind kind) {
            var cell = kind.cell(id(account), team == null ? Map.of() : tags(team, "prod"));
            var called = caller == null ? cell : cell.calledBy(caller, callerTeam);
            return profile == null
                    ? called
                    : called.of("arn:aws:bedrock:" + cell.region() + ":" + cell.account() + ":" + profile);
        }
    }

    private record Untagged(String account, String kind, long monthly) {}

    private OrganisationModel() {}

    /** The account of that name. */
    public static String id(String name) {
        return MEMBERS.stream()
                .filter(member -> member.name.equals(name))
                .findFirst()
                .orElseThrow()
                .id;
    }

    private static Map<String, String> businessUnits() {
        var units = new HashMap<String, String>();
        for (var member : MEMBERS) {
            if (member.businessUnit != null) {
                units.put(member.id, member.businessUnit);
            }
        }
        return Map.copyOf(units);
    }

    /**
     * The landscape.
     *
     * @param story the day before which its stories happen: a new endpoint, a move to other machines
     * @param demo whether the demo's stories are told too
     */
    static OrganisationModel of(Organisation.Size size, LocalDate story, boolean demo) {
        var landscape = new OrganisationModel();
        landscape.accounts();
        landscape.teams();
        landscape.untagged();
        landscape.stories(story);
        if (demo) {
            landscape.loadTest(story);
            landscape.calls(story);
            landscape.provisioned(story);
            landscape.cluster();
        }
        landscape.more(size);
        return landscape;
    }

    List<Account> listed() {
        return List.copyOf(accounts);
    }

    List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    private void accounts() {
        MEMBERS.forEach(member -> accounts.add(account(member.id, member.name)));
    }

    private Account account(String id, String name) {
        return new Account(id, name, Instant.ofEpochSecond(1_628_601_865L + 1_234_567L * accounts.size()));
    }

    private void teams() {
        for (var row : SPENDERS) {
            run(id(row.account), row.team, row.environment, row.monthly, row.mix);
        }
    }

    private void untagged() {
        for (var row : UNTAGGED) {
            add(id(row.account), Map.of(), row.kind, row.monthly, ALWAYS, NEVER);
        }
    }

    private void stories(LocalDate story) {
        var month = YearMonth.from(story);
        var fraud = tags("fraud", "prod");
        var detector = tags("vision", "prod");
        detector.put(Organisation.PROJECT_TAG, "vision-detector");
        add(FRAUD, fraud, "endpoint-large", 54_000, earlier(story.minusDays(6), month.atDay(17)), NEVER);
        var move = earlier(story.minusDays(12), month.atDay(9));
        add(VISION, detector, "endpoint-g5", 22_000, ALWAYS, move);
        add(VISION, detector, "endpoint-g6", 9_500, move, NEVER);
    }

    /** Endpoints that ran for four days and are gone: whole days of costs that stand out, and a deletion to find. */
    private void loadTest(LocalDate story) {
        var test = tags("search", "prod");
        test.put(Organisation.PROJECT_TAG, "search-load-test");
        add(SEARCH, test, "endpoint-g6", 36_000, story.minusDays(9), story.minusDays(5));
    }

    private void calls(LocalDate story) {
        for (var row : CALLS) {
            var kind = Kind.named(row.kind);
            add(
                    row.cell(kind),
                    kind,
                    row.monthly,
                    row.from == null ? ALWAYS : story.minusDays(row.from),
                    row.to == null ? NEVER : story.minusDays(row.to));
        }
    }

    /** Models with provisioned throughput cost the same each hour, called or not. */
    private void provisioned(LocalDate story) {
        for (var one : ProvisionedModels.ALL) {
            var kind = Kind.of(one);
            var hours = BigDecimal.valueOf(24L * one.modelUnits());
            workloads.add(new Workload(
                    workloads.size(),
                    kind.cell(one.account(), one.tags()).of(one.arn()),
                    kind,
                    0,
                    one.starts(story),
                    NEVER,
                    one.hourlyPrice().multiply(hours),
                    false));
        }
    }

    /** The nodes of a cluster that three teams share and one owns. */
    private void cluster() {
        Node.ALL.forEach(
                node -> workloads.add(node.workload(workloads.size(), tags("platform", "prod"), ALWAYS, NEVER)));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private void more(Organisation.Size size) {
        var mixes = List.of("scraps", "basics");
        for (var i = accounts.size(); i < size.accounts(); i++) {
            var account =
                    account(String.format("%012d", 310_000_000_000L + 7_919_191L * i), "workload-%03d".formatted(i));
            accounts.add(account);
            run(account.id(), tagValue(i % size.tags()), "prod", 900 + 137L * (i % 29), mixes.get(i % 2));
        }
        for (var i = TEAM_VALUES.size(); i < size.tags(); i++) {
            add(SANDBOX, tags(tagValue(i), "dev"), "gpu", 90 + 13L * (i % 11), ALWAYS, NEVER);
        }
        var services = Kind.ALL.size();
        for (var i = services; i < size.services(); i++) {
            marketplace(i);
        }
    }

    private static String tagValue(int number) {
        return number < TEAM_VALUES.size() ? TEAM_VALUES.get(number) : "team-%03d".formatted(number);
    }

    private void marketplace(int number) {
        var service = "Marketplace product %03d".formatted(number);
        var cell = new Cell(
                SHARED,
                service,
                "Usage",
                "USE1-SoftwareUsage",
                "Hourly",
                "",
                "us-east-1",
                "On Demand Instances",
                "Units",
                tags("platform", "prod"));
        workloads.add(new Workload(workloads.size(), cell, Kind.named("clusters"), millionths(120), ALWAYS, NEVER));
    }

    private void run(String account, @Nullable String team, @Nullable String environment, long monthly, String mix) {
        var tags = tags(team, environment);
        var whole = SHARES.stream().mapToInt(share -> share.of(mix)).sum();
        for (var each : SHARES) {
            var share = each.of(mix);
            if (share > 0 && (monthly >= SMALL || share >= NOTABLE)) {
                add(account, tags, each.kind, Math.max(1, monthly * share / whole), ALWAYS, NEVER);
            }
        }
    }

    private void add(
            String account, Map<String, String> tags, String kindName, long monthly, LocalDate from, LocalDate to) {
        var kind = Kind.named(kindName);
        add(kind.cell(account, tags), kind, monthly, from, to);
    }

    private void add(Cell cell, Kind kind, long monthly, LocalDate from, LocalDate to) {
        workloads.add(new Workload(workloads.size(), cell, kind, millionths(monthly), from, to));
    }

    /** From dollars a month two years on to millionths a day at the anchor. */
    private static long millionths(long monthly) {
        return monthly * 1_000_000 / 30 * 100 / 109;
    }

    private static Map<String, String> tags(@Nullable String team, @Nullable String environment) {
        var tags = new HashMap<String, String>();
        if (team != null) {
            tags.put(Organisation.TEAM_TAG, team);
            tags.put(Organisation.PROJECT_TAG, team.strip().toLowerCase(Locale.ROOT) + Resources.MAIN_PROJECT);
        }
        if (environment != null) {
            tags.put(Organisation.ENVIRONMENT_TAG, environment);
        }
        return tags;
    }
}
