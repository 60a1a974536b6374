package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.setup.spi.FreeQuestion;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/** Lists accounts from Organizations; outside of an organisation there is only the asking account. */
@Component
class OrganizationsSource implements AccountSource, FreeQuestion {
    private static final String LIST = "organizations:ListAccounts";
    private static final int MOST_BARREN_PAGES = 50;

    private final OrganizationsClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    OrganizationsSource(OrganizationsClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<Found> accounts(RequestMeter meter) {
        String id = payer.id(meter);
        return RetriedRequests.fromFirstPage(() -> pages(id, meter));
    }

    @Override
    public String action() {
        return LIST;
    }

    @Override
    public void ask(YearMonth month, RequestMeter meter) {
        try {
            attempts.send(
                    LIST,
                    payer.id(meter),
                    BigDecimal.ZERO,
                    meter,
                    () -> client.listAccounts(request -> request.maxResults(1)));
        } catch (SourceProblem e) {
            // who is in no organisation may ask, and has only the own account
            if (!isInNone(e)) {
                throw e;
            }
        }
    }

    private static boolean isInNone(SourceProblem problem) {
        return problem.getCause() instanceof SdkException cause
                && RetriedRequests.is(cause, "AWSOrganizationsNotInUseException");
    }

    private List<Found> pages(String id, RequestMeter meter) {
        Map<String, Found> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int barren = 0;
        @Nullable String token = null;
        do {
            ListAccountsRequest request =
                    ListAccountsRequest.builder().nextToken(token).build();
            ListAccountsResponse page;
            try {
                page = attempts.send(LIST, id, BigDecimal.ZERO, meter, () -> client.listAccounts(request));
            } catch (SourceProblem e) {
                if (isInNone(e)) {
                    return id.equals(Payer.UNKNOWN) ? List.of() : List.of(new Found(id, id, id, "ACTIVE"));
                }
                throw e;
            }
            int before = found.size();
            for (Account account : page.accounts()) {
                Found one = found(account, id);
                found.put(one.id(), one);
            }
            barren = found.size() == before ? barren + 1 : 0;
            token = page.nextToken();
            if (token != null && !token.isEmpty() && (!seen.add(token) || barren > MOST_BARREN_PAGES)) {
                throw bad("its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return List.copyOf(found.values());
    }

    private static Found found(@Nullable Account account, String payer) {
        if (account == null || account.id() == null || !Found.isId(account.id())) {
            throw bad("an account has no id");
        }
        String state = account.stateAsString() != null ? account.stateAsString() : account.statusAsString();
        String name = account.name();
        boolean named = name != null && !name.isBlank() && AwsText.canBeKept(name);
        return new Found(
                account.id(),
                named ? name : account.id(),
                payer,
                state == null || !AwsText.canBeKept(state) ? "" : state);
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.ACCOUNTS, "", what), null);
    }
}
