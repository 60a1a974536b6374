package dev.bursar.spend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Exports have all tags of a charge: when another one comes to name teams, nothing needs to be read again. */
@Component
class ExportTags {
    private final JdbcClient jdbc;
    private final Terms terms;
    private final Rollups rollups;
    private final TagTeams tagTeams;
    private final AppliedRules applied;

    ExportTags(JdbcClient jdbc, Terms terms, Rollups rollups, TagTeams tagTeams, AppliedRules applied) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.rollups = rollups;
        this.tagTeams = tagTeams;
        this.applied = applied;
    }

    /**
     * Gives the charges of exports the values of this tag; the rules are then to be applied anew.
     *
     * @param key "" while no tag names teams
     * @return how many charges have another value now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int follow(String key) {
        Integer[] exports = jdbc.sql("select id from cost_export where tag_key <> :key order by id")
                .param("key", key)
                .query((row, number) -> row.getInt(1))
                .list()
                .toArray(Integer[]::new);
        if (exports.length == 0) {
            return 0;
        }
        List<LocalDate> days = jdbc.sql(
                        "select distinct charge_day from charge_slice where export_id = any(:exports) order by 1")
                .param("exports", exports)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
        int changed = days.isEmpty() ? 0 : follow(key, exports, days);
        jdbc.sql("update cost_export set tag_key = :key where id = any(:exports)")
                .param("key", key)
                .param("exports", exports)
                .update();
        applied.forget();
        return changed;
    }

    private int follow(String key, Integer[] exports, List<LocalDate> days) {
        rollups.lock(days);
        List<Integer> tags = jdbc.sql("""
                        select distinct tags_id from charge
                         where export_id = any(:exports) and charge_day between :first and :last
                        """)
                .param("exports", exports)
                .param("first", days.getFirst())
                .param("last", days.getLast())
                .query((row, number) -> row.getInt(1))
                .list();
        Map<Integer, String> texts = terms.texts(tags);
        var values = new ArrayList<String>();
        tags.forEach(
                id -> values.add(TagsText.read(texts.getOrDefault(id, "{}")).getOrDefault(key, "")));
        Map<String, Integer> numbers = terms.ids(Terms.Kind.TAG_VALUE, distinct(values));
        int changed = jdbc.sql("""
                        update charge c set tag_value_id = n.value from unnest(:tags, :values) n (tags, value)
                         where c.export_id = any(:exports) and c.charge_day between :first and :last
                           and c.tags_id = n.tags and c.tag_value_id <> n.value
                        """)
                .param("tags", tags.toArray(Integer[]::new))
                .param("values", values.stream().map(numbers::get).toArray(Integer[]::new))
                .param("exports", exports)
                .param("first", days.getFirst())
                .param("last", days.getLast())
                .update();
        rollups.recompute(days);
        tagTeams.claim(distinct(values));
        return changed;
    }

    private static Set<String> distinct(Collection<String> values) {
        return new HashSet<>(values);
    }
}
