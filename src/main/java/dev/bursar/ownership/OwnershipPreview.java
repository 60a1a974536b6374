package dev.bursar.ownership;

import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.spi.Owners.Owner;
import dev.bursar.charges.terms.AskedParts;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says in money what other rules would change, before anything is stored: charges are summed once by what decides their owner,
 * and both lists of rules are asked about the sums. One month a question, so that a page can show each as it comes.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class OwnershipPreview {
    private final JdbcClient jdbc;
    private final CostQueries queries;
    private final TermDictionary terms;

    OwnershipPreview(JdbcClient jdbc, CostQueries queries, TermDictionary terms) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.terms = terms;
    }

    /**
     * What a month would be.
     *
     * @param moves what changes hands; what stays is not listed
     * @param claims what each of the proposed rules claims
     */
    public record Month(YearMonth month, List<OwnershipMove> moves, List<RuleClaim> claims) {
        public Month {
            moves = List.copyOf(moves);
            claims = List.copyOf(claims);
        }
    }

    /** The months that have costs, the newest first. */
    public List<YearMonth> months() {
        return queries.extent(Visibility.EVERYTHING)
                .map(extent -> {
                    var months = new ArrayList<YearMonth>();
                    YearMonth first = YearMonth.from(extent.from());
                    for (YearMonth month = YearMonth.from(extent.to().minusDays(1));
                            !month.isBefore(first);
                            month = month.minusMonths(1)) {
                        months.add(month);
                    }
                    return List.copyOf(months);
                })
                .orElse(List.of());
    }

    /**
     * Compares two lists of rules; neither need be stored, proposed rules have numbers below 0.
     *
     * @param now the rules that hold, {@link OwnershipRules#all}
     * @param proposed all rules that should hold instead
     */
    public Month of(List<OwnershipRule> now, List<OwnershipRule> proposed, YearMonth month) {
        var ownership = new MonthOwnership(month, new Ownership(now), new Ownership(proposed));
        List<LocalDate> cuts = List.copyOf(ownership.cuts());
        List<Sum> sums = sums(By.TAG_VALUE, month, cuts, ownership.asked(terms));
        Map<Integer, String> texts = texts(sums);
        sums.forEach(sum -> {
            String value = texts.getOrDefault(sum.value(), "");
            ownership.add(part(sum, cuts, texts), value, value, sum.currency(), sum.effective());
        });
        return new Month(month, ownership.moves(), ownership.claims());
    }

    /**
     * What other team keys would change in a month of imported charges: Cost Explorer's have one tag's values.
     *
     * @param moves what changes hands by the rules of now; what stays is not listed
     * @param unnamed EffectiveCost, by currency, of what would have a value that no rule names, and has none or another one now
     * @param ofCostExplorer EffectiveCost, by currency, of the month's charges that it says nothing of
     */
    public record KeysMonth(
            YearMonth month,
            List<OwnershipMove> moves,
            Map<String, BigDecimal> unnamed,
            Map<String, BigDecimal> ofCostExplorer) {
        public KeysMonth {
            moves = List.copyOf(moves);
        }
    }

    /** Compares two orders of team keys by the rules that hold. */
    public KeysMonth of(TeamKeys now, TeamKeys proposed, List<OwnershipRule> rules, YearMonth month) {
        var changes = new TreeSet<>(now.changes());
        changes.addAll(proposed.changes());
        return of(
                month,
                rules,
                changes,
                By.DECIDING_TAGS,
                (carried, day) -> now.value(carried.tags(), day),
                (carried, day) -> proposed.value(carried.tags(), day));
    }

    /** Compares two ways of splitting clusters by the team keys and rules that hold. */
    public KeysMonth of(
            ClusterChoices now, ClusterChoices proposed, TeamKeys keys, List<OwnershipRule> rules, YearMonth month) {
        return of(
                month,
                rules,
                keys.changes(),
                By.PARTS,
                (carried, day) -> keys.value(carried.by(now, day), day),
                (carried, day) -> keys.value(carried.by(proposed, day), day));
    }

    /** The tags that charges carry; of parts their nodes', too. */
    private record Carried(Map<String, String> tags, Map<String, String> nodeTags, String part) {
        Map<String, String> by(ClusterChoices choices, LocalDate day) {
            return choices.byNode(ClusterPart.of(part), day) ? nodeTags : tags;
        }
    }

    /** Gives charges the value that names their team on a day. */
    private interface Value {
        String of(Carried carried, LocalDate day);
    }

    private KeysMonth of(
            YearMonth month,
            List<OwnershipRule> rules,
            NavigableSet<LocalDate> changes,
            By by,
            Value now,
            Value proposed) {
        var before = new Ownership(rules);
        var ownership = new MonthOwnership(month, before, before);
        var cuts = new TreeSet<>(ownership.cuts());
        cuts.addAll(changes.subSet(month.atDay(1), month.plusMonths(1).atDay(1)));
        List<LocalDate> days = List.copyOf(cuts);
        List<Sum> sums = sums(by, month, days, ownership.asked(terms));
        Map<Integer, String> texts = texts(sums);
        Map<String, BigDecimal> unnamed = new TreeMap<>();
        sums.forEach(sum -> {
            Part part = part(sum, days, texts);
            var carried = new Carried(
                    TagsText.read(texts.getOrDefault(sum.value(), "{}")),
                    TagsText.read(texts.getOrDefault(sum.nodeTags(), "{}")),
                    texts.getOrDefault(sum.part(), ""));
            String old = now.of(carried, part.since());
            String value = proposed.of(carried, part.since());
            ownership.add(part, old, value, sum.currency(), sum.effective());
            if (!value.isEmpty()
                    && !value.equals(old)
                    && part.owner(before, value).rule() == 0) {
                unnamed.merge(sum.currency(), sum.effective(), BigDecimal::add);
            }
        });
        return new KeysMonth(month, ownership.moves(), unnamed, ofCostExplorer(month));
    }

    private Map<String, BigDecimal> ofCostExplorer(YearMonth month) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        jdbc.sql("""
                        select currency, sum(effective_cost) as effective from charge
                         where export_id = 0 and charge_day >= :from and charge_day < :to group by 1
                        """)
                .params(Params.of("from", month).and("to", month.plusMonths(1)))
                .query(row -> {
                    sums.put(row.getString("currency"), row.getBigDecimal("effective"));
                });
        return sums;
    }

    /** Charges of days that begin with {@code since}, of what decides their owner beside the tag value. */
    record Part(LocalDate since, String account, String service, String caller, String resource, String part) {
        Owner owner(Ownership rules, String tagValue) {
            return rules.of(since, account, service, tagValue, caller, resource, part);
        }
    }

    private static Part part(Sum sum, List<LocalDate> cuts, Map<Integer, String> texts) {
        return new Part(
                cuts.get(sum.range() - 1),
                texts.getOrDefault(sum.account(), ""),
                texts.getOrDefault(sum.service(), ""),
                texts.getOrDefault(sum.caller(), ""),
                texts.getOrDefault(sum.profile(), ""),
                texts.getOrDefault(sum.part(), ""));
    }

    /**
     * @param value the number of the tag value, or of all tags
     * @param nodeTags of a node's parts; 0 of all else
     */
    private record Sum(
            int range,
            int account,
            int service,
            int value,
            int nodeTags,
            int part,
            int caller,
            int profile,
            String currency,
            BigDecimal effective) {}

    /** By which numbers charges are added up, in SQL, and which charges. */
    private enum By {
        TAG_VALUE("c.tag_value_id", "0", null, ""),
        /** Of imported charges; Cost Explorer's have one tag's values. */
        DECIDING_TAGS(ClusterPart.DECIDING_TAGS, "0", null, " and c.export_id > 0"),
        PARTS("c.tags_id", "c.node_tags_id", "c.part_id", " and c.part_id is not null");

        private final String value;
        private final String nodeTags;
        private final @Nullable String part;
        private final String which;

        /** @param part null: as far as rules ask for it */
        By(String value, String nodeTags, @Nullable String part, String which) {
            this.value = value;
            this.nodeTags = nodeTags;
            this.part = part;
            this.which = which;
        }
    }

    private Map<Integer, String> texts(List<Sum> sums) {
        return terms.texts(sums.stream()
                .flatMap(sum -> Stream.of(
                        sum.account(),
                        sum.service(),
                        sum.value(),
                        sum.nodeTags(),
                        sum.part(),
                        sum.caller(),
                        sum.profile()))
                .collect(Collectors.toSet()));
    }

    private List<Sum> sums(By by, YearMonth month, List<LocalDate> cuts, AskedParts asked) {
        return jdbc.sql("""
                        select width_bucket(c.charge_day, cast(:cuts as date[])) as range, c.account_id as account,
                               c.service_id as service, %s as value, %s as node_tags, %s as part, %s as caller, %s as profile,
                               c.currency, sum(c.effective_cost) as effective
                          from charge c where c.charge_day >= :from and c.charge_day < :to%s
                         group by 1, 2, 3, 4, 5, 6, 7, 8, 9
                        """.formatted(
                                by.value,
                                by.nodeTags,
                                by.part == null ? asked.part() : by.part,
                                asked.caller(),
                                asked.profile(),
                                by.which))
                .params(Params.of("cuts", cuts).and("from", month).and("to", month.plusMonths(1)))
                .params(asked.parameters())
                .query(RecordMapper.of(Sum.class))
                .list();
    }

    /**
     * What one month's costs are under two lists of rules, those that hold and those that are proposed. It needs the costs only
     * by what decides who owns them: days between which neither list changes, account, service and tag value, and what rules ask for.
     */
    static final class MonthOwnership {
        private final YearMonth month;
        private final Ownership now;
        private final Ownership proposed;
        private final Map<Move, BigDecimal> moves = new TreeMap<>();
        private final Map<Claim, BigDecimal> claims = new TreeMap<>();

        MonthOwnership(YearMonth month, Ownership now, Ownership proposed) {
            this.month = month;
            this.now = now;
            this.proposed = proposed;
        }

        /** The first days of ranges in which no rule begins or ends; the month's first day is one. */
        SortedSet<LocalDate> cuts() {
            var cuts = new TreeSet<LocalDate>();
            cuts.add(month.atDay(1));
            LocalDate end = month.plusMonths(1).atDay(1);
            cuts.addAll(now.changes().subSet(month.atDay(1), end));
            cuts.addAll(proposed.changes().subSet(month.atDay(1), end));
            return cuts;
        }

        /** What charges have to be told apart by. */
        AskedParts asked(TermDictionary terms) {
            return terms.asked(now::namesCaller, now::namesProfile, now::namesPart)
                    .and(terms.asked(proposed::namesCaller, proposed::namesProfile, proposed::namesPart));
        }

        /** Adds costs of a part whose first day is one of {@link #cuts}. */
        void add(Part part, String valueBefore, String valueAfter, String currency, BigDecimal effective) {
            Owner before = part.owner(now, valueBefore);
            Owner after = part.owner(proposed, valueAfter);
            if (!before.team().equals(after.team())) {
                moves.merge(new Move(currency, before.team(), after.team()), effective, BigDecimal::add);
            }
            claims.merge(new Claim(after.rule(), currency), effective, BigDecimal::add);
        }

        /** By currency, the largest first; a sum may be 0 where charges and credits move. */
        List<OwnershipMove> moves() {
            var all = new ArrayList<OwnershipMove>();
            moves.forEach((move, sum) -> all.add(new OwnershipMove(month, move.from, move.to, move.currency, sum)));
            all.sort(Comparator.comparing(OwnershipMove::currency)
                    .thenComparing(move -> move.effectiveCost().abs(), Comparator.reverseOrder())
                    .thenComparing(OwnershipMove::from)
                    .thenComparing(OwnershipMove::to));
            return all;
        }

        /** What each proposed rule claims, 0 is no rule; rules that claim nothing are absent. */
        List<RuleClaim> claims() {
            var all = new ArrayList<RuleClaim>();
            claims.forEach((claim, sum) -> all.add(new RuleClaim(claim.rule, claim.currency, sum)));
            return all;
        }

        private record Move(String currency, TeamId from, TeamId to) implements Comparable<Move> {
            @Override
            public int compareTo(Move other) {
                return Comparator.comparing(Move::currency)
                        .thenComparing(Move::from)
                        .thenComparing(Move::to)
                        .compare(this, other);
            }
        }

        private record Claim(int rule, String currency) implements Comparable<Claim> {
            @Override
            public int compareTo(Claim other) {
                return Comparator.comparingInt(Claim::rule)
                        .thenComparing(Claim::currency)
                        .compare(this, other);
            }
        }
    }
}
