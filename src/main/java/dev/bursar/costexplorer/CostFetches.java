package dev.bursar.costexplorer;

import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Run;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what a run has paid for until its slices are replaced, by month, so that a killed run pays again only for the question
 * in flight and a large window is never held in memory as a whole.
 */
@Component
class CostFetches {
    private static final String BEGUN = "begun";

    private final JdbcClient jdbc;
    private final CostSource source;
    private final TeamKey teamKey;

    CostFetches(JdbcClient jdbc, CostSource source, TeamKey teamKey) {
        this.jdbc = jdbc;
        this.source = source;
        this.teamKey = teamKey;
    }

    /**
     * What an answer says besides its groups.
     *
     * @param unproven periods in which what a further team key gave isn't what the keys before it had left
     * @param carriers by team key but the first, the services that have a value of it
     */
    record Head(
            Set<LocalDate> estimated,
            Map<String, String> accountNames,
            int pages,
            Set<LocalDate> unproven,
            Map<String, Set<String>> carriers) {
        Head {
            // what was kept before there were several keys
            unproven = Set.copyOf(Objects.requireNonNullElse(unproven, Set.of()));
            carriers = Map.copyOf(Objects.requireNonNullElse(carriers, Map.of()));
        }
    }

    private record Groups(List<CostResponse.Group> groups) {}

    /**
     * @param tagKey null in what was begun before there was a choice
     * @param keys null in what was begun before there was an order
     */
    private record Begun(
            Instant at, @Nullable String tagKey, @Nullable List<Key> keys) {}

    /** When this run began to ask, kept with its answers. */
    Instant begun(Run run) {
        return beginning(run).at();
    }

    /** The tags that this run's questions are about, whatever is chosen meanwhile. */
    TeamKeys keys(Run run) {
        return keys(beginning(run));
    }

    private Begun beginning(Run run) {
        return keep(run, BEGUN, Begun.class, () -> {
            TeamKeys keys = teamKey.keys();
            return new Begun(run.startedAt(), keys.first(), keys.keys());
        });
    }

    private TeamKeys keys(Begun begun) {
        return begun.keys() != null
                ? new TeamKeys(begun.keys())
                : TeamKeys.of(
                        begun.tagKey() != null
                                ? begun.tagKey()
                                : teamKey.configured()
                                        .orElseGet(() -> teamKey.keys().first()));
    }

    /**
     * Makes the answers of an earlier run this run's own, with the moment it began to ask; only within a month, since later its
     * questions would be refused, and only if they were about the same tags.
     *
     * @param since runs that began to ask before are left alone
     */
    void takeOver(Run run, Instant since) {
        run.commit(() -> {
            Optional<Long> left = jdbc.sql("select max(run_id) from cost_fetch where run_id < :run and name = :begun")
                    .param("run", run.id())
                    .param("begun", BEGUN)
                    .query(Long.class)
                    .optional();
            if (left.isEmpty() || find(run.id(), BEGUN, Begun.class).isPresent()) {
                return 0;
            }
            Begun begun = find(left.get(), BEGUN, Begun.class).orElseThrow();
            return begun.at().isBefore(since)
                            || !month(begun.at()).equals(month(run.startedAt()))
                            || !keys(begun).equals(teamKey.keys())
                    ? 0
                    : jdbc.sql("update cost_fetch set run_id = :run where run_id = :left")
                            .param("run", run.id())
                            .param("left", left.get())
                            .update();
        });
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(ZoneOffset.UTC));
    }

    /**
     * Asks the question unless this run has its answer already; where several keys name teams, by several questions, of which each
     * that was answered is kept.
     *
     * @param carriers by key but the first, the services that are known to have a value of it; null while that isn't known
     */
    Head ask(Run run, String name, CostRequest question, @Nullable Map<String, Set<String>> carriers) {
        return find(run.id(), name, Head.class).orElseGet(() -> {
            KeyQuestions.Answer all = new KeyQuestions(question, keys(run), carriers)
                    .answer((number, one) -> number == 0 && keys(run).single()
                            ? source.ask(one, run.meter())
                            : keep(run, part(name, number), CostResponse.class, () -> source.ask(one, run.meter())));
            CostResponse answer = all.costs();
            var head =
                    new Head(answer.estimated(), answer.accountNames(), answer.pages(), all.unproven(), all.carriers());
            run.commit(() -> {
                months(answer).forEach((month, groups) -> store(run.id(), name + "/" + month, 0, new Groups(groups)));
                store(run.id(), name, answer.pages(), head);
                IntStream.range(0, all.questions()).forEach(number -> forget(run.id(), part(name, number)));
                return head;
            });
            return head;
        });
    }

    private static String part(String name, int number) {
        return name + "+" + number;
    }

    private void forget(long run, String name) {
        jdbc.sql("delete from cost_fetch where run_id = :run and name = :name")
                .param("run", run)
                .param("name", name)
                .update();
    }

    /** Makes and keeps something that the run must find unchanged after a crash, such as its plan. */
    <T> T keep(Run run, String name, Class<T> type, Supplier<T> made) {
        return find(run.id(), name, type).orElseGet(() -> {
            T value = made.get();
            run.commit(() -> {
                store(run.id(), name, 0, value);
                return value;
            });
            return value;
        });
    }

    /** An answer's groups of one month. */
    List<CostResponse.Group> groups(Run run, String name, YearMonth month) {
        return find(run.id(), name + "/" + month, Groups.class)
                .map(Groups::groups)
                .orElse(List.of());
    }

    /** Forgets everything that the run has kept; called once its slices are replaced. */
    void forget(long run) {
        jdbc.sql("delete from cost_fetch where run_id <= :run")
                .param("run", run)
                .update();
    }

    private static Map<YearMonth, List<CostResponse.Group>> months(CostResponse answer) {
        return answer.groups().stream()
                .collect(Collectors.groupingBy(
                        group -> YearMonth.from(group.period()), TreeMap::new, Collectors.toList()));
    }

    private <T> Optional<T> find(long run, String name, Class<T> type) {
        return jdbc.sql("select answer from cost_fetch where run_id = :run and name = :name")
                .param("run", run)
                .param("name", name)
                .query((row, number) -> CompressedJson.unpack(row.getBytes("answer"), type))
                .optional();
    }

    private void store(long run, String name, int pages, Object value) {
        jdbc.sql("insert into cost_fetch (run_id, name, pages, answer) values (:run, :name, :pages, :answer)")
                .param("run", run)
                .param("name", name)
                .param("pages", pages)
                .param("answer", CompressedJson.pack(value))
                .update();
    }
}
