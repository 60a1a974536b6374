package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.questions.LogRefused.Why.NoLog;
import dev.bursar.efficiency.questions.LogRefused.Why.TooDear;
import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.efficiency.spi.LogQuestions.Answer;
import dev.bursar.efficiency.spi.LogQuestions.Group;
import dev.bursar.efficiency.spi.LogQuestions.Question;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/**
 * Asks the logs of endpoints that the person may see, at a price that is said before. Answers are shown and not kept: lines may hold what
 * customers sent. Nothing here runs in a transaction but the storing; who asked is recorded before AWS is asked.
 */
@Service
@PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
public class LogService {
    /** What one question may cost at most, in USD. */
    public static final BigDecimal MOST_USD_A_QUESTION = new BigDecimal("0.50");

    /** What all questions of a UTC day may cost at most, in USD; the caps of the Settings page hold too. */
    public static final BigDecimal MOST_USD_A_DAY = new BigDecimal("5.00");

    /** How many hours back a question may look. */
    public static final List<Integer> HOURS = List.of(1, 6, 24);

    /** What a question may scan for {@link #MOST_USD_A_QUESTION}. */
    private static final long MOST_BYTES = 100 * LogQuestions.BYTES_A_GB;

    private static final String GROUP = "/aws/sagemaker/Endpoints/";
    private static final int ROWS = 20;

    private final LogQuestions logs;
    private final EfficiencyService workloads;
    private final AskedPlaces places;
    private final ManualRequests requests;
    private final PaidQuestions paid;
    private final TracedAccounts traced;
    private final Scope scope;
    private final Clock clock;

    LogService(
            LogQuestions logs,
            EfficiencyService workloads,
            AskedPlaces places,
            ManualRequests requests,
            PaidQuestions paid,
            TracedAccounts traced,
            Scope scope,
            Clock clock) {
        this.logs = logs;
        this.workloads = workloads;
        this.places = places;
        this.requests = requests;
        this.paid = paid;
        this.traced = traced;
        this.scope = scope;
        this.clock = clock;
    }

    /** What may be asked of a workload: nothing where it isn't an endpoint, or where the person may not see it or may not ask. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public List<LogQuestion> questions(long workload) {
        return mayAsk() && seen(workload).isPresent() ? List.of(LogQuestion.values()) : List.of();
    }

    /**
     * What a question would scan; AWS tells it free of charge.
     *
     * @param hours one of {@link #HOURS}
     * @return empty where there is no such endpoint, or the person may not see it
     * @throws LogRefused where the endpoint has no log, or its account isn't read
     * @throws dev.bursar.sync.SourceProblem where AWS refuses
     */
    public Optional<LogEstimate> estimate(long workload, int hours) {
        return seen(workload).map(one -> estimate(one, places.of(one), hours, requests.meter()));
    }

    /**
     * Asks.
     *
     * @param hours one of {@link #HOURS}
     * @return empty where there is no such endpoint, or the person may not see it
     * @throws LogRefused where the endpoint has no log, its account isn't read, or the question would pass a limit
     * @throws CapReached where it would pass a cap of the Settings page
     * @throws dev.bursar.sync.SourceProblem where AWS refuses
     */
    public Optional<LogAnswer> ask(long workload, LogQuestion question, int hours) {
        return seen(workload).map(one -> ask(one, question, hours));
    }

    /**
     * What was asked of the workload's logs and traces and what came of it, never a line; the newest first, 20 at most. Empty where the
     * person may not see it. Traces are the account's, so who sees them sees all of it.
     */
    @PreAuthorize("hasAnyRole('LEAD', 'ADMIN', 'AUDITOR')")
    public List<AskedQuestion> answered(long workload) {
        return workloads
                .workload(workload)
                .map(one -> paid.answered(workload).stream()
                        .filter(question -> !question.ofTraces() || traced.seen(one))
                        .toList())
                .orElse(List.of());
    }

    private boolean mayAsk() {
        return scope.has(Role.LEAD) || scope.has(Role.ADMIN);
    }

    private LogAnswer ask(MlWorkload workload, LogQuestion question, int hours) {
        Place place = places.of(workload);
        RequestMeter meter = requests.meter();
        LogEstimate estimate = estimate(workload, place, hours, meter);
        if (!estimate.allowed()) {
            throw new LogRefused(new TooDear(estimate.usd(), MOST_USD_A_QUESTION));
        }
        long id = paid.reserveLogs(workload.id(), question, hours, estimate);
        Instant now = clock.instant();
        try {
            Answer answer = logs.ask(
                    place,
                    new Question(
                            GROUP + workload.name(),
                            question.query(),
                            now.minus(Duration.ofHours(hours)),
                            now,
                            ROWS,
                            estimate.mostBytes()),
                    meter);
            LogAnswer told = new LogAnswer(question, hours, answer, LogQuestions.price(answer.bytesScanned()));
            paid.answered(id, told);
            return told;
        } catch (CapReached e) {
            paid.notSent(id);
            throw e;
        }
    }

    private LogEstimate estimate(MlWorkload workload, Place place, int hours, RequestMeter meter) {
        if (!HOURS.contains(hours)) {
            throw new IllegalArgumentException(hours + " hours");
        }
        Group group = logs.group(place, GROUP + workload.name(), meter).orElseThrow(() -> new LogRefused(new NoLog()));
        return LogEstimate.of(group, Duration.ofHours(hours), clock.instant(), MOST_BYTES);
    }

    private Optional<MlWorkload> seen(long workload) {
        return workloads.workload(workload).filter(one -> one.kind() == WorkloadKind.ENDPOINT);
    }
}
