package dev.bursar.aws;

import dev.bursar.org.spi.AccountSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/** Lists accounts from Organizations; outside of an organisation there is only the asking account. */
@Component
class OrganizationsSource implements AccountSource {
    private static final String LIST = "organizations:ListAccounts";
    private final OrganizationsClient client;
    private final Payer payer;
    private final Attempts attempts;

    OrganizationsSource(OrganizationsClient client, Payer payer, Attempts attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<Found> accounts(RequestMeter meter) {
        String id = payer.id(meter);
        var found = new ArrayList<Found>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListAccountsRequest request =
                    ListAccountsRequest.builder().nextToken(token).build();
            ListAccountsResponse page;
            try {
                page = attempts.send(LIST, id, BigDecimal.ZERO, meter, () -> client.listAccounts(request));
            } catch (SourceProblem e) {
                if (e.getCause() instanceof SdkException cause
                        && Attempts.is(cause, "AWSOrganizationsNotInUseException")) {
                    return id.equals(Payer.UNKNOWN) ? List.of() : List.of(new Found(id, id, id, "ACTIVE"));
                }
                throw e;
            }
            page.accounts().forEach(account -> found.add(found(account, id)));
            token = page.nextToken();
        } while (token != null && !token.isEmpty() && seen.add(token));
        return found;
    }

    private static Found found(Account account, String payer) {
        String state = account.stateAsString() != null ? account.stateAsString() : account.statusAsString();
        String name = account.name() == null || account.name().isBlank() ? account.id() : account.name();
        return new Found(account.id(), name, payer, state == null ? "" : state);
    }
}
