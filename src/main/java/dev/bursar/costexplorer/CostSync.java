package dev.bursar.costexplorer;

import static dev.bursar.charges.Granularity.DAILY;
import static dev.bursar.charges.Granularity.MONTHLY;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.OwnerSource;
import dev.bursar.charges.spi.SliceStore;
import dev.bursar.costexplorer.CostFetches.Head;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Keeps charges equal to Cost Explorer's answers with the fewest paid requests: probes find what changed, only that is fetched,
 * and what was fetched is held against the probes before it is stored. Backfill and refresh are this same job. People need it first.
 */
@Component
class CostSync implements SyncJob {
    static final String NAME = "costs";
    private static final BigDecimal PAGE_USD = new BigDecimal("0.01");
    private static final int QUESTIONS = 30;
    /** AWS changes costs three times a day at most: after a failed run answers of the last hour are not paid for again. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final int HISTORY_DAYS = 425;
    private static final int ROWS_AN_ACCOUNT_A_DAY = 28;
    private static final int ROWS_A_PAGE = 1_000;

    private final CostSource source;
    private final CostFetches fetches;
    private final CostProbes probes;
    private final CostWindow window;
    private final OwnerSource owners;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final AwsReadiness readiness;
    private final SliceStore store;

    CostSync(
            CostSource source,
            CostFetches fetches,
            CostProbes probes,
            CostWindow window,
            OwnerSource owners,
            Organisation organisation,
            TeamKey teamKey,
            AwsReadiness readiness,
            SliceStore store) {
        this.source = source;
        this.fetches = fetches;
        this.probes = probes;
        this.window = window;
        this.owners = owners;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.readiness = readiness;
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Refresh costs";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return readiness.paid();
    }

    /**
     * A guess from what is free to know: probes and plan, with a page for each question and with pages for as many rows as large
     * accounts have. How many rows there are, and how many a page of Cost Explorer holds, shows when costs are read.
     */
    @Override
    public Optional<Estimate> estimate() {
        int listed = organisation.accounts().size();
        int accounts = Math.max(1, listed);
        int keys = Math.max(1, teamKey.keys().keys().size());
        return Optional.of(Estimate.of(
                QUESTIONS,
                keys * QUESTIONS + accounts * HISTORY_DAYS * ROWS_AN_ACCOUNT_A_DAY / ROWS_A_PAGE,
                PAGE_USD,
                "14 months of " + accounts + (accounts == 1 ? " account" : " accounts")
                        + (listed == 0 ? " (accounts are not listed yet; each further one costs about as much)" : "")
                        + (keys == 1 ? "" : ", by " + keys + " team keys")
                        + ", at about 1,000 rows a page: the more services and tag values an account uses, the more;"
                        + " never more than the caps"));
    }

    /** A page for each probe, by day and by month. */
    @Override
    public BigDecimal leastCostUsd() {
        return PAGE_USD.multiply(BigDecimal.valueOf(2L * Probe.values().length));
    }

    private record Change(Granularity granularity, LocalDate start, Map<Probe, Set<List<String>>> pairs) {}

    private record Changed(List<Change> changes) {
        List<ProbedPeriod> of(List<ProbedPeriod> periods) {
            return periods.stream()
                    .flatMap(period -> changes.stream()
                            .filter(change -> change.granularity() == period.granularity()
                                    && change.start().equals(period.start()))
                            .map(change -> new ProbedPeriod(
                                    period.granularity(),
                                    period.start(),
                                    period.estimated(),
                                    period.now(),
                                    change.pairs())))
                    .toList();
        }
    }

    @Override
    public int run(Run run) {
        String payer = source.payer(run.meter());
        probes.otherPayer(payer).ifPresent(other -> {
            throw otherPayer(other, payer);
        });

        teamKey.configured().ifPresent(key -> run.commit(() -> probes.adopt(key)));
        Instant fresh = run.startedAt().minus(FRESH);
        fetches.takeOver(run, probes.any() ? fresh : Instant.MIN);
        // first store what an earlier run had begun to read, then look for changes since
        if (fetches.begun(run).isBefore(fresh)) {
            pass(run, payer);
        }
        return pass(run, payer);
    }

    private static SourceProblem otherPayer(String stored, String payer) {
        if (payer.equals(CostSource.UNKNOWN_PAYER)) {
            return new SourceProblem(SourceProblem.Kind.BAD_ANSWER, new CostProblem.PayerUnknown(stored), null);
        }
        return new SourceProblem(SourceProblem.Kind.BAD_QUESTION, new CostProblem.OtherPayer(stored, payer), null);
    }

    private static Set<String> tagValues(List<ProbedPeriod> periods) {
        return periods.stream()
                .flatMap(period -> period.now(Probe.TAG_SERVICE).sums().keySet().stream())
                .map(key -> key.values().getFirst())
                .collect(Collectors.toSet());
    }

    /**
     * What the probes answered.
     *
     * @param unproven periods whose answers about several team keys did not agree with each other
     * @param carriers by team key but the first, the services that have a value of it
     */
    private record Probed(List<ProbedPeriod> periods, List<ProbedPeriod> unproven, Map<String, Set<String>> carriers) {}

    private int pass(Run run, String payer) {
        ReadRange frame = ReadRange.at(fetches.begun(run));
        Probed probed = probe(run, frame, payer);
        List<ProbedPeriod> periods = probed.periods();
        run.commit(() -> {
            owners.found(tagValues(periods));
            return true;
        });
        // kept, because what a crashed attempt has stored already would not look changed any more
        List<ProbedPeriod> changed = fetches.keep(
                        run,
                        "changed",
                        Changed.class,
                        () -> new Changed(periods.stream()
                                .filter(ProbedPeriod::hasChanged)
                                .map(period -> new Change(period.granularity(), period.start(), period.changed()))
                                .toList()))
                .of(periods);
        int failed = probed.unproven().isEmpty() ? 0 : window.leave(run, probed.unproven());
        for (List<ProbedPeriod> some : ProbedPeriod.windows(changed)) {
            failed += window.load(run, payer, some, probed.carriers());
        }
        run.commit(() -> store.settle(periods.stream()
                .filter(period -> !period.estimated())
                .map(period -> new DayRange(period.start(), period.end()))
                .toList()));
        fetches.forget(run.id());
        run.report(run.progress().doing(changed.isEmpty() ? "Nothing has changed" : ""));
        return failed;
    }

    /** Asks each probe by day for the open months and by month for the rest, and compares with the last answers. */
    private Probed probe(Run run, ReadRange frame, String payer) {
        TeamKeys keys = fetches.keys(run);
        var periods = new ArrayList<ProbedPeriod>();
        var left = new ArrayList<ProbedPeriod>();
        Map<String, Set<String>> carriers = new TreeMap<>();
        for (Granularity granularity : List.of(MONTHLY, DAILY)) {
            LocalDate from = frame.start(granularity);
            LocalDate to = frame.end(granularity);
            Map<Probe, Map<LocalDate, ProbeSums>> now = new EnumMap<>(Probe.class);
            Map<Probe, Map<LocalDate, ProbeSums>> last = new EnumMap<>(Probe.class);
            Set<LocalDate> estimated = Set.of();
            Set<LocalDate> unproven = new HashSet<>();
            for (Probe probe : Probe.values()) {
                run.report(run.progress().doing(StepText.lookingForChanges(granularity, probe.stored())));
                String name = "probe-" + probe.stored() + "-" + granularity;
                Head head = fetches.ask(run, name, new CostRequest(from, to, granularity, probe.groupBy(), null), null);
                nameAccounts(head.accountNames(), payer);
                estimated = head.estimated();
                unproven.addAll(head.unproven());
                head.carriers()
                        .forEach((key, services) -> carriers.computeIfAbsent(key, any -> new TreeSet<>())
                                .addAll(services));
                Map<LocalDate, ProbeSums> answer = new TreeMap<>();
                for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
                    answer.putAll(CostProbes.byPeriod(fetches.groups(run, name, month)));
                }
                now.put(probe, answer);
                last.put(probe, last(payer, keys, probe, granularity, from, to));
            }
            for (LocalDate start = from;
                    start.isBefore(to);
                    start = granularity == DAILY ? start.plusDays(1) : start.plusMonths(1)) {
                ProbedPeriod period = period(granularity, start, estimated.contains(start), now, last);
                (unproven.contains(start) ? left : periods).add(period);
            }
        }
        return new Probed(periods, left, carriers);
    }

    private Map<LocalDate, ProbeSums> last(
            String payer, TeamKeys keys, Probe probe, Granularity granularity, LocalDate from, LocalDate to) {
        if (granularity == DAILY) {
            return probes.last(payer, keys, probe, DAILY, from, to);
        }
        Map<LocalDate, ProbeSums> months = new TreeMap<>();
        for (LocalDate month = from; month.isBefore(to); month = month.plusMonths(1)) {
            Optional<ProbeSums> last = probes.lastMonth(payer, keys, probe, month);
            if (last.isPresent()) {
                months.put(month, last.get());
            }
        }
        return months;
    }

    private static ProbedPeriod period(
            Granularity granularity,
            LocalDate start,
            boolean estimated,
            Map<Probe, Map<LocalDate, ProbeSums>> now,
            Map<Probe, Map<LocalDate, ProbeSums>> last) {
        ProbeSums nothing = new ProbeSums(Map.of());
        Map<Probe, ProbeSums> sums = new EnumMap<>(Probe.class);
        Map<Probe, Set<List<String>>> changed = new EnumMap<>(Probe.class);
        for (Probe probe : Probe.values()) {
            ProbeSums current = now.getOrDefault(probe, Map.of()).getOrDefault(start, nothing);
            sums.put(probe, current);
            changed.put(
                    probe,
                    current.differences(last.getOrDefault(probe, Map.of()).getOrDefault(start, nothing)));
        }
        return new ProbedPeriod(granularity, start, estimated, sums, changed);
    }

    private void nameAccounts(Map<String, String> names, String payer) {
        Set<String> known = new java.util.HashSet<>();
        organisation.accounts().forEach(account -> known.add(account.id()));
        organisation.observed(names.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new dev.bursar.org.spi.AccountSource.Found(entry.getKey(), entry.getValue(), payer, ""))
                .toList());
    }
}
