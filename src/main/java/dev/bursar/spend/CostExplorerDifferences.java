package dev.bursar.spend;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.charges.query.CostQueries.TypeCosts;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import dev.bursar.spend.CostExplorerDifference.Accounts;
import dev.bursar.spend.CostExplorerDifference.Metric;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Explains why a figure differs from Cost Explorer's, with the sums of the same question. */
@Service
@Transactional(readOnly = true)
public class CostExplorerDifferences {
    private static final int NAMED_ACCOUNTS = 20;
    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final Scope scope;
    private final TeamKey teamKey;

    CostExplorerDifferences(
            CostQueries queries,
            QueryConditions conditions,
            TermDictionary terms,
            Organisation organisation,
            Scope scope,
            TeamKey teamKey) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.organisation = organisation;
        this.scope = scope;
        this.teamKey = teamKey;
    }

    /** The difference in one currency, of what the person may see; empty where there is nothing. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Optional<CostExplorerDifference> of(CostQuery question, String currency) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return Optional.empty();
        }
        List<TypeCosts> costs = conditions.of(question.whole()).all().stream()
                .flatMap(stretch -> queries.costs(stretch.question(), stretch.conditions(), visibility).stream())
                .filter(cost -> cost.currency().equals(currency))
                .toList();
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, String> names =
                terms.texts(costs.stream().map(TypeCosts::recordType).toList());
        Function<TypeCosts, String> name = cost -> names.getOrDefault(cost.recordType(), "");
        boolean billed = question.cost() == CostMetric.BILLED;
        Function<TypeCosts, BigDecimal> ours = billed ? TypeCosts::billed : TypeCosts::effective;
        Map<Exclusion, BigDecimal> leftOut = new EnumMap<>(Exclusion.class);
        for (Exclusion part : question.without()) {
            leftOut.put(part, sum(costs, cost -> part.matches(name.apply(cost)), ours));
        }
        BigDecimal whole = sum(costs, cost -> true, ours);
        Map<Metric, BigDecimal> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.UNBLENDED, sum(costs, cost -> true, TypeCosts::unblended));
        metrics.put(Metric.NET_UNBLENDED, sum(costs, cost -> true, TypeCosts::netUnblended));
        metrics.put(Metric.AMORTIZED, sum(costs, cost -> true, TypeCosts::amortized));
        metrics.put(Metric.NET_AMORTIZED, sum(costs, cost -> true, TypeCosts::effective));
        Metric metric = billed ? Metric.NET_UNBLENDED : Metric.NET_AMORTIZED;
        BigDecimal theirs = sum(costs, cost -> true, billed ? TypeCosts::netUnblended : TypeCosts::effective);
        metrics.remove(metric);
        Facts facts = queries.facts(question.from(), question.to(), visibility);
        return Optional.of(new CostExplorerDifference(
                currency,
                sum(costs, cost -> question.without().stream().noneMatch(part -> part.matches(name.apply(cost))), ours),
                leftOut,
                theirs.subtract(whole),
                sum(costs, cost -> RecordType.covered(name.apply(cost)), TypeCosts::netUnblended),
                sum(costs, cost -> RecordType.negation(name.apply(cost)), TypeCosts::netUnblended),
                metric,
                theirs,
                metrics,
                costs.stream().anyMatch(TypeCosts::exported),
                costs.stream().noneMatch(TypeCosts::withoutMetrics),
                teamKey.keys(),
                facts.observedAt(),
                facts.finality().estimated(),
                visibility.everything() ? accounts(question) : null));
    }

    private @Nullable Accounts accounts(CostQuery question) {
        List<Account> all = organisation.accounts();
        if (all.isEmpty()) {
            return null; // they are listed before they are read; nothing can be said of them here
        }
        Set<String> read = queries.accountsRead(question.from(), question.to());
        List<String> unread = all.stream()
                .filter(account -> !read.contains(account.id()))
                .map(Account::name)
                .toList();
        return new Accounts(
                all.size(),
                all.size() - unread.size(),
                unread.stream().limit(NAMED_ACCOUNTS).toList());
    }

    private static BigDecimal sum(
            List<TypeCosts> costs, Predicate<TypeCosts> which, Function<TypeCosts, BigDecimal> cost) {
        return costs.stream().filter(which).map(cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
