package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Regions;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceExplorer.ExplorerIndexes;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources of accounts and Regions of the simulated AWS, by the real SDK over HTTP. */
class PlaceResourcesTest {
    private static final MemberRole ROLE = new MemberRole(MemberRoles.NAME, MemberRoles.EXTERNAL_ID);
    private static final String MAIN = "us-east-1";
    private static final String SANDBOX = OrganisationModel.SANDBOX;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private SyncRig rig;
    private ResourceSource source;
    private RequestMeter meter;

    @BeforeEach
    void start() {
        rig = new SyncRig(clock, Organisation.seeded(7, clock), Map.of("bursar.aws.attempts", "2"));
        source = rig.bean(ResourceSource.class);
        meter = rig.bean(ManualRequests.class).meter();
    }

    private void add(int number, String account, String region, String service, Map<String, String> tags) {
        for (int i = 0; i < number; i++) {
            rig.simulator
                    .resources()
                    .add(Resource.of(
                            "arn:aws:" + service + ":" + region + ":" + account + ":function:added-" + i,
                            account,
                            region,
                            service + ":function",
                            tags));
        }
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static Place place(String account, String region) {
        return new Place(account, region, account.equals(Organisation.PAYER) ? null : ROLE);
    }

    private Map<String, FoundResource> tagged(Place place) {
        Map<String, FoundResource> found = new TreeMap<>();
        source.tagged(place, meter, page -> page.forEach(one -> found.put(one.arn(), one)));
        return found;
    }

    private final Map<String, FoundResource> untagged = new TreeMap<>();

    private Optional<Problem.AtPlace> untagged(Place place) {
        untagged.clear();
        return source.untagged(
                        place,
                        meter,
                        page -> page.stream()
                                .filter(one -> one.tags().keySet().stream().allMatch(key -> key.startsWith("aws:")))
                                .forEach(one -> untagged.put(one.arn(), one)))
                .missing();
    }

    private SourceProblem problem(Place place) {
        return catchThrowableOfType(SourceProblem.class, () -> tagged(place));
    }

    @Test
    void allPagesAreRead() {
        add(250, OrganisationModel.VISION, MAIN, "lambda", Map.of("team", "vision"));
        Map<String, FoundResource> found = tagged(place(OrganisationModel.VISION, MAIN));

        assertThat(found.keySet())
                .hasSizeGreaterThan(100)
                .isEqualTo(rig.simulator.resources().everTagged(OrganisationModel.VISION, MAIN).stream()
                        .map(Resource::arn)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(tagged(place(SANDBOX, MAIN)).values())
                .anyMatch(
                        one -> "<img src=x onerror=alert(1)>".equals(one.tags().get("team")));
    }

    @Test
    void oneSessionServesAllRegionsAndAllRequestsAreMetered() {
        tagged(place(SANDBOX, MAIN));
        tagged(place(SANDBOX, "eu-central-1"));
        tagged(place(SANDBOX, "eu-west-1"));

        assertThat(rig.simulator.requests().count("AssumeRole", RequestLog.OK)).isEqualTo(1);
        var metered = new HashMap<String, Long>();
        rig.database
                .jdbc()
                .sql("select api || ' ' || region, requests from sync_request where account = :account and outcome"
                        + " = 'answered'")
                .param("account", SANDBOX)
                .query(row -> {
                    metered.put(row.getString(1), row.getLong(2));
                });
        assertThat(metered)
                .containsEntry("sts:AssumeRole us-east-1", 1L)
                .containsKeys(
                        "tag:GetResources us-east-1", "tag:GetResources eu-central-1", "tag:GetResources eu-west-1");
    }

    @Test
    void aTokenThatExpiresBeginsAnew() {
        add(150, OrganisationModel.VISION, MAIN, "lambda", Map.of("team", "vision"));
        rig.simulator
                .faults()
                .add(Fault.refused("PaginationTokenExpiredException", "expired")
                        .on("GetResources")
                        .onPage(2)
                        .times(1));
        assertThat(tagged(place(OrganisationModel.VISION, MAIN))).hasSizeGreaterThan(100);
        assertThat(rig.simulator.requests().count("GetResources", "PaginationTokenExpiredException"))
                .isEqualTo(1);
    }

    @Test
    void pagesThatDoNotEndAreRefused() {
        rig.simulator.faults().add(Fault.loopingToken().on("GetResources"));
        assertThat(problem(place(OrganisationModel.VISION, MAIN)).kind()).isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void whatIsRefusedNamesTheAccountAndTheRegion() {
        SourceProblem refused = problem(place(MemberRoles.WITHOUT_ROLE, MAIN));
        assertThat(refused.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(refused.problem()))
                .contains("the role BursarReader in account 1098-7654-3210", "external ID");

        SourceProblem off = problem(place(SANDBOX, Regions.OFF));
        assertThat(off.kind()).isEqualTo(Kind.OFF);
        assertThat(ProblemText.what(off.problem())).isEqualTo("ap-east-1 is off for account 3210-9876-5432.");

        rig.simulator.faults().add(Fault.accessDenied().on("GetResources").inAccount(SANDBOX));
        SourceProblem action = problem(place(SANDBOX, MAIN));
        assertThat(action.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(action.problem()))
                .isEqualTo("AWS refused tag:GetResources to the role BursarReader in us-east-1 of account"
                        + " 3210-9876-5432.");
        assertThat(ProblemText.whatToDo(action.problem())).contains("Allow tag:GetResources");

        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.throttled().on("GetResources").inRegion(MAIN));
        SourceProblem slow = problem(place(SANDBOX, MAIN));
        assertThat(slow.kind()).isEqualTo(Kind.LIMITED);
        assertThat(ProblemText.what(slow.problem())).contains("throttling", "3210-9876-5432");
        assertThat(tagged(place(SANDBOX, "eu-central-1")))
                .as("the others go on")
                .isNotNull();

        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.dropped().on("GetResources"));
        assertThat(problem(place(SANDBOX, MAIN)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aRoleThatIsTakenAwayHalfWayIsRefused() {
        tagged(place(SANDBOX, MAIN));
        rig.simulator.roles().works(SANDBOX, false);
        assertThat(problem(place(SANDBOX, MAIN)).kind()).isEqualTo(Kind.ACCESS_DENIED);
    }

    @Test
    void aSessionIsRenewed() {
        tagged(place(SANDBOX, MAIN));
        clock.forward(Duration.ofHours(2));
        assertThat(tagged(place(SANDBOX, MAIN))).isNotEmpty();
        assertThat(rig.simulator.requests().count("AssumeRole", RequestLog.OK)).isEqualTo(2);
    }

    @Test
    void resourcesWithoutTagsAreFound() {
        assertThat(untagged(place(SANDBOX, MAIN))).isEmpty();
        assertThat(untagged.keySet())
                .contains("arn:aws:iam::" + SANDBOX + ":role/BursarReader")
                .isEqualTo(expected(SANDBOX, MAIN));
        assertThat(untagged.values())
                .allMatch(one -> SANDBOX.equals(one.account()) && one.type() != null && one.region() != null);
    }

    private Set<String> expected(String account, String region) {
        return rig.simulator.resources().existing().stream()
                .filter(one -> one.account().equals(account)
                        && one.tags().keySet().stream().allMatch(key -> key.startsWith("aws:")))
                .filter(one -> one.region().equals(region)
                        || region.equals(MAIN) && one.region().equals("global"))
                .map(Resource::arn)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void tooManyMatchesAreAskedByServiceAndType() {
        String region = "eu-west-1";
        add(30, SANDBOX, region, "lambda", Map.of());
        add(3, SANDBOX, region, "sqs", Map.of());
        Set<String> all = expected(SANDBOX, region);

        rig.simulator.explorer().mostMatches(30);
        assertThat(untagged(place(SANDBOX, region))).isEmpty();
        assertThat(untagged.keySet()).hasSizeGreaterThan(32).isEqualTo(all);

        rig.simulator
                .faults()
                .add(Fault.of(new Effect.Refused("AccessDeniedException", "no", 403))
                        .on("ListResources")
                        .times(Fault.FOR_EVER));
        assertThat(untagged(place(SANDBOX, region))).isEmpty();
        assertThat(untagged.keySet()).isEqualTo(all);

        rig.simulator.explorer().mostMatches(20);
        assertThat(ProblemText.what(untagged(place(SANDBOX, region)).orElseThrow()))
                .isEqualTo("Resource Explorer shows only 1,000 resources of a kind, and there are more without tags in"
                        + " eu-west-1 of account 3210-9876-5432 (lambda:function).");
        assertThat(untagged.keySet()).anyMatch(arn -> arn.contains(":sqs:"));
    }

    @Test
    void moreThanASearchShowsIsListed() {
        String region = "eu-west-1";
        add(1_100, SANDBOX, region, "lambda", Map.of());
        rig.simulator.explorer().mostMatches(20);
        assertThat(untagged(place(SANDBOX, region))).isEmpty();
        assertThat(untagged.keySet()).isEqualTo(expected(SANDBOX, region));
        assertThat(untagged.values()).allMatch(FoundResource::takesTags);
    }

    @Test
    void whatTakesNoTagsIsSaidSo() {
        assertThat(untagged(place(OrganisationModel.SHARED, MAIN))).isEmpty();
        assertThat(untagged.values().stream()
                        .filter(one -> !one.takesTags())
                        .map(FoundResource::type)
                        .distinct())
                .containsExactly("cloudwatch:dashboard");
    }

    @Test
    void aRegionWithoutAViewIsAskedForWhereTheAccountAggregates() {
        String region = "eu-central-1";
        ExplorerIndexes indexes = rig.simulator.explorer().indexes();
        add(3, SANDBOX, region, "lambda", Map.of());
        indexes.removeDefaultView(SANDBOX, region);
        indexes.aggregate(SANDBOX, "eu-west-1");
        assertThat(untagged(place(SANDBOX, region))).isEmpty();
        assertThat(untagged.keySet()).hasSizeGreaterThan(2).isEqualTo(expected(SANDBOX, region));

        indexes.removeDefaultView(SANDBOX, "eu-west-1");
        assertThat(ProblemText.what(untagged(place(SANDBOX, region)).orElseThrow()))
                .contains("no default view in eu-central-1");
    }

    @Test
    void withoutAnIndexNothingIsSearched() {
        Place place = place(ExplorerIndexes.ACCOUNT_WITHOUT_INDEX, ExplorerIndexes.REGION_WITHOUT_INDEX);

        assertThat(ProblemText.what(untagged(place).orElseThrow()))
                .isEqualTo(
                        "Resource Explorer has no index in ap-northeast-1 of account 8765-4321-0987, so Bursar can\u2019t"
                                + " see never-tagged resources in that Region.");
        assertThat(rig.simulator.requests().count("Search")).isZero();
        assertThat(rig.simulator.explorer().indexes().created()).isZero();
    }

    @Test
    void aViewThatIsMissingOrLeavesTagsOutIsSaid() {
        rig.simulator.explorer().indexes().removeDefaultView(SANDBOX, MAIN);
        assertThat(ProblemText.what(untagged(place(SANDBOX, MAIN)).orElseThrow()))
                .contains("no default view in us-east-1");
        rig.simulator.explorer().indexes().removeTagsFromView(SANDBOX, "eu-central-1");
        assertThat(ProblemText.what(untagged(place(SANDBOX, "eu-central-1")).orElseThrow()))
                .contains("leaves tags out");
    }

    @Test
    void anIndexThatMayNotBeListedIsAProblem() {
        rig.simulator
                .faults()
                .add(Fault.of(new Effect.Refused("AccessDeniedException", "no", 403))
                        .on("ListIndexes"));
        assertThatThrownBy(() -> untagged(place(SANDBOX, MAIN))).isInstanceOfSatisfying(SourceProblem.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(ProblemText.what(e.problem())).contains("resource-explorer-2:ListIndexes");
        });
    }
}
