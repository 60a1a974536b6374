package dev.bursar.spend;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Remembers how each person has arranged the table of the Spend page, whatever browser they use. */
@Service
@Transactional(readOnly = true)
public class TableLayouts {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String PLACE = "spend";
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Scope scope;
    private final Journal journal;

    TableLayouts(JdbcClient jdbc, Scope scope, Journal journal) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.journal = journal;
    }

    /**
     * An arrangement, in the page's own names of its columns.
     *
     * @param hidden columns that are put away
     * @param sorted columns in the order in which they count, with "-" before them for descending
     */
    public record TableLayout(Set<String> hidden, List<String> sorted) {
        static final TableLayout PLAIN = new TableLayout(Set.of(), List.of());

        public TableLayout {
            hidden = Set.copyOf(hidden);
            sorted = List.copyOf(sorted);
            if (hidden.size() > MOST || sorted.size() > MOST) {
                throw new IllegalArgumentException("A table has at most 20 columns");
            }
        }
    }

    /** The person's arrangement; the plain one where they have changed nothing. */
    @PreAuthorize(MAY_SEE)
    public TableLayout mine() {
        return jdbc.sql("select hidden, sorted from table_layout where person_id = :me and place = :place")
                .param("me", scope.actor().id().value())
                .param("place", PLACE)
                .query((row, number) -> new TableLayout(Set.of(texts(row, "hidden")), List.of(texts(row, "sorted"))))
                .optional()
                .orElse(TableLayout.PLAIN);
    }

    @PreAuthorize(MAY_SEE)
    @Writes(Guard.ANY_ORDER)
    public void keep(TableLayout layout) {
        TableLayout before = mine();
        if (before.equals(layout)) {
            return;
        }
        int me = scope.actor().id().value();
        jdbc.sql("""
                        insert into table_layout (person_id, place, hidden, sorted) values (:me, :place, :hidden, :sorted)
                        on conflict (person_id, place) do update set hidden = excluded.hidden, sorted = excluded.sorted
                        """)
                .param("me", me)
                .param("place", PLACE)
                .param("hidden", layout.hidden().stream().sorted().toArray(String[]::new))
                .param("sorted", layout.sorted().toArray(String[]::new))
                .update();
        // an order is how somebody looks at a table just now
        if (!before.hidden().equals(layout.hidden())) {
            journal.record(SpendAction.TABLE_ARRANGED, "person:" + me, fields(before), fields(layout));
        }
    }

    private static Map<String, Object> fields(TableLayout layout) {
        return Map.of("hidden", layout.hidden());
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
