package dev.bursar.causes.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Acted;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.Family;
import dev.bursar.causes.Family.Kind;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.recurring.Recurrence.Started;
import dev.bursar.causes.split.SplitPart;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliesTest {
    private static final String TRAIN = "USE1-Train:ml.g5.xlarge";

    private static PartKey key(int team, String account, String service, String usageType, String resource) {
        return new PartKey(team, account, service, usageType, resource, "USD");
    }

    private static SplitPart part(PartKey key, String before, String now) {
        return new SplitPart(
                key,
                new BigDecimal(before),
                new BigDecimal(now),
                BigDecimal.ZERO,
                Map.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Map.of("Hrs", new BigDecimal(now).subtract(new BigDecimal(before))),
                true,
                true,
                true,
                Set.of());
    }

    private static String job(String region, String name) {
        return "arn:aws:sagemaker:" + region + ":1:training-job/" + name;
    }

    private static Families families(List<SplitPart> parts) {
        return Families.of(
                parts, List.of(), key -> Definition.of(key.resource()), key -> Definition.region(key.resource()));
    }

    /** @param runs name and amounts before and now; a trailing number is a counter */
    private static List<SplitPart> jobs(String... runs) {
        return Arrays.stream(runs)
                .map(run -> run.split(" "))
                .map(run -> part(key(1, "1", "ML", TRAIN, job("eu-west-1", run[0])), run[1], run[2]))
                .toList();
    }

    @Test
    void threeNamesOfOneStemAreAFamilyAndTwoAreNone() {
        List<SplitPart> three = jobs("embed-1 5 0", "embed-2 0 5", "embed-3 2 3");

        assertThat(three.stream().map(part -> families(three).of(part.key())))
                .containsOnly(Optional.of(new Family(Kind.RUN, "embed", "eu-west-1", 2, 2)));
        List<SplitPart> two = jobs("embed-1 5 0", "embed-2 0 5", "index-1 0 5");
        assertThat(two.stream().map(part -> families(two).of(part.key()))).containsOnly(Optional.empty());
    }

    @Test
    void randomDigitsOrLettersAloneAreRunsOfTheFamilyToo() {
        List<SplitPart> runs =
                jobs("embed-4f3a2b1c 5 0", "embed-40951234 5 0", "embed-9c0d1e2f 0 5", "embed-abcdefa1 0 5");

        assertThat(runs.stream().map(part -> families(runs).of(part.key())))
                .containsOnly(Optional.of(new Family(Kind.RUN, "embed", "eu-west-1", 2, 2)));
    }

    /** Of a day and the one before, each with a run. */
    @Test
    void earlierNamesOfTheSameStemCount() {
        List<SplitPart> two = jobs("embed-1 5 0", "embed-2 0 5");

        Families found = Families.of(
                two,
                List.of(
                        key(1, "1", "ML", "", job("eu-west-1", "embed-0")),
                        key(1, "1", "ML", "", job("eu-west-1", "other-0"))),
                key -> Definition.of(key.resource()),
                key -> Definition.region(key.resource()));

        assertThat(two.stream().map(part -> found.of(part.key())))
                .containsOnly(Optional.of(new Family(Kind.RUN, "embed", "eu-west-1", 1, 1)));
    }

    @Test
    void otherTeamsAccountsRegionsAndServicesAreOtherFamilies() {
        var parts = new ArrayList<SplitPart>();
        for (int i = 0; i < 3; i++) {
            parts.add(part(key(1, "1", "ML", TRAIN, job("eu-west-1", "embed-" + i)), "0", "1"));
            parts.add(part(key(2, "1", "ML", TRAIN, job("eu-west-1", "embed-9" + i)), "0", "1"));
            parts.add(part(key(1, "2", "ML", TRAIN, job("eu-west-1", "embed-" + i)), "0", "1"));
            parts.add(part(key(1, "1", "ML", TRAIN, job("us-east-1", "embed-" + i)), "0", "1"));
            parts.add(part(key(1, "1", "AI", TRAIN, job("eu-west-1", "embed-" + i)), "0", "1"));
        }

        Families found = families(parts);
        assertThat(parts)
                .allSatisfy(part -> assertThat(found.of(part.key()))
                        .hasValueSatisfying(family -> assertThat(family.now()).isEqualTo(3)));
    }

    @Test
    void whatAwsNamesTheDefinitionOfIsAFamilyFromTwoOn() {
        List<SplitPart> parts = List.of(
                part(key(1, "1", "EC2", "Box", "i-0a1b2c3d4e5f60718"), "9", "0"),
                part(key(1, "1", "EC2", "Box", "i-0a1b2c3d4e5f60719"), "0", "9"));

        Families found = Families.of(parts, List.of(), key -> Optional.of(Definition.group("web")), key -> "eu-west-1");

        assertThat(found.of(parts.getFirst().key())).contains(new Family(Kind.INSTANCE, "web", "eu-west-1", 1, 1));
    }

    @Test
    void aRandomEndThatLooksLikeAWordIsStillARandomEnd() {
        List<SplitPart> parts =
                jobs("embed-x2x8v 1 0", "embed-k9q2z 0 1", "embed-7hw2d 0 1", "embed-lemon 0 1", "embed-orange 0 1");

        Families found = families(parts);
        assertThat(parts.stream().map(part -> found.of(part.key()).isPresent()))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void aClusterThatGoesOnIsNoRun() {
        List<SplitPart> parts = IntStream.range(0, 4)
                .mapToObj(number -> part(
                        key(
                                1,
                                "1",
                                "EMR",
                                "",
                                "arn:aws:elasticmapreduce:eu-west-1:1:cluster/j-3KVX" + number + "CQ2ZNG"),
                        number == 3 ? "5" : "0",
                        "5"))
                .toList();

        Families found = families(parts);
        assertThat(parts.stream().map(part -> found.of(part.key()).isPresent()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void tenThousandRunsAreOneFamilyAtOnce() {
        List<SplitPart> parts = IntStream.range(0, 10_000)
                .mapToObj(number ->
                        part(key(1, "1", "ML", TRAIN, job("eu-west-1", "embed-2026-11-27-" + number)), "0", "1"))
                .toList();
        Families found = families(parts);
        List<ChangedPart> runs = parts.stream()
                .map(part -> run(
                        part.key().resource(), TRAIN, key(part) % 2 == 0 ? "1" : "0", key(part) % 2 == 0 ? "0" : "1"))
                .toList();

        assertThat(found.of(parts.getLast().key())).contains(new Family(Kind.RUN, "embed", "eu-west-1", 0, 10_000));
        assertThat(Recurrence.of(runs, run -> null, false)).hasSize(10_000);
    }

    private static int key(SplitPart part) {
        return Integer.parseInt(part.key().resource().replaceAll(".*-", ""));
    }

    // --- what its cost is put down to

    private static ChangedPart run(String name, String usageType, String before, String now) {
        BigDecimal change = new BigDecimal(now).subtract(new BigDecimal(before));
        boolean started = change.signum() > 0;
        return new ChangedPart(
                        key(1, "1", "ML", usageType, name),
                        new BigDecimal(before),
                        new BigDecimal(now),
                        Map.of(started ? ChangeClass.EXPLAINED : ChangeClass.USAGE, change),
                        Map.of(),
                        started
                                ? List.of(new Acted(
                                        ChangeClass.EXPLAINED,
                                        change,
                                        List.of(UUID.nameUUIDFromBytes(
                                                name.getBytes(java.nio.charset.StandardCharsets.UTF_8)))))
                                : List.of(),
                        null)
                .of(new Family(Kind.RUN, "embed", "eu-west-1", 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // runs: times × size at cost by whom; before, now; amounts by class; how many runs name an act
                "merely recurred | 15xS@10:role | 15xS@10:role | USAGE=0 | 0",
                "recurred and took longer | 15xS@10:role | 15xS@14:role | USAGE=60 | 0",
                "ran more often by its schedule | 15xS@10:role | 30xS@10:role | USAGE=150 | 0",
                "ran less often | 30xS@10:role | 15xS@10:role | USAGE=-150 | 0",
                "new | - | 30xS@10:role | EXPLAINED=300 | 30",
                "another size | 15xS@10:role | 15xL@40:role | EXPLAINED=450 | 15",
                "a smaller size | 15xL@40:role | 15xS@10:role | EXPLAINED=-450 | 15",
                "another size in part | 20xS@10:role | 12xS@10:role,8xL@40:role | EXPLAINED=240 | 8",
                "another size of what costs differently each time | 2xS@10:role,2xS@30:role | 4xL@50:role | CANDIDATE=120 | 4",
                "larger ones beside | 15xS@10:role | 15xS@10:role,3xL@40:ann | EXPLAINED=120 | 3",
                "by hand beside | 15xS@10:role | 15xS@10:role,5xS@10:ann | EXPLAINED=50 | 5",
                "under other sessions of one role | 5xS@10:run-1,5xS@10:run-2 | 15xS@10:run-3 | USAGE=50 | 0",
                "by hand in place of the schedule | 15xS@10:role | 10xS@10:role,5xS@10:ann | USAGE=0 | 0",
                "by hand, and who started them before isn't known | 15xS@10:? | 15xS@10:role,5xS@10:ann | USAGE=50 | 0",
            })
    void anActIsACauseOnlyWhereRunsWereAddedOrChangedInSize(
            String story, @Nullable String before, String now, String classes, int acts) {
        var parts = new ArrayList<ChangedPart>();
        Map<String, Started> started = new HashMap<>();
        runs("a", before, (run, cost) -> parts.add(run(run, usage(run), cost, "0")), started);
        runs("b", now, (run, cost) -> parts.add(run(run, usage(run), "0", cost)), started);

        List<ChangedPart> told = Recurrence.of(parts, started::get, false);

        Map<ChangeClass, BigDecimal> sums = new EnumMap<>(ChangeClass.class);
        told.forEach(part -> part.amounts().forEach((of, amount) -> sums.merge(of, amount, BigDecimal::add)));
        Map<ChangeClass, BigDecimal> others = new EnumMap<>(sums);
        ChangeClass of = ChangeClass.valueOf(classes.substring(0, classes.indexOf('=')));
        assertThat(sums.getOrDefault(of, BigDecimal.ZERO))
                .as(story)
                .isEqualByComparingTo(classes.substring(classes.indexOf('=') + 1));
        others.remove(of);
        assertThat(others.values())
                .as(story)
                .allSatisfy(amount -> assertThat(amount).isZero());
        assertThat(told.stream().filter(part -> !part.events().isEmpty()))
                .as(story)
                .hasSize(acts);
        assertThat(told)
                .allSatisfy(part -> part.acts()
                        .forEach(act -> assertThat(part.amount(act.of())).isEqualByComparingTo(act.amount())));
        assertThat(told)
                .allSatisfy(
                        part -> assertThat(part.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                                .isEqualByComparingTo(part.change()));
    }

    private interface Told {
        void run(String name, String cost);
    }

    private static String usage(String run) {
        return "USE1-Train:" + run.split("/")[1];
    }

    /** {@code 15xS@10:role,2xL@40:ann}. */
    private static void runs(String side, @Nullable String told, Told each, Map<String, Started> started) {
        if (told == null) {
            return;
        }
        int number = 0;
        for (String group : told.split(",")) {
            String[] one = group.split("[x@:]");
            for (int i = 0; i < Integer.parseInt(one[0]); i++) {
                String name = "arn/" + one[1] + "/" + side + number++;
                each.run(name, one[2]);
                if (!one[3].equals("?")) {
                    started.put(name, new Started(one[3], one[1]));
                }
            }
        }
    }

    @Test
    void anotherCountIsAnotherSizeThoughTheUsageTypeIsTheSame() {
        List<ChangedPart> parts = List.of(
                run("arn/S/1", TRAIN, "10", "0"), run("arn/S/2", TRAIN, "10", "0"), run("arn/S/3", TRAIN, "0", "40"));
        Map<String, Started> started = Map.of(
                "arn/S/1",
                new Started("role", 1),
                "arn/S/2",
                new Started("role", 1),
                "arn/S/3",
                new Started("role", 4));

        assertThat(Recurrence.of(parts, started::get, false).getLast().amounts())
                .containsOnlyKeys(ChangeClass.EXPLAINED, ChangeClass.USAGE)
                .hasEntrySatisfying(
                        ChangeClass.EXPLAINED, amount -> assertThat(amount).isEqualByComparingTo("30"));
    }

    @Test
    void whereNotAllEventsWereReadWhatRecurredIsUnexplained() {
        List<ChangedPart> parts = List.of(run("arn/S/1", TRAIN, "10", "0"), run("arn/S/2", TRAIN, "0", "12"));

        assertThat(Recurrence.of(parts, run -> null, true).getLast()).satisfies(part -> {
            assertThat(part.amounts()).containsOnlyKeys(ChangeClass.UNEXPLAINED);
            assertThat(part.why()).isEqualTo(Unknown.EVENTS_NOT_READ);
        });
    }
}
