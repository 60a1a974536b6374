package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.aws.AwsBudgetReader;
import dev.bursar.budgets.aws.AwsBudgetReader.Judged;
import dev.bursar.budgets.aws.AwsBudgetReader.TeamFacts;
import dev.bursar.budgets.aws.AwsBudgetStore;
import dev.bursar.budgets.aws.TeamMatch;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares own budgets with those of AWS as they were read last. */
@Component
@Transactional(readOnly = true)
class ManagedState {
    private final AwsBudgetStore store;
    private final AwsBudgetReader reader;
    private final DailyReadings readings;

    ManagedState(AwsBudgetStore store, AwsBudgetReader reader, DailyReadings readings) {
        this.store = store;
        this.reader = reader;
        this.readings = readings;
    }

    /** What is read once for all budgets of a page. */
    public final class Now {
        private final AwsBudgetReader.Judging judging = reader.judging();
        private final TeamFacts facts = judging.team();
        private final List<AwsBudget> there = store.all();
        private final List<Judged> judged = judging.of(there);
        private final @Nullable Instant readAt =
                readings.state(AwsBudgetStore.JOB).readAt();

        private Now() {}

        /** When AWS's budgets were read; the beginning of time while they weren't. */
        Instant readAt() {
            return readAt == null ? Instant.EPOCH : readAt;
        }

        LocalDate today() {
            return facts.today();
        }

        boolean isTaken(String name) {
            return there.stream().anyMatch(one -> one.name().equals(name));
        }

        Optional<AwsBudget> named(String name) {
            return there.stream().filter(one -> one.name().equals(name)).findFirst();
        }

        /** What the budget would be in AWS: only what the reading side would take for exactly its team's. */
        Candidate candidate(Budget budget) {
            Candidate candidate = Candidate.of(budget, facts);
            return candidate instanceof Candidate.Possible possible && !isMatched(possible)
                    ? new Candidate.Impossible(PublishObstacle.NO_MATCH)
                    : candidate;
        }

        private boolean isMatched(Candidate.Possible possible) {
            return judging.of(List.of(read(possible.part()))).stream().anyMatch(one -> matches(one, possible));
        }

        /** AWS's budgets that are the same already, by name; {@code managed} ones left out. */
        List<String> adoptable(Budget budget, List<ManagedBudget> managed) {
            if (!(candidate(budget) instanceof Candidate.Possible possible)) {
                return List.of();
            }
            List<LocalDate> periods = periods(budget, today());
            return judged.stream()
                    .filter(one -> matches(one, possible) && isSame(one.budget(), possible, periods))
                    .map(one -> one.budget().name())
                    .filter(name -> managed.stream()
                            .noneMatch(other -> other.name().equals(name)
                                    && (other.budget() != budget.id() || other.written() != null)))
                    .toList();
        }

        /** Empty while AWS hasn't been read since it was written, and where it can't be compared. */
        Optional<Drift> drift(Budget budget, ManagedBudget managed) {
            @Nullable String written = managed.written();
            if (written == null || readAt == null || isOlder(readAt, managed)) {
                return Optional.empty();
            }
            return candidate(budget) instanceof Candidate.Possible possible
                    ? Optional.of(drift(budget, managed, possible, written))
                    : Optional.empty();
        }

        private boolean isOlder(Instant read, ManagedBudget managed) {
            return managed.writtenAt() != null && read.isBefore(managed.writtenAt());
        }

        private Drift drift(Budget budget, ManagedBudget managed, Candidate.Possible possible, String written) {
            Optional<Judged> now = judged.stream()
                    .filter(one -> one.budget().name().equals(managed.name()))
                    .findFirst();
            String ours = now.filter(one -> matches(one, possible)).isPresent()
                    ? withFilterOf(written, possible.part())
                    : possible.part();
            var sides = new Drift.Sides(
                    written, ours, now.map(one -> one.budget().raw()).orElse(null), periods(budget, today()));
            Optional<Drift.Notices> notices = managed.notices() == null
                    ? Optional.empty()
                    : Optional.of(new Drift.Notices(
                            managed.noticeList(), Candidate.notices(budget.thresholds()), now.flatMap(Now::notices)));
            return Drift.of(sides, notices);
        }

        static Optional<List<String>> notices(Judged judged) {
            return Optional.ofNullable(judged.budget().notifications())
                    .map(all -> all.stream().map(BudgetJson::notification).toList());
        }
    }

    public Now now() {
        return new Now();
    }

    private static boolean matches(Judged judged, Candidate.Possible possible) {
        return judged.match() instanceof TeamMatch.Matched matched
                && matched.team().equals(possible.team())
                && matched.basis().metric() == possible.metric()
                && matched.basis().without().equals(possible.without());
    }

    private static boolean isSame(AwsBudget there, Candidate.Possible possible, List<LocalDate> periods) {
        return Drift.of(new Drift.Sides(possible.part(), possible.part(), there.raw(), periods), Optional.empty())
                .differences()
                .stream()
                .allMatch(one -> one.part() == Drift.Part.COSTS);
    }

    /** The form in which costs were told stays as long as it tells the same. */
    private static String withFilterOf(String written, String part) {
        ObjectNode json = BudgetJson.read(part);
        ObjectNode budget = (ObjectNode) json.path(BudgetJson.BUDGET);
        JsonNode was = BudgetJson.read(written).path(BudgetJson.BUDGET);
        Drift.FILTER.forEach(name -> budget.set(name, was.has(name) ? was.path(name) : BudgetJson.JSON.nullNode()));
        return json.toString();
    }

    static List<LocalDate> periods(Budget budget, LocalDate today) {
        int count = switch (budget.cadence()) {
            case MONTH -> Candidate.MONTHS;
            case QUARTER -> Candidate.QUARTERS;
            case YEAR -> 1;
        };
        var periods = new ArrayList<LocalDate>();
        for (int i = 0; i < count; i++) {
            periods.add(budget.cadence().shifted(budget.period(today), i).getStart());
        }
        return periods;
    }

    /** As the reading side would see it. */
    private static AwsBudget read(String part) {
        JsonNode budget = BudgetJson.read(part).path(BudgetJson.BUDGET);
        return new AwsBudget(
                "",
                AwsBudget.COST,
                new AwsBudget.Period(budget.path("TimeUnit").asString(""), null, null),
                new AwsBudget.Limits(null, new TreeMap<>(), null),
                new AwsFilter(
                        Map.of(),
                        Map.of(),
                        budget.path("FilterExpression").toString(),
                        budget.path("Metrics").values().stream()
                                .map(JsonNode::asString)
                                .toList()),
                new AwsBudget.Spend(null, null, null),
                null,
                null,
                part);
    }
}
