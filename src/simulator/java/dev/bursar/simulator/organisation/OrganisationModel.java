package dev.bursar.simulator.organisation;

import static dev.bursar.simulator.organisation.Kind.*;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    static final Map<String, String> BUSINESS_UNITS = Map.of(
            ML_PLATFORM, "ml",
            RESEARCH, "ml",
            VISION, "ml",
            RECOMMENDATIONS, "discovery",
            SEARCH, "discovery",
            CHECKOUT, "commerce",
            FRAUD, "commerce",
            GROWTH, "commerce");

    private static final Map<Kind, Integer> SCIENCE = Map.ofEntries(
            Map.entry(TRAINING, 300),
            Map.entry(TRAINING_COVERED, 120),
            Map.entry(ENDPOINT_G5, 60),
            Map.entry(PROCESSING, 60),
            Map.entry(NOTEBOOK, 30),
            Map.entry(NOTEBOOK_VOLUME, 10),
            Map.entry(STUDIO, 40),
            Map.entry(GPU, 120),
            Map.entry(GPU_SPOT, 110),
            Map.entry(DISK, 30),
            Map.entry(OBJECTS, 60),
            Map.entry(ETL, 20),
            Map.entry(FOUNDATION_MODELS, 25),
            Map.entry(LOGS, 15));
    private static final Map<Kind, Integer> SERVING = Map.ofEntries(
            Map.entry(ENDPOINT_G5, 220),
            Map.entry(ENDPOINT_COVERED, 170),
            Map.entry(ENDPOINT_ASYNC, 40),
            Map.entry(TRAINING, 120),
            Map.entry(TRAINING_COVERED, 60),
            Map.entry(NOTEBOOK, 12),
            Map.entry(CPU_COVERED, 90),
            Map.entry(GPU, 50),
            Map.entry(DISK, 25),
            Map.entry(NAT, 15),
            Map.entry(OBJECTS, 40),
            Map.entry(TABLES, 50),
            Map.entry(CACHE, 30),
            Map.entry(CLUSTERS, 8),
            Map.entry(IMAGES, 5),
            Map.entry(LOGS, 35));
    private static final Map<Kind, Integer> DATA = Map.ofEntries(
            Map.entry(OBJECTS, 260),
            Map.entry(OBJECT_REQUESTS, 130),
            Map.entry(ETL, 170),
            Map.entry(QUERIES, 110),
            Map.entry(STREAMS, 70),
            Map.entry(CPU, 60),
            Map.entry(GPU_SPOT, 50),
            Map.entry(DISK, 45),
            Map.entry(NAT, 35),
            Map.entry(DATABASE, 35),
            Map.entry(LOGS, 25),
            Map.entry(KEYS, 10));
    private static final Map<Kind, Integer> WEB = Map.ofEntries(
            Map.entry(CPU, 170),
            Map.entry(CPU_COVERED, 190),
            Map.entry(CLUSTERS, 30),
            Map.entry(DATABASE, 130),
            Map.entry(CACHE, 70),
            Map.entry(BALANCERS, 60),
            Map.entry(FUNCTIONS, 60),
            Map.entry(TABLES, 70),
            Map.entry(ENDPOINT_G5, 60),
            Map.entry(DISK, 50),
            Map.entry(NAT, 40),
            Map.entry(OBJECTS, 30),
            Map.entry(LOGS, 35),
            Map.entry(METRICS, 15));
    private static final Map<Kind, Integer> SCRAPS =
            Map.of(GPU, 250, DISK, 200, OBJECTS, 170, NOTEBOOK, 90, NAT, 110, LOGS, 100, METRICS, 30, CPU, 120);
    private static final Map<Kind, Integer> BASICS = Map.of(LOGS, 300, METRICS, 120, KEYS, 80, OBJECTS, 200, NAT, 200);

    private static final int SMALL = 20_000;
    private static final int NOTABLE = 50;

    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(2100, 1, 1);

    private final List<Account> accounts = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();

    private OrganisationModel() {}

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
        var names = List.of(
                PAYER, "management",
                ML_PLATFORM, "ml-platform",
                RESEARCH, "research-prod",
                SANDBOX, "sandbox-01",
                RECOMMENDATIONS, "recommendations-prod",
                VISION, "vision-labs",
                SEARCH, "search-prod",
                DATA_LAKE, "data-lake",
                FRAUD, "fraud-prod",
                CHECKOUT, "checkout-prod",
                GROWTH, "growth-web",
                SHARED, "shared-services");
        for (var i = 0; i < names.size(); i += 2) {
            accounts.add(account(names.get(i), names.get(i + 1)));
        }
    }

    private Account account(String id, String name) {
        return new Account(id, name, Instant.ofEpochSecond(1_628_601_865L + 1_234_567L * accounts.size()));
    }

    private void teams() {
        run(RESEARCH, "research", "prod", 71_000, SCIENCE);
        run(ML_PLATFORM, "research", "prod", 24_000, SCIENCE);
        run(SANDBOX, "research", "dev", 15_000, SCIENCE);
        run(RECOMMENDATIONS, "recommendations", "prod", 61_000, SERVING);
        run(ML_PLATFORM, "recommendations", "prod", 20_000, SERVING);
        run(SEARCH, "recs", "staging", 8_500, SERVING);
        run(VISION, "vision", "prod", 33_000, SERVING);
        run(VISION, "vision", "dev", 17_000, SCIENCE);
        run(ML_PLATFORM, "vision", "prod", 8_000, SERVING);
        run(SEARCH, "search", "prod", 46_000, SERVING);
        run(DATA_LAKE, "search", "prod", 13_500, DATA);
        run(DATA_LAKE, "data-lake", "prod", 43_000, DATA);
        run(SHARED, "data$lake", "prod", 6_000, DATA);
        run(SANDBOX, "data-lake", "dev", 3_500, DATA);
        run(FRAUD, "fraud", "prod", 23_500, SERVING);
        run(DATA_LAKE, "fraud", "prod", 7_500, DATA);
        run(SHARED, "platform", "prod", 27_000, WEB);
        run(ML_PLATFORM, "Platform", "prod", 8_000, WEB);
        run(SANDBOX, "PLATFORM", "dev", 2_600, BASICS);
        run(CHECKOUT, "platform ", "prod", 2_400, BASICS);
        run(CHECKOUT, "checkout", "prod", 18_500, WEB);
        run(SHARED, "checkout", "staging", 4_300, WEB);
        run(GROWTH, "growth", "prod", 7_800, WEB);
        run(GROWTH, "🚀 growth", "dev", 1_900, BASICS);
        run(SANDBOX, "proto-x", "dev", 2_100, SCRAPS);
    }

    private void untagged() {
        run(SANDBOX, null, null, 3_300, SCRAPS);
        run(RESEARCH, null, "prod", 1_900, SCRAPS);
        run(VISION, null, null, 1_300, SCRAPS);
        for (var account : List.of(RESEARCH, RECOMMENDATIONS, SEARCH, DATA_LAKE, FRAUD, CHECKOUT, GROWTH, SHARED)) {
            add(account, Map.of(), TRANSFER, 480, ALWAYS, NEVER);
        }
        add(PAYER, Map.of(), COST_EXPLORER, 6, ALWAYS, NEVER);
        add(PAYER, Map.of(), LOGS, 210, ALWAYS, NEVER);
        add(PAYER, Map.of(), KEYS, 35, ALWAYS, NEVER);
        add(PAYER, Map.of(), OBJECTS, 95, ALWAYS, NEVER);
    }

    private void stories(LocalDate story) {
        var month = YearMonth.from(story);
        var fraud = tags("fraud", "prod");
        var detector = tags("vision", "prod");
        detector.put(Organisation.PROJECT_TAG, "vision-detector");
        add(FRAUD, fraud, ENDPOINT_LARGE, 54_000, earlier(story.minusDays(6), month.atDay(17)), NEVER);
        var move = earlier(story.minusDays(12), month.atDay(9));
        add(VISION, detector, ENDPOINT_G5, 22_000, ALWAYS, move);
        add(VISION, detector, ENDPOINT_G6, 9_500, move, NEVER);
    }

    /** Endpoints that ran for four days and are gone: whole days of costs that stand out, and a deletion to find. */
    private void loadTest(LocalDate story) {
        var test = tags("search", "prod");
        test.put(Organisation.PROJECT_TAG, "search-load-test");
        add(SEARCH, test, ENDPOINT_G6, 36_000, story.minusDays(9), story.minusDays(5));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private void more(Organisation.Size size) {
        var mixes = List.of(SCRAPS, BASICS);
        for (var i = accounts.size(); i < size.accounts(); i++) {
            var account =
                    account(String.format("%012d", 310_000_000_000L + 7_919_191L * i), "workload-%03d".formatted(i));
            accounts.add(account);
            run(account.id(), tagValue(i % size.tags()), "prod", 900 + 137L * (i % 29), mixes.get(i % 2));
        }
        for (var i = TEAM_VALUES.size(); i < size.tags(); i++) {
            add(SANDBOX, tags(tagValue(i), "dev"), GPU, 90 + 13L * (i % 11), ALWAYS, NEVER);
        }
        var services = Kind.values().length;
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
        workloads.add(new Workload(workloads.size(), cell, CLUSTERS, millionths(120), ALWAYS, NEVER));
    }

    private void run(
            String account, @Nullable String team, @Nullable String environment, long monthly, Map<Kind, Integer> mix) {
        var tags = tags(team, environment);
        var whole = mix.values().stream().mapToInt(Integer::intValue).sum();
        for (var kind : Kind.values()) {
            var share = mix.get(kind);
            if (share != null && (monthly >= SMALL || share >= NOTABLE)) {
                add(account, tags, kind, Math.max(1, monthly * share / whole), ALWAYS, NEVER);
            }
        }
    }

    private void add(String account, Map<String, String> tags, Kind kind, long monthly, LocalDate from, LocalDate to) {
        workloads.add(new Workload(workloads.size(), kind.cell(account, tags), kind, millionths(monthly), from, to));
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
