package dev.bursar.aws.plans;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.aws.AwsText;
import dev.bursar.aws.Pages;
import dev.bursar.aws.Pages.Page;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.causes.spi.SavingsPlanSource;
import dev.bursar.setup.spi.FreeQuestion;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.savingsplans.model.DescribeSavingsPlansResponse;

/** Lists the Savings Plans of the account whose credentials Bursar has, those that have ended too. */
@Component
class SavingsPlansSource implements SavingsPlanSource, FreeQuestion {
    private static final String PERMISSION = "savingsplans:DescribeSavingsPlans";

    /** Those that cover something or did; the others were never paid for. */
    private static final String[] STATES = {"active", "retired", "pending-return", "returned"};

    private static final int PLANS_A_PAGE = 100;
    private static final int LONGEST_ARN = 2_048;
    private static final int LONGEST_WORD = 100;

    private final SavingsplansClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    SavingsPlansSource(SavingsplansClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<SavingsPlan> all(RequestMeter meter) {
        Map<String, SavingsPlan> plans = new LinkedHashMap<>();
        Pages.all(SavingsPlansSource::bad, token -> {
                    DescribeSavingsPlansResponse answer = send(token, meter);
                    return new Page<>(
                            answer.savingsPlans().stream()
                                    .flatMap(plan -> read(plan).stream())
                                    .toList(),
                            answer.nextToken());
                })
                .forEach(plan -> plans.put(plan.arn(), plan));
        return List.copyOf(plans.values());
    }

    @Override
    public String action() {
        return PERMISSION;
    }

    @Override
    public void ask(YearMonth month, RequestMeter meter) {
        attempts.send(
                PERMISSION,
                payer.id(meter),
                BigDecimal.ZERO,
                meter,
                () -> client.describeSavingsPlans(request -> request.maxResults(1)));
    }

    private DescribeSavingsPlansResponse send(@Nullable String token, RequestMeter meter) {
        return attempts.send(
                PERMISSION,
                payer.id(meter),
                BigDecimal.ZERO,
                meter,
                () -> client.describeSavingsPlans(request -> request.statesWithStrings(STATES)
                        .maxResults(PLANS_A_PAGE)
                        .nextToken(token)));
    }

    /** Empty for a plan that has not begun; what AWS says of one that has must be readable, or its end would be missed. */
    private static Optional<SavingsPlan> read(software.amazon.awssdk.services.savingsplans.model.SavingsPlan plan) {
        String arn = plan.savingsPlanArn();
        if (arn == null || !arn.startsWith("arn:") || arn.length() > LONGEST_ARN || !AwsText.canBeKept(arn)) {
            throw bad("a plan has no ARN");
        }
        if (plan.start() == null || plan.start().isEmpty()) {
            return Optional.empty();
        }
        Instant start = moment(plan.start());
        Instant end = moment(Objects.requireNonNullElse(plan.end(), ""));
        if (!start.isBefore(end)) {
            throw bad("a plan ends before it begins");
        }
        return Optional.of(
                new SavingsPlan(arn, word(plan.savingsPlanTypeAsString()), word(plan.stateAsString()), start, end));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad("it has a time that can't be read");
        }
    }

    private static String word(@Nullable String text) {
        return text != null && text.length() <= LONGEST_WORD && AwsText.canBeKept(text) ? text : "";
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.PLANS, PERMISSION, what), null);
    }
}
