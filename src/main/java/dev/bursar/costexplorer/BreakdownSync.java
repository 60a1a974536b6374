package dev.bursar.costexplorer;

import static dev.bursar.charges.Granularity.DAILY;
import static dev.bursar.charges.Granularity.MONTHLY;

import dev.bursar.charges.Granularity;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Reads the breakdowns that are turned on: one question by day for the open months and one by month for the rest, each only
 * when the probes of costs have seen a change since. Looking costs nothing, so it is done often.
 */
@Component
class BreakdownSync implements SyncJob {
    private final BreakdownCosts costs;
    private final CostSource source;
    private final Clock clock;

    BreakdownSync(BreakdownCosts costs, CostSource source, Clock clock) {
        this.costs = costs;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Breakdown.JOB;
    }

    @Override
    public String title() {
        return "Refresh breakdowns";
    }

    @Override
    public int everyHours() {
        return 2;
    }

    @Override
    public List<String> after() {
        return List.of("costs", "forecast");
    }

    @Override
    public int run(Run run) {
        List<Breakdown> breakdowns = costs.all();
        if (breakdowns.isEmpty()) {
            run.report(run.progress().doing(StepText.NO_BREAKDOWN));
            return 0;
        }
        String payer = source.payer(run.meter());
        ReadRange frame = ReadRange.at(run.startedAt());
        int failed = 0;
        for (Breakdown breakdown : breakdowns) {
            for (Granularity granularity : List.of(DAILY, MONTHLY)) {
                LocalDate from = frame.start(granularity);
                LocalDate to = frame.end(granularity);
                if (costs.isStale(breakdown, granularity, payer, from, to)) {
                    run.report(run.progress()
                            .doing("Reading " + breakdown.label() + ", by "
                                    + (granularity == DAILY ? "day" : "month")));
                    failed += read(run, breakdown, granularity, from, to);
                }
            }
        }
        run.report(run.progress().doing(""));
        return failed;
    }

    private int read(Run run, Breakdown breakdown, Granularity granularity, LocalDate from, LocalDate to) {
        Instant asked = clock.instant();
        CostResponse answer;
        try {
            answer = source.ask(
                    new CostRequest(
                            from,
                            to,
                            granularity,
                            List.of(CostDimension.TAG, Breakdown.costDimension(breakdown.dimension())),
                            null,
                            breakdown.tagKey()),
                    run.meter());
        } catch (SourceProblem e) {
            run.problem(e);
            return 1;
        }
        run.commit(() -> {
            costs.replace(breakdown, granularity, from, to, answer, asked);
            return true;
        });
        return 0;
    }
}
