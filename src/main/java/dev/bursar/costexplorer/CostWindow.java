package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.Combination;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.LoadThrottle;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SliceStore;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.costexplorer.QuestionPlan.Query;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches one window of neighbouring changed periods and replaces its slices.
 *
 * <p>What occurs together is first taken from the charges stored lately; where the probes name many pairs that aren't among
 * them, what occurs is asked for and the window is fetched as a whole. Fetched costs are held against the probes: what is
 * missing from a pair's sum is asked for by that pair.
 */
@Component
class CostWindow {
    private static final Logger log = LoggerFactory.getLogger(CostWindow.class);
    private static final int LOOK_BACK_DAYS = 35;
    private static final int ROWS_A_COMMIT = 20_000;
    private static final int MOST_UNKNOWN_PAIRS = 4;
    private static final int MOST_MISSING_PAIRS = 40;

    private final CostFetches fetches;
    private final CostProbes probes;
    private final SliceStore store;
    private final LoadThrottle rest;

    CostWindow(CostFetches fetches, CostProbes probes, SliceStore store, LoadThrottle rest) {
        this.fetches = fetches;
        this.probes = probes;
        this.store = store;
        this.rest = rest;
    }

    /** A plan; one that was not discovered gives only what changed, and what is stored besides is kept. */
    record Planned(QuestionPlan plan, boolean discovered) {
        Planned and(List<Query> more) {
            var queries = new ArrayList<>(plan.queries());
            queries.addAll(more);
            return new Planned(new QuestionPlan(queries), discovered);
        }
    }

    /** A period whose fetched costs did not add up to its probes, and the pairs at which they differ. */
    private record Unclear(ProbedPeriod period, Map<Probe, Set<List<String>>> pairs) {}

    /**
     * @param periods neighbouring and in order
     * @param carriers by team key but the first, the services that have a value of it
     * @return how many slices could not be replaced because AWS's answers did not agree with each other
     */
    int load(Run run, String payer, List<ProbedPeriod> periods, Map<String, Set<String>> carriers) {
        String name = "window-" + periods.getFirst().start();
        Planned planned = fetches.keep(
                run,
                name + "-plan",
                Planned.class,
                () -> periods.stream().allMatch(ProbedPeriod::isEmpty)
                        ? new Planned(new QuestionPlan(List.of()), true)
                        : fromStored(run, periods, carriers).orElseGet(() -> discovered(run, name, periods, carriers)));
        List<ProbedPeriod> left = completed(run, payer, periods, planned, name, carriers);
        if (!left.isEmpty() && !planned.discovered()) {
            log.info("{} of {} periods did not add up; asking what occurs together", left.size(), periods.size());
            String again = name + "-again";
            List<ProbedPeriod> unclear = left;
            Planned whole =
                    fetches.keep(run, again + "-plan", Planned.class, () -> discovered(run, again, unclear, carriers));
            left = completed(run, payer, unclear, whole, again, carriers);
        }
        return left.isEmpty() ? 0 : leave(run, left);
    }

    /** Leaves the periods as they are and says so; returns how many slices that are. */
    int leave(Run run, List<ProbedPeriod> left) {
        int slices = left.stream().mapToInt(CostWindow::slices).sum();
        run.problem(new SourceProblem(
                SourceProblem.Kind.BAD_ANSWER,
                new CostProblem.NotAddingUp(left.getFirst().start(), left.size() - 1, currencies(left)),
                null));
        run.report(run.progress()
                .slices(
                        run.progress().slicesDone(),
                        run.progress().slicesFailed() + slices,
                        run.progress().slicesAll()));
        return slices;
    }

    private static Set<String> currencies(List<ProbedPeriod> periods) {
        Set<String> currencies = new TreeSet<>();
        periods.forEach(period -> period.now()
                .values()
                .forEach(sums -> sums.sums().keySet().forEach(key -> currencies.add(key.currency()))));
        return currencies;
    }

    /**
     * A plan from the charges stored lately, for what the probes say has changed. A few pairs that are new among them are
     * asked for by themselves; with many, or by other tags, the stored charges tell too little, and there is no plan.
     */
    private Optional<Planned> fromStored(Run run, List<ProbedPeriod> periods, Map<String, Set<String>> carriers) {
        LocalDate from = periods.getFirst().start();
        LocalDate to = periods.getLast().end();
        if (probes.byOtherKeys(fetches.keys(run), from.minusDays(LOOK_BACK_DAYS).withDayOfMonth(1))) {
            return Optional.empty();
        }
        Set<Combination> known = withFurtherKeys(
                store.combinations(from.minusDays(LOOK_BACK_DAYS), to),
                ProbedPeriod.changed(periods, Probe.TAG_SERVICE),
                carriers);
        Set<Combination> wanted = new HashSet<>();
        var unknown = new ArrayList<Query>();
        for (Probe probe : Probe.values()) {
            Set<List<String>> unseen = ProbedPeriod.changed(periods, probe);
            Set<List<String>> changed = Set.copyOf(unseen);
            for (Combination cell : known) {
                List<String> pair = probe.key(cell);
                if (changed.contains(pair)) {
                    wanted.add(cell);
                    unseen.remove(pair);
                }
            }
            unseen.stream()
                    .sorted(Comparator.comparing(List::toString))
                    .forEach(pair -> unknown.add(QuestionPlan.pair(probe.groupBy(), pair)));
        }
        if (unknown.size() > MOST_UNKNOWN_PAIRS || !unknown.stream().allMatch(Query::canBeAsked)) {
            return Optional.empty();
        }
        var queries = new ArrayList<Query>();
        if (!wanted.isEmpty()) {
            queries.addAll(QuestionPlan.cheapest(Cooccurrence.of(wanted), Cooccurrence.of(known), false)
                    .queries());
        }
        queries.addAll(unknown);
        return Optional.of(new Planned(new QuestionPlan(queries), false));
    }

    /**
     * The same with what a further key may make of stored charges without a value: a service that has values of it can have them in each
     * account and record type in which it has cost without one.
     */
    private static Set<Combination> withFurtherKeys(
            Set<Combination> stored, Set<List<String>> changed, Map<String, Set<String>> carriers) {
        Set<Combination> all = new HashSet<>(stored);
        Set<String> services =
                carriers.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        for (Combination cell : stored) {
            if (cell.tagValue().isEmpty() && services.contains(cell.service())) {
                changed.stream()
                        .filter(pair -> pair.getLast().equals(cell.service()))
                        .forEach(pair -> all.add(
                                new Combination(cell.account(), cell.service(), cell.recordType(), pair.getFirst())));
            }
        }
        return all;
    }

    /** A plan for everything in the window, from the probes and the pairs that are worth asking for. */
    private Planned discovered(Run run, String name, List<ProbedPeriod> periods, Map<String, Set<String>> carriers) {
        LocalDate from = periods.getFirst().start();
        LocalDate to = periods.getLast().end();
        var support = new Cooccurrence();
        for (Probe probe : Probe.values()) {
            CostDimension one = probe.groupBy().getFirst();
            CostDimension other = probe.groupBy().getLast();
            support.learn(one, other);
            periods.forEach(period -> period.now(probe)
                    .sums()
                    .keySet()
                    .forEach(key -> support.add(
                            one, key.values().getFirst(), other, key.values().getLast())));
        }
        for (Optional<List<CostDimension>> pair = Discovery.next(support);
                pair.isPresent();
                pair = Discovery.next(support)) {
            CostDimension one = pair.get().getFirst();
            CostDimension other = pair.get().getLast();
            run.report(run.progress().doing("Finding the cheapest queries"));
            String question = name + "-pairs-" + one + "-" + other;
            fetches.ask(run, question, new CostRequest(from, to, Granularity.MONTHLY, pair.get(), null), carriers);
            support.learn(one, other);
            months(from, to)
                    .forEach(month -> fetches.groups(run, question, month)
                            .forEach(group -> support.add(
                                    one,
                                    group.keys().getFirst(),
                                    other,
                                    group.keys().getLast())));
        }
        return new Planned(QuestionPlan.cheapest(support, support, true), true);
    }

    /** Fetches by the plan, then what is missing if that is little; returns the periods that still do not add up. */
    private List<ProbedPeriod> completed(
            Run run,
            String payer,
            List<ProbedPeriod> periods,
            Planned planned,
            String name,
            Map<String, Set<String>> carriers) {
        List<Unclear> unclear = attempt(run, payer, periods, planned, name, carriers);
        List<Query> missing = missing(unclear, planned.discovered() ? MOST_MISSING_PAIRS : MOST_UNKNOWN_PAIRS);
        if (!missing.isEmpty()) {
            Planned more = fetches.keep(run, name + "-more-plan", Planned.class, () -> planned.and(missing));
            unclear = attempt(run, payer, periods(unclear), more, name, carriers);
        }
        return periods(unclear);
    }

    /**
     * The questions that fix the pairs at which sums differ. What the plan could not know of shows there: groups that cancel
     * out are absent from answers that add them up.
     */
    private static List<Query> missing(List<Unclear> unclear, int most) {
        List<Query> fewest = List.of();
        for (Probe probe : Probe.values()) {
            List<Query> queries = unclear.stream()
                    .flatMap(period -> period.pairs().getOrDefault(probe, Set.of()).stream())
                    .distinct()
                    .sorted(Comparator.comparing(List::toString))
                    .map(pair -> QuestionPlan.pair(probe.groupBy(), pair))
                    .toList();
            if (!queries.isEmpty()
                    && queries.size() <= most
                    && queries.stream().allMatch(Query::canBeAsked)
                    && (fewest.isEmpty() || queries.size() < fewest.size())) {
                fewest = queries;
            }
        }
        return fewest;
    }

    private static List<ProbedPeriod> periods(List<Unclear> unclear) {
        return unclear.stream().map(Unclear::period).toList();
    }

    /**
     * Fetches by the plan and replaces slices month by month, the newest first, because that is what people look at first; returns the periods
     * that did not add up, in order.
     */
    private List<Unclear> attempt(
            Run run,
            String payer,
            List<ProbedPeriod> periods,
            Planned planned,
            String name,
            Map<String, Set<String>> carriers) {
        LocalDate from = periods.getFirst().start();
        LocalDate to = periods.getLast().end();
        List<Query> queries = planned.plan().queries();
        List<YearMonth> months = months(from, to).reversed();
        int before = run.progress().stepsDone();
        int all = before + queries.size() + months.size();
        for (int i = 0; i < queries.size(); i++) {
            run.report(run.progress()
                    .doing(StepText.query(i + 1, queries.size(), words(queries.get(i))))
                    .steps(before + i, all));
            fetches.ask(run, name + "-" + i, queries.get(i).question(from, to), carriers);
        }
        var left = new ArrayList<Unclear>();
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            run.report(run.progress().doing("Storing " + month).steps(before + queries.size() + i, all));
            List<ProbedPeriod> inMonth = periods.stream()
                    .filter(period -> YearMonth.from(period.start()).equals(month))
                    .toList();
            if (!inMonth.isEmpty()) {
                left.addAll(store(run, payer, inMonth, planned, name, month));
            }
        }
        run.report(run.progress().steps(all, all));
        left.sort(Comparator.comparing(unclear -> unclear.period().start()));
        return left;
    }

    private List<Unclear> store(
            Run run, String payer, List<ProbedPeriod> periods, Planned planned, String name, YearMonth month) {
        LocalDate from = periods.getFirst().start();
        LocalDate to = periods.getLast().end();
        Map<LocalDate, List<SourceCharge>> days = new TreeMap<>();
        charges(run, planned, name, month, from, to)
                .forEach(charge -> days.computeIfAbsent(charge.day(), day -> new ArrayList<>())
                        .add(charge));
        Map<LocalDate, Set<String>> before = store.accounts(from, to);
        TeamKeys keys = fetches.keys(run);

        var left = new ArrayList<Unclear>();
        var ready = new ArrayList<ProbedPeriod>();
        for (ProbedPeriod period : periods) {
            var unclear = new Unclear(period, differences(period, days, keys));
            if (unclear.pairs().isEmpty()) {
                ready.add(period);
            } else {
                left.add(unclear);
            }
        }
        var batch = new ArrayList<Slice>();
        var accepted = new ArrayList<ProbedPeriod>();
        int rows = 0;
        for (ProbedPeriod period : ready) {
            for (LocalDate day = period.start(); day.isBefore(period.end()); day = day.plusDays(1)) {
                List<SourceCharge> charged = days.getOrDefault(day, List.of());
                batch.addAll(slices(day, charged, before.getOrDefault(day, Set.of()), period.estimated()));
                rows += charged.size();
            }
            accepted.add(period);
            if (rows >= ROWS_A_COMMIT) {
                commit(run, payer, batch, accepted);
                rows = 0;
            }
        }
        commit(run, payer, batch, accepted);
        return left;
    }

    private void commit(Run run, String payer, List<Slice> batch, List<ProbedPeriod> accepted) {
        if (accepted.isEmpty()) {
            return;
        }
        TeamKeys keys = fetches.keys(run);
        SliceStore.Loaded loaded = rest.before(() -> run.commit(() -> {
            SliceStore.Loaded result = store.replace(batch, "cost-explorer:" + payer, run.id());
            for (ProbedPeriod period : accepted) {
                for (Probe probe : Probe.values()) {
                    probes.accept(payer, keys, probe, period.granularity(), period.start(), period.now(probe));
                }
            }
            return result;
        }));
        var progress = run.progress();
        run.report(progress.slices(
                        progress.slicesDone() + batch.size(),
                        progress.slicesFailed(),
                        progress.slicesAll() + batch.size())
                .rows(progress.rowsChanged() + loaded.charges()));
        batch.clear();
        accepted.clear();
    }

    /**
     * A month's charges: what was fetched and, where only changes were, what is stored besides. A group that several parts of
     * a question could have given is left out, and so missing from the sums.
     */
    private List<SourceCharge> charges(
            Run run, Planned planned, String name, YearMonth month, LocalDate from, LocalDate to) {
        Map<Identity, SourceCharge> charges = new LinkedHashMap<>();
        List<Query> queries = planned.plan().queries();
        for (int i = 0; i < queries.size(); i++) {
            for (CostResponse.Group group : fetches.groups(run, name + "-" + i, month)) {
                if (group.period().isBefore(from) || !group.period().isBefore(to)) {
                    continue;
                }
                // a combination that two questions cover is the same in both
                queries.get(i)
                        .cell(group.keys())
                        .ifPresent(cell -> charges.put(
                                new Identity(
                                        group.period(), cell, group.amounts().currency()),
                                charge(group.period(), cell, group.amounts())));
            }
        }
        if (!planned.discovered()) {
            store.charges(from, to).forEach(charge -> {
                Combination cell = charge.combination();
                if (queries.stream().noneMatch(query -> query.covers(cell))) {
                    charges.put(
                            new Identity(charge.day(), cell, charge.amounts().currency()), charge);
                }
            });
        }
        return List.copyOf(charges.values());
    }

    /** The pairs at which the days' charges do not add up to the probes. */
    private static Map<Probe, Set<List<String>>> differences(
            ProbedPeriod period, Map<LocalDate, List<SourceCharge>> days, TeamKeys keys) {
        Map<Probe, Set<List<String>>> differences = new EnumMap<>(Probe.class);
        for (Probe probe : Probe.values()) {
            Map<ProbeSums.Key, CostAmounts> sums = new HashMap<>();
            Map<ProbeSums.Key, Integer> groups = new HashMap<>();
            for (LocalDate day = period.start(); day.isBefore(period.end()); day = day.plusDays(1)) {
                // a charge may be what several keys said, each rounded by itself
                int rounded = Math.max(1, keys.on(day).size());
                for (SourceCharge charge : days.getOrDefault(day, List.of())) {
                    var key = new ProbeSums.Key(
                            probe.key(charge.combination()), charge.amounts().currency());
                    sums.merge(key, charge.amounts(), CostAmounts::plus);
                    groups.merge(key, rounded, Integer::sum);
                }
            }
            Set<List<String>> pairs = period.now(probe).differences(new ProbeSums(sums), groups);
            if (!pairs.isEmpty()) {
                differences.put(probe, pairs);
            }
        }
        return differences;
    }

    private static List<Slice> slices(
            LocalDate day, List<SourceCharge> charged, Set<String> before, boolean estimated) {
        Map<String, List<SourceCharge>> accounts = new TreeMap<>();
        before.forEach(account -> accounts.put(account, new ArrayList<>()));
        charged.forEach(charge -> accounts.computeIfAbsent(charge.account(), account -> new ArrayList<>())
                .add(charge));
        return accounts.entrySet().stream()
                .map(entry -> new Slice(day, entry.getKey(), estimated, entry.getValue()))
                .toList();
    }

    private static int slices(ProbedPeriod period) {
        long accounts = period.now(Probe.ACCOUNT_RECORD_TYPE).sums().keySet().stream()
                .map(key -> key.values().getFirst())
                .distinct()
                .count();
        return (int) accounts * (int) java.time.temporal.ChronoUnit.DAYS.between(period.start(), period.end());
    }

    private static SourceCharge charge(LocalDate day, Combination cell, CostAmounts amounts) {
        return new SourceCharge(day, cell.account(), cell.service(), cell.recordType(), cell.tagValue(), amounts);
    }

    private static List<YearMonth> months(LocalDate from, LocalDate to) {
        var months = new ArrayList<YearMonth>();
        for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    private static String words(Query query) {
        QuestionPlan.Part part = query.parts().getFirst();
        String text = part.firstValue()
                + (part.alone() ? "" : ", " + (part.secondValue().isEmpty() ? "untagged" : part.secondValue()));
        String cut = text.length() > 120 ? text.substring(0, 120) + "…" : text;
        return query.parts().size() == 1 ? cut : cut + " and " + (query.parts().size() - 1) + " more";
    }

    private record Identity(LocalDate day, Combination cell, String currency) {}
}
