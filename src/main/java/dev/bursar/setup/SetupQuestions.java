package dev.bursar.setup;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Today;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.FreeQuestion;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks AWS for the Set-up page, when an admin wants it, and stores each answer as it comes. Nothing here runs in a transaction but
 * the storing. A cap ends in {@link dev.bursar.sync.CapReached}; what was answered before it is kept.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class SetupQuestions {
    private final AwsConnection aws;
    private final List<FreeQuestion> free;
    private final Findings findings;
    private final ManualRequests requests;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SetupQuestions(
            AwsConnection aws,
            List<FreeQuestion> free,
            Findings findings,
            ManualRequests requests,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.aws = aws;
        this.free = free;
        this.findings = findings;
        this.requests = requests;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The last full month, of which spend is read. */
    public YearMonth month() {
        return YearMonth.from(Today.of(clock)).minusMonths(1);
    }

    /** Tries all that is free: who we are, which tags there are, and each {@link FreeQuestion}. */
    public void askFree() {
        RequestMeter meter = requests.meter();
        tryOut(Permission.GET_CALLER_IDENTITY, () -> aws.identity(meter), findings::found);
        tryOut(Permission.LIST_COST_ALLOCATION_TAGS, () -> aws.tagKeys(meter), findings::listed);
        for (Permission permission : Permission.values()) {
            free.stream()
                    .filter(question -> question.action().equals(permission.action()))
                    .forEach(question -> tryOut(permission, () -> question.ask(month(), meter)));
        }
    }

    /** Tries what is paid for, and what is free once more; see {@link Permission#testUsd}. */
    public void testPermissions() {
        store(() -> journal.record(
                SetupAction.PERMISSIONS_TESTED, SetupService.SUBJECT, null, Map.of("actions", actions())));
        askFree();
        RequestMeter meter = requests.meter();
        tryOut(Permission.GET_COST_AND_USAGE, () -> aws.askCosts(month(), meter));
        LocalDate today = Today.of(clock);
        tryOut(
                Permission.GET_COST_FORECAST,
                () -> aws.askForecast(today, today.withDayOfMonth(1).plusMonths(1), meter));
    }

    /**
     * Reads last month's spend by value of each tag, one page each, see {@link Permission#pagesUsd}.
     *
     * @return what kept some from being read, by key; the others are stored
     */
    public Map<String, SourceProblem> readSpend(List<String> keys) {
        store(() -> journal.record(SetupAction.TAG_SPEND_READ, SetupService.SUBJECT, null, Map.of("keys", keys)));
        RequestMeter meter = requests.meter();
        YearMonth month = month();
        var problems = new LinkedHashMap<String, SourceProblem>();
        for (String key : keys) {
            try {
                List<AwsConnection.ValueCost> values = aws.costs(key, month, meter);
                store(() -> {
                    findings.read(key, month, values, clock.instant());
                    findings.checked(Permission.GET_COST_AND_USAGE, Check.granted(clock.instant()));
                });
            } catch (SourceProblem e) {
                problems.put(key, e);
                if (e.kind() != SourceProblem.Kind.BAD_ANSWER) {
                    store(() -> findings.checked(Permission.GET_COST_AND_USAGE, check(e, clock.instant())));
                    // the others would be told the same
                    break;
                }
            }
        }
        return problems;
    }

    private void tryOut(Permission permission, Runnable question) {
        tryOut(
                permission,
                () -> {
                    question.run();
                    return true;
                },
                done -> {});
    }

    private <T> void tryOut(Permission permission, Supplier<T> question, Consumer<T> answered) {
        try {
            T answer = question.get();
            store(() -> {
                answered.accept(answer);
                findings.checked(permission, Check.granted(clock.instant()));
            });
        } catch (SourceProblem e) {
            store(() -> findings.checked(permission, check(e, clock.instant())));
        }
    }

    private static Check check(SourceProblem problem, Instant at) {
        return new Check(
                problem.kind() == SourceProblem.Kind.ACCESS_DENIED ? Check.Outcome.DENIED : Check.Outcome.FAILED,
                problem.said().what(),
                problem.said().whatToDo(),
                at);
    }

    private void store(Runnable change) {
        transaction.executeWithoutResult(status -> change.run());
    }

    private static List<String> actions() {
        var actions = new ArrayList<String>();
        for (Permission permission : Permission.values()) {
            if (permission.tested()) {
                actions.add(permission.action());
            }
        }
        return actions;
    }
}
