package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.read.PlantedStory.Act;
import dev.bursar.causes.read.PlantedStory.Expected;
import dev.bursar.causes.read.ToldChange.Named;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How often a change names who did it, over stories from seeds whose truth is known: for who sees everything (finance, admins and auditors
 * do), for the lead of the team and for the lead of another one. With {@code -Dstories.failures=true} it prints what was told wrongly,
 * with {@code -Dstories.seed} other stories are told.
 */
class CauseStoriesQualityTest {
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    /** Of an amount's size: what charges' own noise makes of it. */
    private static final double TENTH = 0.1;

    private static final double CENT = 0.01;

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static StoryRows rows;
    private static int stories;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        node = SyncNode.start(new MovableClock(NOW), database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
        rows = new StoryRows(node, database.jdbc(), NOW);
    }

    @AfterAll
    static void close() {
        node.close();
        database.close();
    }

    /** What came of the stories of one kind. */
    private static final class Tally {
        private int stories;
        private int first;
        private int firstOf;
        private int wrongWay;
        private int nobodys;
        private double explained;
        private double unproved;
        private int classes;
        private int classesOf;
        private int leaks;

        Tally and(Tally other) {
            stories += other.stories;
            first += other.first;
            firstOf += other.firstOf;
            wrongWay += other.wrongWay;
            nobodys += other.nobodys;
            explained += other.explained;
            unproved += other.unproved;
            classes += other.classes;
            classesOf += other.classesOf;
            leaks += other.leaks;
            return this;
        }

        double firstShare() {
            return firstOf == 0 ? 1 : first / (double) firstOf;
        }

        double classShare() {
            return classesOf == 0 ? 1 : classes / (double) classesOf;
        }

        double unprovedShare() {
            return explained == 0 ? 0 : unproved / explained;
        }

        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-33s %4d %5d/%-5d %5.1f %% %6d %6d %8.2f %% %5d/%-5d %5.1f %% %6d",
                    name,
                    stories,
                    first,
                    firstOf,
                    100 * firstShare(),
                    wrongWay,
                    nobodys,
                    100 * unprovedShare(),
                    classes,
                    classesOf,
                    100 * classShare(),
                    leaks);
        }
    }

    @Test
    void someOfEachKind() {
        holds(told(1, 1));
    }

    @Test
    @Full("changes of how changes are put down to causes")
    void threeHundredStories() {
        holds(told(Long.getLong("stories.seed", 1_000), 10));
    }

    private static void holds(Told told) {
        Tally all = told.all();
        assertThat(all.leaks).as(told.failures()).isZero();
        assertThat(all.wrongWay).as(told.failures()).isZero();
        assertThat(all.firstShare()).as(told.failures()).isGreaterThanOrEqualTo(0.92);
        assertThat(all.classShare()).as(told.failures()).isGreaterThanOrEqualTo(0.95);
        assertThat(all.unprovedShare()).as(told.failures()).isLessThanOrEqualTo(0.01);
    }

    private record Told(Tally all, String failures) {}

    private static Told told(long seed, int ofEach) {
        Map<String, Tally> tallies = new TreeMap<>();
        var failures = new ArrayList<String>();
        for (String kind : CauseStories.KINDS.keySet()) {
            for (int i = 0; i < ofEach; i++) {
                PlantedStory story = CauseStories.of(kind, ++stories, seed + i);
                rows.add(story);
                Tally tally = tallies.computeIfAbsent(kind, any -> new Tally());
                tally.stories++;
                for (int viewer : List.of(0, story.team, story.other)) {
                    judge(story, viewer, tally, failures);
                }
            }
        }
        var all = new Tally();
        var table = new StringBuilder("""

                                                  true act first   wrong  nobo-  explained
                kind                           stories             way    dy's   that isn't   classes right        leaks
                """);
        tallies.forEach((kind, tally) -> {
            table.append(tally.row(kind)).append('\n');
            all.and(tally);
        });
        table.append(all.row("all"));
        System.out.println(table);
        if (Boolean.getBoolean("stories.failures")) {
            failures.forEach(System.out::println);
        }
        return new Told(all, String.join("\n", failures));
    }

    private static ToldChange change(PlantedStory story, int viewer) {
        var question = new ChangeQuestion(
                story.now,
                story.before,
                CostMetric.EFFECTIVE,
                List.of(new CostFilter(Dimension.ACCOUNT, Operator.IS, List.of(story.account))));
        return new ToldChange(Objects.requireNonNull(node.getBean(TransactionTemplate.class)
                .execute(status ->
                        node.getBean(ChangeReading.class).of(question, visibility(viewer), visible(story, viewer)))));
    }

    private static Visibility visibility(int viewer) {
        return viewer == 0
                ? Visibility.EVERYTHING
                : new Visibility(
                        false,
                        List.of(new Visibility.Span(
                                new TeamId(viewer), LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"))));
    }

    private static Visible visible(PlantedStory story, int viewer) {
        boolean wholly =
                story.uses.stream().allMatch(use -> use.owners.values().stream().allMatch(owner -> owner == viewer));
        return viewer == 0
                ? ResourceVisibility.EVERYTHING
                : new Visible(false, Set.of(new TeamId(viewer)), wholly ? Set.of(story.account) : Set.of());
    }

    // --- judging

    private static void judge(PlantedStory story, int viewer, Tally tally, List<String> failures) {
        ToldChange told = change(story, viewer);
        String who =
                story + (viewer == 0 ? ", everything: " : viewer == story.team ? ", own lead: " : ", other lead: ");
        leaks(story, viewer, told).forEach(leak -> {
            tally.leaks++;
            failures.add(who + "shown " + leak);
        });
        for (Named named : told.named(0, Set.of())) {
            int direction = story.act(named.event()).map(Act::direction).orElse(0);
            if (direction == 0) {
                tally.nobodys++;
                failures.add(who + "named for nothing " + tell(story, named));
            } else if (direction != 2 && direction != named.amount().signum()) {
                tally.wrongWay++;
                failures.add(who + "wrong way " + tell(story, named));
            }
        }
        for (Expected expected : story.expected.getOrDefault(viewer, List.of())) {
            List<Named> named = told.named(expected.team(), expected.resources());
            first(story, viewer, expected, named).ifPresent(right -> {
                tally.firstOf++;
                tally.first += right ? 1 : 0;
                if (!right) {
                    failures.add(who + "not first, but "
                            + named.stream().map(one -> tell(story, one)).toList() + " of " + acts(story, expected));
                }
            });
            explained(story, expected, named, tally);
            Map<ChangeClass, BigDecimal> classes = told.classes(expected.team(), expected.resources());
            tally.classesOf++;
            boolean saysWhy = !expected.classes().containsKey(PlantedStory.UNKNOWN)
                    || told.unread(expected.team(), expected.resources())
                            == (!story.eventsRead || story.oneRegionUnread);
            if (right(expected, classes) && saysWhy) {
                tally.classes++;
            } else {
                failures.add(
                        who + "classes " + classes + ", not " + expected.classes() + " of " + acts(story, expected));
            }
        }
    }

    private static String tell(PlantedStory story, Named named) {
        return story.act(named.event())
                .map(act ->
                        act.person() + " " + act.name() + " " + act.time() + " " + named.of() + " " + named.amount())
                .orElse("unknown event");
    }

    private static String acts(PlantedStory story, Expected expected) {
        return story.acts.stream()
                .filter(act -> expected.acts().containsKey(act.group()))
                .map(act -> act.person() + " " + act.name() + " " + act.time() + " "
                        + expected.acts().get(act.group()))
                .toList()
                .toString();
    }

    /** What the viewer may not see and finds in the answer. */
    private static List<String> leaks(PlantedStory story, int viewer, ToldChange told) {
        if (viewer == 0) {
            return List.of();
        }
        var leaks = new ArrayList<String>();
        String text = told.toString();
        told.teams().stream().filter(team -> team != viewer).forEach(team -> leaks.add("parts of team " + team));
        int hidden = viewer == story.team ? story.other : story.team;
        if (text.contains(StoryRows.name(hidden))) {
            leaks.add(StoryRows.name(hidden));
        }
        Set<String> persons = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (Act act : story.acts) {
            boolean may = story.shown(act, viewer) || viewer == story.team && story.anybodys.contains(act.event());
            (may ? shown : persons).add(act.person());
            if (!may && text.contains(act.event().toString())) {
                leaks.add(act.name() + " by " + act.person());
            }
        }
        persons.removeAll(shown);
        persons.stream().filter(text::contains).forEach(leaks::add);
        for (PlantedStory.Use use : story.uses) {
            if (use.resource.startsWith("arn:") && !use.owners.containsValue(viewer) && text.contains(use.resource)) {
                leaks.add(use.resource);
            }
        }
        return leaks;
    }

    /** Whether the largest amount names whoever did the most; empty where nobody did or the viewer may not be told. */
    private static Optional<Boolean> first(PlantedStory story, int viewer, Expected expected, List<Named> named) {
        double most =
                expected.acts().values().stream().mapToDouble(Math::abs).max().orElse(0);
        if (most < CENT) {
            return Optional.empty();
        }
        Set<String> right = new HashSet<>();
        expected.acts().forEach((group, amount) -> {
            if (Math.abs(amount) >= (1 - TENTH) * most) {
                right.add(group);
            }
        });
        boolean shown = story.acts.stream()
                .filter(act -> right.contains(act.group()))
                .allMatch(act -> story.shown(act, viewer));
        if (!shown) {
            return Optional.empty();
        }
        return Optional.of(!named.isEmpty()
                && right.contains(
                        story.act(named.getFirst().event()).map(Act::group).orElse("")));
    }

    /** Of what is put down to each act as proved, what goes beyond what it made. */
    private static void explained(PlantedStory story, Expected expected, List<Named> named, Tally tally) {
        Map<String, Double> sums = new HashMap<>();
        for (Named one : named) {
            if (one.of() == ChangeClass.EXPLAINED && one.rank() == 0) {
                sums.merge(
                        story.act(one.event()).map(Act::group).orElse(""),
                        one.amount().doubleValue(),
                        Double::sum);
            }
        }
        sums.forEach((group, sum) -> {
            double truth = expected.acts().getOrDefault(group, 0.0);
            tally.explained += Math.abs(sum);
            tally.unproved += truth * sum < 0 ? Math.abs(sum) : Math.max(0, Math.abs(sum) - Math.abs(truth));
        });
    }

    private static boolean right(Expected expected, Map<ChangeClass, BigDecimal> classes) {
        double size = Math.max(
                expected.classes().values().stream().mapToDouble(Math::abs).sum(),
                expected.acts().values().stream().mapToDouble(Math::abs).sum());
        double off = TENTH * size + expected.slack() + CENT;
        Set<ChangeClass> others = new HashSet<>(classes.keySet());
        boolean right = true;
        for (Map.Entry<Set<ChangeClass>, Double> one : expected.classes().entrySet()) {
            double sum = one.getKey().stream()
                    .map(of -> classes.getOrDefault(of, BigDecimal.ZERO))
                    .mapToDouble(BigDecimal::doubleValue)
                    .sum();
            right &= Math.abs(sum - one.getValue()) <= off;
            others.removeAll(one.getKey());
        }
        return right && others.stream().allMatch(of -> Math.abs(classes.get(of).doubleValue()) <= off);
    }
}
