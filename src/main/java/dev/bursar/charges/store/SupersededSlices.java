package dev.bursar.charges.store;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets Cost Explorer's slices aside for accounts whose costs a delivery has, and restores them when no delivery has them any
 * more.
 */
@Component
class SupersededSlices {
    private static final String SLICE =
            "charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges";
    private static final String COVERED = """
            exists (select from cost_export e join cost_export_account a on a.export_id = e.id
                     where e.billing_month = :month and a.account_id = c.account_id)
            """;

    private static final Tables COUNTED = new Tables("charge_slice", "charge");
    private static final Tables ASIDE = new Tables("superseded_slice", "superseded_charge");

    private final JdbcClient jdbc;

    SupersededSlices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Tables(String slices, String charges) {}

    /**
     * Sets aside and restores the months' slices by the deliveries that are stored now. The caller holds the months' locks and
     * recomputes their rollups.
     *
     * @return days whose charges have changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<LocalDate> arrange(Collection<LocalDate> months) {
        var days = new TreeSet<LocalDate>();
        for (LocalDate month : months) {
            days.addAll(move(COUNTED, ASIDE, "export_id = 0 and " + COVERED, month));
            days.addAll(move(ASIDE, COUNTED, "not " + COVERED, month));
        }
        return days;
    }

    /** Each charge has a slice: where none moves, no charge has to be looked for. */
    private List<LocalDate> move(Tables from, Tables to, String which, LocalDate month) {
        List<LocalDate> days = move(from.slices, to.slices, SLICE, which, month);
        if (!days.isEmpty()) {
            move(from.charges, to.charges, ChargeRow.COLUMNS, which, month);
        }
        return days;
    }

    private List<LocalDate> move(String from, String to, String columns, String which, LocalDate month) {
        return jdbc.sql("with gone as (delete from " + from
                        + " c where c.charge_day >= :month and c.charge_day < :next and " + which + " returning "
                        + columns
                        + "), there as (insert into " + to + " (" + columns + ") select " + columns
                        + " from gone) select distinct charge_day from gone")
                .param("month", month)
                .param("next", month.plusMonths(1))
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }
}
