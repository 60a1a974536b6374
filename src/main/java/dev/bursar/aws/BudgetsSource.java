package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.AccountUnknown;
import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.setup.spi.FreeQuestion;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.budgets.BudgetsClient;

/** Lists the budgets of the account whose credentials Bursar has. Who gets told by them is read where AWS allows it. */
@Component
class BudgetsSource implements AwsBudgets, FreeQuestion {
    private static final int BUDGETS_A_PAGE = 100;
    private static final int MOST_BARREN_PAGES = 50;

    private final BudgetsClient client;
    private final BudgetNotices notices;
    private final Payer payer;
    private final RetriedRequests attempts;

    BudgetsSource(BudgetsClient client, BudgetNotices notices, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.notices = notices;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<AwsBudget> all(RequestMeter meter) {
        String account = account(meter);
        List<AwsBudget> budgets = RetriedRequests.fromFirstPage(() -> budgets(account, meter));
        return notices.added(budgets, account, meter);
    }

    @Override
    public Optional<AwsBudget> named(String name, RequestMeter meter) {
        String account = account(meter);
        var raw = new AtomicReference<@Nullable String>();
        try {
            attempts.send(
                    PERMISSION,
                    account,
                    BigDecimal.ZERO,
                    meter,
                    () -> client.describeBudget(request -> request.accountId(account)
                            .budgetName(name)
                            .showFilterExpression(true)
                            .overrideConfiguration(keeping(raw))));
        } catch (SourceProblem e) {
            if (e.getCause() instanceof SdkException cause && RetriedRequests.is(cause, "NotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(BudgetReader.one(raw.get()));
    }

    @Override
    public String action() {
        return PERMISSION;
    }

    @Override
    public void ask(YearMonth month, RequestMeter meter) {
        String account = account(meter);
        attempts.send(
                PERMISSION,
                account,
                BigDecimal.ZERO,
                meter,
                () -> client.describeBudgets(
                        request -> request.accountId(account).maxResults(1)));
    }

    private String account(RequestMeter meter) {
        String account = payer.id(meter);
        if (account.equals(Payer.UNKNOWN)) {
            throw new SourceProblem(Kind.ACCESS_DENIED, new AccountUnknown(Answer.BUDGETS), null);
        }
        return account;
    }

    private List<AwsBudget> budgets(String account, RequestMeter meter) {
        Map<String, AwsBudget> found = new LinkedHashMap<>();
        eachPage(
                token -> {
                    var raw = new AtomicReference<@Nullable String>();
                    String next = attempts.send(
                                    PERMISSION,
                                    account,
                                    BigDecimal.ZERO,
                                    meter,
                                    () -> client.describeBudgets(request -> request.accountId(account)
                                            .maxResults(BUDGETS_A_PAGE)
                                            .showFilterExpression(true)
                                            .nextToken(token)
                                            .overrideConfiguration(keeping(raw))))
                            .nextToken();
                    return new Page(raw.get(), next);
                },
                page -> {
                    int before = found.size();
                    BudgetReader.items(page.text(), "Budgets").stream()
                            .map(BudgetReader::budget)
                            .forEach(budget -> found.put(budget.name(), budget));
                    return found.size() - before;
                });
        return new ArrayList<>(found.values());
    }

    /** An answer's text and the token of the next page. */
    record Page(@Nullable String text, @Nullable String next) {}

    static AwsRequestOverrideConfiguration keeping(AtomicReference<@Nullable String> raw) {
        return AwsRequestOverrideConfiguration.builder()
                .putExecutionAttribute(RawAnswers.TEXT, raw)
                .build();
    }

    /** @param taken how much of a page was new */
    static void eachPage(Function<@Nullable String, Page> asked, ToIntFunction<Page> taken) {
        Set<String> seen = new HashSet<>();
        int barren = 0;
        @Nullable String token = null;
        do {
            Page page = asked.apply(token);
            barren = taken.applyAsInt(page) == 0 ? barren + 1 : 0;
            token = page.next();
            if (token != null && !token.isEmpty() && (!seen.add(token) || barren > MOST_BARREN_PAGES)) {
                throw BudgetReader.bad("its pages do not end");
            }
        } while (token != null && !token.isEmpty());
    }
}
