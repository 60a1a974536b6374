package dev.bursar.ownership;

import dev.bursar.charges.Caller;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.RuleChoices.Share;
import dev.bursar.ownership.RuleChoices.Value;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the values in stored costs that rules can name, whoever owns them. */
@Component
public class RuleQueries {
    private static final int MOST_VALUES = 2_000;
    private static final String BY_TAG = """
            select c.tag_value_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from charge c where c.charge_day >= :from and c.charge_day < :to group by 1, 2, 3
            """;
    private static final String BY_ACCOUNT = """
            select c.account_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from spend_by_account c where c.charge_day >= :from and c.charge_day < :to group by 1, 2, 3
            """;
    private static final String BY_SERVICE = """
            select c.service_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from spend_by_service c where c.charge_day >= :from and c.charge_day < :to group by 1, 2, 3
            """;
    private static final String BY_CALLER = """
            select c.caller_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from charge c where c.charge_day >= :from and c.charge_day < :to and c.caller_id is not null group by 1, 2, 3
            """;
    private static final String BY_PROFILE = """
            select c.resource_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from charge c
             where c.charge_day >= :from and c.charge_day < :to
               and c.resource_id in (select id from term where kind = 10 and value like '%inference-profile/%')
             group by 1, 2, 3
            """;

    private static final String BY_PART = """
            select c.part_id value, c.team_id, c.currency, sum(c.effective_cost) effective
              from charge c where c.charge_day >= :from and c.charge_day < :to and c.part_id is not null group by 1, 2, 3
            """;

    private final JdbcClient jdbc;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final ProfileLabels profiles;

    RuleQueries(JdbcClient jdbc, TermDictionary terms, Organisation organisation, ProfileLabels profiles) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.organisation = organisation;
        this.profiles = profiles;
    }

    /** Values with costs in the range of days, at most 2,000 of each kind, and all accounts that AWS lists. */
    RuleChoices choices(LocalDate from, LocalDate to) {
        Map<String, String> names = organisation.accounts().stream()
                .collect(Collectors.toMap(Account::id, Account::name, (one, other) -> one, LinkedHashMap::new));
        List<Value> accounts = new ArrayList<>(values(BY_ACCOUNT, from, to, names));
        Set<String> seen = accounts.stream().map(Value::key).collect(Collectors.toSet());
        names.forEach((id, name) -> {
            if (!seen.contains(id)) {
                accounts.add(new Value(id, name, List.of()));
            }
        });
        List<Value> parts = values(BY_PART, from, to, Map.of());
        return new RuleChoices(
                values(BY_TAG, from, to, Map.of()),
                accounts,
                values(BY_SERVICE, from, to, Map.of()),
                named(
                        values(BY_CALLER, from, to, Map.of()),
                        stored -> Caller.of(stored).map(Caller::text)),
                called(named(
                        values(BY_PROFILE, from, to, Map.of()),
                        resource -> InferenceProfile.of(resource).map(InferenceProfile::text))),
                named(parts, part -> name(part, ClusterPart::cluster)),
                named(parts, part -> name(part, ClusterPart::namespace)),
                named(parts, part -> name(part, ClusterPart::workload)),
                terms.all(Kind.CALLER).values().stream().anyMatch(caller -> !caller.isEmpty()));
    }

    private static Optional<String> name(String part, Function<ClusterPart, String> name) {
        return Optional.of(name.apply(ClusterPart.of(part))).filter(Predicate.not(String::isEmpty));
    }

    /** By the names that people gave them, where they are known. */
    private List<Value> called(List<Value> found) {
        Map<String, String> names = profiles.of(found.stream().map(Value::key).toList());
        return found.stream()
                .map(one -> new Value(one.key(), names.getOrDefault(one.key(), one.key()), one.owners()))
                .toList();
    }

    /** As rules name them; texts that mean the same one are added up. */
    private static List<Value> named(List<Value> stored, Function<String, Optional<String>> name) {
        Map<String, Map<Share, BigDecimal>> found = new LinkedHashMap<>();
        stored.forEach(value -> name.apply(value.key())
                .ifPresent(key -> value.owners()
                        .forEach(share -> found.computeIfAbsent(key, any -> new LinkedHashMap<>())
                                .merge(
                                        new Share(share.team(), share.currency(), BigDecimal.ZERO),
                                        share.effectiveCost(),
                                        BigDecimal::add))));
        var all = new ArrayList<Value>();
        found.forEach((key, shares) -> all.add(new Value(
                key,
                key,
                shares.entrySet().stream()
                        .map(share ->
                                new Share(share.getKey().team(), share.getKey().currency(), share.getValue()))
                        .toList())));
        return all;
    }

    private record Row(int value, Share share) {}

    private List<Value> values(String sql, LocalDate from, LocalDate to, Map<String, String> names) {
        Map<Integer, List<Share>> shares = new LinkedHashMap<>();
        jdbc.sql(sql)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Row(
                        row.getInt("value"),
                        new Share(
                                new TeamId(row.getInt("team_id")),
                                row.getString("currency"),
                                row.getBigDecimal("effective"))))
                .list()
                .forEach(row -> shares.computeIfAbsent(row.value(), value -> new ArrayList<>())
                        .add(row.share()));
        List<Integer> largest = shares.keySet().stream()
                .sorted(Comparator.comparing((Integer value) -> size(shares.getOrDefault(value, List.of())))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_VALUES)
                .toList();
        Map<Integer, String> texts = terms.texts(largest);
        return largest.stream()
                .map(value -> {
                    String text = texts.getOrDefault(value, "");
                    List<Share> owners = shares.getOrDefault(value, List.of()).stream()
                            .sorted(Comparator.comparing((Share share) ->
                                            share.effectiveCost().abs())
                                    .reversed()
                                    .thenComparing(Share::team)
                                    .thenComparing(Share::currency))
                            .toList();
                    return new Value(text, names.getOrDefault(text, text), owners);
                })
                .toList();
    }

    /** For an order of importance only: amounts of other currencies are not added to anything that is shown. */
    private static BigDecimal size(List<Share> shares) {
        return shares.stream()
                .map(share -> share.effectiveCost().abs())
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    /** Whether any kept charge of the rule's days has what it names, whoever owns it. */
    boolean names(OwnershipRule rule) {
        Optional<Integer[]> tags = numbers(Kind.TAG_VALUE, rule.tagValues(), rule.anyCase());
        Optional<Integer[]> accounts = numbers(Kind.ACCOUNT, rule.accounts(), false);
        Optional<Integer[]> services = numbers(Kind.SERVICE, rule.services(), false);
        Optional<Integer[]> callers =
                rule.callers() == null ? Optional.empty() : numbers(terms.all(Kind.CALLER), rule::isCaller);
        Optional<Integer[]> profiles =
                rule.profiles() == null ? Optional.empty() : numbers(terms.inferenceProfiles(), rule::isProfile);
        Optional<Integer[]> parts =
                rule.asksForParts() ? numbers(terms.all(Kind.PART), rule::isPart) : Optional.empty();
        boolean unknown = Stream.of(tags, accounts, services, callers, profiles, parts)
                .anyMatch(ids -> ids.filter(none -> none.length == 0).isPresent());
        return !unknown
                && jdbc.sql("""
                        select exists (select from charge c
                                        where c.charge_day >= :from and c.charge_day < :to
                                          and (:anyTag or c.tag_value_id = any(:tags))
                                          and (:anyAccount or c.account_id = any(:accounts))
                                          and (:anyService or c.service_id = any(:services))
                                          and (:anyCaller or c.caller_id = any(:callers))
                                          and (:anyProfile or c.resource_id = any(:profiles))
                                          and (:anyPart or c.part_id = any(:parts)))
                        """)
                        .param("from", rule.from())
                        .param("to", rule.to() == null ? LocalDate.of(2200, 1, 1) : rule.to())
                        .param("anyTag", tags.isEmpty())
                        .param("tags", tags.orElse(new Integer[0]))
                        .param("anyAccount", accounts.isEmpty())
                        .param("accounts", accounts.orElse(new Integer[0]))
                        .param("anyService", services.isEmpty())
                        .param("services", services.orElse(new Integer[0]))
                        .param("anyCaller", callers.isEmpty())
                        .param("callers", callers.orElse(new Integer[0]))
                        .param("anyProfile", profiles.isEmpty())
                        .param("profiles", profiles.orElse(new Integer[0]))
                        .param("anyPart", parts.isEmpty())
                        .param("parts", parts.orElse(new Integer[0]))
                        .query(Boolean.class)
                        .single();
    }

    private static Optional<Integer[]> numbers(Map<Integer, String> texts, Predicate<String> wanted) {
        return Optional.of(texts.entrySet().stream()
                .filter(text -> wanted.test(text.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Integer[]::new));
    }

    /** The numbers of those values that any charge ever had; empty where any value will do. */
    private Optional<Integer[]> numbers(Kind kind, @Nullable List<String> values, boolean anyCase) {
        if (values == null) {
            return Optional.empty();
        }
        Collection<Integer> numbers;
        if (anyCase) {
            Set<String> wanted = values.stream().map(OwnershipRule::folded).collect(Collectors.toSet());
            numbers = new HashSet<>();
            terms.all(kind).forEach((number, text) -> {
                if (wanted.contains(OwnershipRule.folded(text))) {
                    numbers.add(number);
                }
            });
        } else {
            numbers = terms.find(kind, values).values();
        }
        return Optional.of(numbers.toArray(Integer[]::new));
    }
}
