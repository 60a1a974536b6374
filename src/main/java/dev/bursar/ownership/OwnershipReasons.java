package dev.bursar.ownership;

import dev.bursar.charges.Caller;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.ClaimQueries;
import dev.bursar.charges.query.ClaimQueries.Claim;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.terms.AskedParts;
import dev.bursar.charges.terms.TagsText;
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

    private final ClaimQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final OwnershipRules rules;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final Scope scope;
    private final ProfileLabels profiles;

    OwnershipReasons(
            ClaimQueries queries,
            QueryConditions conditions,
            TermDictionary terms,
            OwnershipRules rules,
            Organisation organisation,
            TeamKey teamKey,
            Scope scope,
            ProfileLabels profiles) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.rules = rules;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.scope = scope;
        this.profiles = profiles;
    }

    /** @param key which team key has the tag value; "" of no value, and of one that waits to be another */
    private record Part(
            int rule,
            int team,
            int tagValue,
            String key,
            int account,
            int caller,
            int profile,
            String place,
            String currency) {}

    /** Stretches of days are added up. */
    private List<Map.Entry<Part, BigDecimal>> parts(CostQuery question, Visibility visibility) {
        TeamKeys keys = teamKey.keys();
        Map<Part, BigDecimal> sums = new HashMap<>();
        AskedParts asked = terms.asked(any -> false, any -> false, new Ownership(rules.all())::namesPart);
        for (Stretch stretch : conditions.of(question).all()) {
            var cuts = new TreeSet<LocalDate>();
            if (!keys.single()) {
                cuts.add(stretch.question().from());
                cuts.addAll(keys.changes()
                        .subSet(stretch.question().from(), stretch.question().to()));
            }
            List<LocalDate> days = List.copyOf(cuts);
            List<Claim> claims =
                    queries.claims(stretch.question(), stretch.conditions(), visibility, asked, days, MOST_CLAIMS);
            Map<Integer, String> texts = terms.texts(claims.stream()
                    .flatMap(claim -> Stream.of(claim.tagValue(), claim.tags(), claim.part()))
                    .collect(Collectors.toSet()));
            claims.forEach(claim -> sums.merge(
                    new Part(
                            claim.rule(),
                            claim.team(),
                            claim.tagValue(),
                            key(keys, claim, days, texts),
                            claim.account(),
                            claim.caller(),
                            claim.profile(),
                            place(texts.getOrDefault(claim.part(), "")),
                            claim.currency()),
                    claim.amount(),
                    BigDecimal::add));
        }
        return sums.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Part, BigDecimal> sum) ->
                                sum.getValue().abs())
                        .reversed()
                        .thenComparing(sum -> sum.getKey().rule())
                        .thenComparing(sum -> sum.getKey().team())
                        .thenComparing(sum -> sum.getKey().tagValue())
                        .thenComparing(sum -> sum.getKey().account())
                        .thenComparing(sum -> sum.getKey().caller())
                        .thenComparing(sum -> sum.getKey().profile())
                        .thenComparing(sum -> sum.getKey().place())
                        .thenComparing(sum -> sum.getKey().key()))
                .limit(MOST_CLAIMS)
                .toList();
    }

    /** Cost Explorer's charges have no tags: of several keys that count, none is said. */
    private static String key(TeamKeys keys, Claim claim, List<LocalDate> days, Map<Integer, String> texts) {
        String value = texts.getOrDefault(claim.tagValue(), "");
        if (value.isEmpty()) {
            return "";
        }
        if (claim.tags() == 0) {
            List<String> counting = keys.single() ? List.of(keys.first()) : keys.on(days.get(claim.range() - 1));
            return counting.size() == 1 ? counting.getFirst() : "";
        }
        Map<String, String> tags = TagsText.read(texts.getOrDefault(claim.tags(), "{}"));
        String key = keys.key(tags, days.get(claim.range() - 1));
        return value.equals(tags.get(key)) ? key : "";
    }

    /** The tags whose values the rules are asked about. */
    public TeamKeys keys() {
        return teamKey.keys();
    }

    /**
     * Which rules claimed the spend, one row for each rule, tag value with its key, account, caller, inference profile and place in a
     * cluster, largest first, at most 200; the group is the question's filters. Rows without a rule are Unallocated.
     */
    public List<OwnershipReason> of(CostQuery question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        List<Map.Entry<Part, BigDecimal>> parts = parts(question, visibility);
        Map<Integer, String> texts = terms.texts(parts.stream()
                .map(Map.Entry::getKey)
                .flatMap(part -> Stream.of(part.tagValue(), part.account(), part.caller(), part.profile()))
                .collect(Collectors.toSet()));
        Map<String, String> accounts = DimensionLabels.accountNames(organisation);
        Map<Integer, OwnershipRule> byId =
                rules.all().stream().collect(Collectors.toMap(OwnershipRule::id, Function.identity()));
        Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
        Map<String, String> named = profiles.of(parts.stream()
                .map(part -> profile(texts.getOrDefault(part.getKey().profile(), "")))
                .collect(Collectors.toSet()));
        return parts.stream()
                .map(sum -> {
                    Part claim = sum.getKey();
                    TeamId owner = new TeamId(claim.team());
                    Optional<OwnershipRule> rule = Optional.ofNullable(byId.get(claim.rule()))
                            .filter(one -> one.team().equals(owner));
                    String account = texts.getOrDefault(claim.account(), "");
                    String profile = profile(texts.getOrDefault(claim.profile(), ""));
                    return new OwnershipReason(
                            rule,
                            claim.rule() > 0 && rule.isEmpty(),
                            teams.getOrDefault(owner, DimensionLabels.UNALLOCATED),
                            texts.getOrDefault(claim.tagValue(), ""),
                            claim.key(),
                            account,
                            accounts.getOrDefault(account, account),
                            caller(texts.getOrDefault(claim.caller(), "")),
                            profile,
                            named.getOrDefault(profile, profile),
                            claim.place(),
                            claim.currency(),
                            sum.getValue());
                })
                .toList();
    }

    /**
     * By which keys teams have their costs of some days, as far as charges tell and among the largest {@value #MOST_CLAIMS} sums; empty
     * where one key alone names teams.
     */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public Map<TeamId, SortedSet<String>> keysOf(Collection<TeamId> teams, LocalDate from, LocalDate to) {
        Map<TeamId, SortedSet<String>> keys = new HashMap<>();
        if (teams.isEmpty() || teamKey.keys().single()) {
            return keys;
        }
        var question = new CostQuery(
                from,
                to,
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of(new CostFilter(
                        Dimension.TEAM,
                        CostFilter.Operator.IS,
                        teams.stream().map(team -> String.valueOf(team.value())).toList())));
        for (Map.Entry<Part, BigDecimal> sum : parts(question, scope.visibility())) {
            Part part = sum.getKey();
            if (!part.key().isEmpty()) {
                keys.computeIfAbsent(new TeamId(part.team()), any -> new TreeSet<>())
                        .add(part.key());
            }
        }
        return keys;
    }

    /** The same of what was used and what was idle. */
    private static String place(String text) {
        if (text.isEmpty()) {
            return "";
        }
        ClusterPart part = ClusterPart.of(text);
        return Stream.of(part.cluster(), part.namespace(), part.workload())
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining("/"));
    }

    private static String caller(String stored) {
        return Caller.of(stored).map(Caller::text).orElse(stored);
    }

    private static String profile(String resource) {
        return InferenceProfile.of(resource).map(InferenceProfile::text).orElse("");
    }
}
