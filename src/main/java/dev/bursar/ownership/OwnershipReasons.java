package dev.bursar.ownership;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Claim;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says which rules gave costs their owners, of what the person who asks may see. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class OwnershipReasons {
    private static final int MOST_CLAIMS = 200;

    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final OwnershipRules rules;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final Scope scope;

    OwnershipReasons(
            CostQueries queries,
            QueryConditions conditions,
            TermDictionary terms,
            OwnershipRules rules,
            Organisation organisation,
            TeamKey teamKey,
            Scope scope) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.rules = rules;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.scope = scope;
    }

    /** Stretches of days are added up. */
    private List<Claim> claims(CostQuery question, Visibility visibility) {
        Map<Claim, BigDecimal> sums = new HashMap<>();
        for (Stretch stretch : conditions.of(question).all()) {
            queries.claims(stretch.question(), stretch.conditions(), visibility, MOST_CLAIMS)
                    .forEach(claim -> sums.merge(claim.with(BigDecimal.ZERO), claim.amount(), BigDecimal::add));
        }
        return sums.entrySet().stream()
                .map(sum -> sum.getKey().with(sum.getValue()))
                .sorted(Comparator.comparing((Claim claim) -> claim.amount().abs())
                        .reversed()
                        .thenComparing(Claim::rule)
                        .thenComparing(Claim::team)
                        .thenComparing(Claim::tagValue)
                        .thenComparing(Claim::account))
                .limit(MOST_CLAIMS)
                .toList();
    }

    /** The tags whose values the rules are asked about. */
    public TeamKeys keys() {
        return teamKey.keys();
    }

    /**
     * Which rules claimed the spend, one row for each rule, tag value and account, largest first, at most 200; the group is
     * the question's filters. Rows without a rule are Unallocated.
     */
    public List<OwnershipReason> of(CostQuery question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        List<Claim> claims = claims(question, visibility);
        Set<Integer> ids = new HashSet<>();
        claims.forEach(claim -> ids.addAll(List.of(claim.tagValue(), claim.account())));
        Map<Integer, String> texts = terms.texts(ids);
        Map<String, String> accounts = DimensionLabels.accountNames(organisation);
        Map<Integer, OwnershipRule> byId =
                rules.all().stream().collect(Collectors.toMap(OwnershipRule::id, Function.identity()));
        Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
        return claims.stream()
                .map(claim -> {
                    TeamId owner = new TeamId(claim.team());
                    Optional<OwnershipRule> rule = Optional.ofNullable(byId.get(claim.rule()))
                            .filter(one -> one.team().equals(owner));
                    String account = texts.getOrDefault(claim.account(), "");
                    return new OwnershipReason(
                            rule,
                            claim.rule() > 0 && rule.isEmpty(),
                            teams.getOrDefault(owner, DimensionLabels.UNALLOCATED),
                            texts.getOrDefault(claim.tagValue(), ""),
                            account,
                            accounts.getOrDefault(account, account),
                            claim.currency(),
                            claim.amount());
                })
                .toList();
    }
}
