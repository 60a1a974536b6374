package dev.bursar.aws;

import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import java.math.BigDecimal;
import java.time.YearMonth;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;

/** Asks AWS whether accounts, budgets, invoices and Savings Plans may be listed: the smallest question of each, and free. */
@Component
class FreeQuestions {
    private final OrganizationsClient organizations;
    private final BudgetsSource budgets;
    private final InvoicesSource invoices;
    private final SavingsplansClient plans;
    private final Payer payer;
    private final RetriedRequests attempts;

    FreeQuestions(
            OrganizationsClient organizations,
            BudgetsSource budgets,
            InvoicesSource invoices,
            SavingsplansClient plans,
            Payer payer,
            RetriedRequests attempts) {
        this.organizations = organizations;
        this.budgets = budgets;
        this.invoices = invoices;
        this.plans = plans;
        this.payer = payer;
        this.attempts = attempts;
    }

    void accounts(RequestMeter meter) {
        try {
            attempts.send(
                    "organizations:ListAccounts",
                    payer.id(meter),
                    BigDecimal.ZERO,
                    meter,
                    () -> organizations.listAccounts(request -> request.maxResults(1)));
        } catch (SourceProblem e) {
            // who is in no organisation may ask, and has only the own account
            if (!(e.getCause() instanceof SdkException cause
                    && RetriedRequests.is(cause, "AWSOrganizationsNotInUseException"))) {
                throw e;
            }
        }
    }

    void budgets(RequestMeter meter) {
        budgets.ask(meter);
    }

    void invoices(YearMonth month, RequestMeter meter) {
        invoices.ask(month, meter);
    }

    void savingsPlans(RequestMeter meter) {
        attempts.send(
                "savingsplans:DescribeSavingsPlans",
                payer.id(meter),
                BigDecimal.ZERO,
                meter,
                () -> plans.describeSavingsPlans(request -> request.maxResults(1)));
    }
}
