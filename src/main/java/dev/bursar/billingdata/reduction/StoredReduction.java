package dev.bursar.billingdata.reduction;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The choice of where lines are reduced, and what is known of each engine. It is read when a delivery starts, so that a choice is in
 * force on all nodes at once.
 */
@Component
public class StoredReduction {
    private static final Chosen NEVER = new Chosen(ReductionPlace.HERE, false, null, null, 0);
    private static final RecordMapper<EngineTest> TEST = RecordMapper.of(EngineTest.class)
            .with("trouble", (row, column) -> {
                String code = row.getString(column);
                return code == null
                        ? null
                        : EngineTrouble.stored(
                                code,
                                Objects.requireNonNullElse(row.getString("said"), ""),
                                Objects.requireNonNullElse(row.getString("what_to_do"), ""));
            });

    private final JdbcClient jdbc;

    StoredReduction(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param tested whether a test had shown the same charges before
     * @param by null while nobody has chosen
     * @param version 0 while nobody has chosen
     */
    public record Chosen(
            ReductionPlace place,
            boolean tested,
            @Nullable String by,
            @Nullable Instant at,
            int version) {}

    public Chosen chosen() {
        return jdbc.sql("select place, tested, chosen_by as by, chosen_at as at, version from line_reduction")
                .query(RecordMapper.of(Chosen.class))
                .optional()
                .orElse(NEVER);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void choose(ReductionPlace place, boolean tested, int version, String by, Instant at) {
        int changed = jdbc.sql(version == 0 ? """
                                        insert into line_reduction (place, tested, chosen_by, chosen_at, version)
                                        values (:place, :tested, :by, :at, 1) on conflict do nothing
                                        """ : """
                                        update line_reduction
                                           set place = :place, tested = :tested, chosen_by = :by, chosen_at = :at,
                                               version = version + 1
                                         where version = :version
                                        """)
                .params(Params.of(new Chosen(place, tested, by, at, version)))
                .update();
        if (changed == 0) {
            throw new StaleEdit("line-reduction");
        }
    }

    Map<ReductionPlace, EngineTest> tests() {
        Map<ReductionPlace, EngineTest> tests = new EnumMap<>(ReductionPlace.class);
        jdbc.sql("""
                        select engine, reached, tested_at as at, tested_by as by, outcome, period sample_period, files sample_files,
                               lines sample_lines, charges sample_charges, bytes took_bytes, here_ms took_here_millis,
                               there_ms took_there_millis, difference_day, difference_account, difference_service, difference_field,
                               difference_here, difference_there, trouble, said, what_to_do
                          from engine_test order by engine
                        """).query(TEST).list().forEach(test -> tests.put(test.engine(), test));
        return tests;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tested(EngineTest test) {
        Optional<EngineTrouble> trouble = Optional.ofNullable(test.trouble());
        jdbc.sql("""
                        insert into engine_test (engine, reached, tested_at, tested_by, outcome, period, files, lines, charges,
                               bytes, here_ms, there_ms, difference_day, difference_account, difference_service,
                               difference_field, difference_here, difference_there, trouble, said, what_to_do)
                        values (:engine, :reached, :at, :by, :outcome, :sample_period, :sample_files, :sample_lines, :sample_charges,
                               :took_bytes, :took_here_millis, :took_there_millis, :difference_day, :difference_account,
                               :difference_service, :difference_field, :difference_here, :difference_there, :trouble, :said, :what_to_do)
                        on conflict (engine) do update set reached = excluded.reached, tested_at = excluded.tested_at,
                               tested_by = excluded.tested_by, outcome = excluded.outcome, period = excluded.period,
                               files = excluded.files, lines = excluded.lines, charges = excluded.charges,
                               bytes = excluded.bytes, here_ms = excluded.here_ms, there_ms = excluded.there_ms,
                               difference_day = excluded.difference_day, difference_account = excluded.difference_account,
                               difference_service = excluded.difference_service, difference_field = excluded.difference_field,
                               difference_here = excluded.difference_here, difference_there = excluded.difference_there,
                               trouble = excluded.trouble, said = excluded.said, what_to_do = excluded.what_to_do
                        """)
                .params(Params.of(test)
                        .and("trouble", trouble.map(EngineTrouble::code))
                        .and("said", trouble.map(EngineTrouble::said))
                        .and("what_to_do", trouble.map(EngineTrouble::whatToDo)))
                .update();
    }

    Map<ReductionPlace, DeliverySize> sizes() {
        Map<ReductionPlace, DeliverySize> sizes = new EnumMap<>(ReductionPlace.class);
        jdbc.sql(
                        "select engine, period, files, files_read, lines, bytes, read_at as at from delivery_size order by engine")
                .query(RecordMapper.of(DeliverySize.class))
                .list()
                .forEach(size -> sizes.put(size.engine(), size));
        return sizes;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void sized(DeliverySize size) {
        jdbc.sql("""
                        insert into delivery_size (engine, period, files, files_read, lines, bytes, read_at)
                        values (:engine, :period, :files, :files_read, :lines, :bytes, :at)
                        on conflict (engine) do update set period = excluded.period, files = excluded.files,
                               files_read = excluded.files_read, lines = excluded.lines, bytes = excluded.bytes,
                               read_at = excluded.read_at
                        """).params(Params.of(size)).update();
    }
}
