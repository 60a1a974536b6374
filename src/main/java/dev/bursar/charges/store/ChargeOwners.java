package dev.bursar.charges.store;

import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.terms.AskedParts;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamKeys;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives stored charges their owners again when rules have changed, or the tags that name teams. */
@Component
public class ChargeOwners {
    /** Where a combination's team stands, behind what decides it; the rule comes next. */
    private static final int TEAM = 6;

    private final JdbcClient jdbc;
    private final TermDictionary terms;
    private final Rollups rollups;
    private final ClusterStore clusters;

    ChargeOwners(JdbcClient jdbc, TermDictionary terms, Rollups rollups, ClusterStore clusters) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.rollups = rollups;
        this.clusters = clusters;
    }

    /**
     * Gives a month's charges the owners that these rules name, with the rollups; loads of the month that read older rules come first.
     *
     * @return how many charges have another team or rule now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int apply(Owners owners, LocalDate month) {
        rollups.lock(List.of(month));
        LocalDate end = month.plusMonths(1);
        var cuts = new TreeSet<LocalDate>(owners.changes().subSet(month, false, end, false));
        cuts.add(month);
        cuts.add(end);
        int changed = 0;
        LocalDate from = month;
        for (LocalDate to : cuts.tailSet(month, false)) {
            changed += apply(owners, from, to);
            from = to;
        }
        if (changed > 0) {
            rollups.recompute(days(month, end));
        }
        return changed;
    }

    /** Days between which no rule begins or ends. */
    private int apply(Owners owners, LocalDate from, LocalDate to) {
        AskedParts asked = terms.asked(owners::namesCaller, owners::namesProfile, owners::namesPart);
        List<int[]> combinations = jdbc.sql("""
                        select distinct c.account_id, c.service_id, c.tag_value_id, %s, %s, %s, c.team_id, c.rule_id
                          from charge c where c.charge_day >= :from and c.charge_day < :to
                        """.formatted(asked.caller(), asked.profile(), asked.part()))
                .params(asked.parameters())
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new int[] {
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8)
                })
                .list();
        Set<Integer> ids = new HashSet<>();
        combinations.forEach(row -> IntStream.range(0, TEAM).forEach(at -> ids.add(row[at])));
        Map<Integer, String> texts = terms.texts(ids);
        var moved = new ArrayList<int[]>();
        for (int[] row : combinations) {
            Owners.Owner owner = owners.of(
                    from,
                    texts.getOrDefault(row[0], ""),
                    texts.getOrDefault(row[1], ""),
                    texts.getOrDefault(row[2], ""),
                    texts.getOrDefault(row[3], ""),
                    texts.getOrDefault(row[4], ""),
                    texts.getOrDefault(row[5], ""));
            if (owner.team().value() != row[TEAM] || owner.rule() != row[TEAM + 1]) {
                row[TEAM] = owner.team().value();
                row[TEAM + 1] = owner.rule();
                moved.add(row);
            }
        }
        if (moved.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        update charge c set team_id = n.team, rule_id = n.rule
                          from unnest(:accounts, :services, :tags, :callers, :profiles, :parts, :teams, :rules)
                               n (account, service, tag, caller, profile, part, team, rule)
                         where c.charge_day >= :from and c.charge_day < :to
                           and c.account_id = n.account and c.service_id = n.service and c.tag_value_id = n.tag
                           and %s = n.caller and %s = n.profile and %s = n.part
                           and (c.team_id, c.rule_id) is distinct from (n.team, n.rule)
                        """.formatted(asked.caller(), asked.profile(), asked.part()))
                .params(asked.parameters())
                .param("accounts", column(moved, 0))
                .param("services", column(moved, 1))
                .param("tags", column(moved, 2))
                .param("callers", column(moved, 3))
                .param("profiles", column(moved, 4))
                .param("parts", column(moved, 5))
                .param("teams", column(moved, TEAM))
                .param("rules", column(moved, TEAM + 1))
                .param("from", from)
                .param("to", to)
                .update();
    }

    private static Integer[] column(List<int[]> rows, int at) {
        return rows.stream().map(row -> row[at]).toArray(Integer[]::new);
    }

    private static List<LocalDate> days(LocalDate from, LocalDate to) {
        return from.datesUntil(to).toList();
    }

    /** As an export remembers the order by which its charges have their values; "" where a first key alone says it. */
    static String stored(TeamKeys keys) {
        return keys.single() ? "" : keys.text();
    }

    /**
     * Gives the charges of deliveries the values of these tags, parts of nodes by the choices of clusters; the rules are then to be applied
     * again.
     *
     * @return the tag values that they have now; empty where they had them already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Set<String>> follow(TeamKeys keys) {
        ClusterChoices choices = clusters.current();
        Integer[] exports = jdbc.sql("""
                        select id from cost_export
                         where (tag_key, tag_keys) is distinct from (:key, :keys) or clusters <> :clusters order by id
                        """)
                .param("clusters", choices.text())
                .param("key", keys.first())
                .param("keys", stored(keys))
                .query((row, number) -> row.getInt(1))
                .list()
                .toArray(Integer[]::new);
        if (exports.length == 0) {
            return Optional.empty();
        }
        List<LocalDate> days = jdbc.sql(
                        "select distinct charge_day from charge_slice where export_id = any(:exports) order by 1")
                .param("exports", exports)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
        Set<String> values = days.isEmpty() ? Set.of() : follow(keys, choices, exports, days);
        jdbc.sql("""
                        update cost_export set tag_key = :key, tag_keys = :keys,
                               clusters = case when clusters is not null then :clusters end
                         where id = any(:exports)
                        """)
                .param("clusters", choices.text())
                .param("key", keys.first())
                .param("keys", stored(keys))
                .param("exports", exports)
                .update();
        return Optional.of(values);
    }

    private Set<String> follow(TeamKeys keys, ClusterChoices choices, Integer[] exports, List<LocalDate> days) {
        rollups.lock(days);
        var cuts = new TreeSet<>(keys.changes().subSet(days.getFirst(), false, days.getLast(), true));
        cuts.addAll(choices.changes().subSet(days.getFirst(), false, days.getLast(), true));
        cuts.add(days.getLast().plusDays(1));
        var values = new HashSet<String>();
        LocalDate from = days.getFirst();
        for (LocalDate to : cuts) {
            split(choices, exports, from, to);
            values.addAll(follow(keys, exports, from, to));
            from = to;
        }
        rollups.recompute(days);
        return values;
    }

    /** Has parts' own tags or their nodes' name the team, on days between which no choice begins. */
    private void split(ClusterChoices choices, Integer[] exports, LocalDate from, LocalDate to) {
        List<Integer> parts = jdbc.sql("""
                        select distinct part_id from charge
                         where export_id = any(:exports) and charge_day >= :from and charge_day < :to and part_id is not null
                        """)
                .param("exports", exports)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> row.getInt(1))
                .list();
        if (parts.isEmpty()) {
            return;
        }
        Map<Integer, String> texts = terms.texts(parts);
        jdbc.sql("""
                        update charge c set by_node = n.node from unnest(:parts, :nodes) n (part, node)
                         where c.export_id = any(:exports) and c.charge_day >= :from and c.charge_day < :to
                           and c.part_id = n.part and c.by_node <> n.node
                        """)
                .param("parts", parts.toArray(Integer[]::new))
                .param(
                        "nodes",
                        parts.stream()
                                .map(id -> choices.byNode(ClusterPart.of(texts.getOrDefault(id, "")), from))
                                .toArray(Boolean[]::new))
                .param("exports", exports)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** Days between which no key begins to count. */
    private Set<String> follow(TeamKeys keys, Integer[] exports, LocalDate from, LocalDate to) {
        List<Integer> tags = jdbc.sql("""
                        select distinct %s from charge c
                         where export_id = any(:exports) and charge_day >= :from and charge_day < :to
                        """.formatted(ClusterPart.DECIDING_TAGS))
                .param("exports", exports)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> row.getInt(1))
                .list();
        Map<Integer, String> texts = terms.texts(tags);
        var values = new ArrayList<String>();
        tags.forEach(id -> values.add(keys.value(TagsText.read(texts.getOrDefault(id, "{}")), from)));
        Map<String, Integer> numbers = terms.ids(TermDictionary.Kind.TAG_VALUE, distinct(values));
        jdbc.sql("""
                        update charge c set tag_value_id = n.value from unnest(:tags, :values) n (tags, value)
                         where c.export_id = any(:exports) and c.charge_day >= :from and c.charge_day < :to
                           and %s = n.tags and c.tag_value_id <> n.value
                        """.formatted(ClusterPart.DECIDING_TAGS))
                .param("tags", tags.toArray(Integer[]::new))
                .param("values", values.stream().map(numbers::get).toArray(Integer[]::new))
                .param("exports", exports)
                .param("from", from)
                .param("to", to)
                .update();
        return distinct(values);
    }

    private static Set<String> distinct(Collection<String> values) {
        return new HashSet<>(values);
    }
}
