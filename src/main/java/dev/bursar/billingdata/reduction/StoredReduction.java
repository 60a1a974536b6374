package dev.bursar.billingdata.reduction;

import dev.bursar.kernel.StaleEdit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
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
    private static final RowMapper<EngineTest> TEST = (row, number) -> new EngineTest(
            ReductionPlace.of(row.getString("engine")),
            row.getString("reached"),
            row.getObject("tested_at", OffsetDateTime.class).toInstant(),
            row.getString("tested_by"),
            EngineTest.Outcome.of(row.getString("outcome")),
            new EngineTest.Sample(
                    row.getString("period"), row.getInt("files"), row.getLong("lines"), row.getLong("charges")),
            new EngineTest.Took(row.getLong("bytes"), row.getLong("here_ms"), row.getLong("there_ms")),
            row.getString("difference_field") == null
                    ? null
                    : new EngineTest.Difference(
                            row.getObject("difference_day", LocalDate.class),
                            row.getString("difference_account"),
                            row.getString("difference_service"),
                            row.getString("difference_field"),
                            row.getString("difference_here"),
                            row.getString("difference_there")),
            row.getString("trouble") == null
                    ? null
                    : EngineTrouble.stored(
                            row.getString("trouble"),
                            Objects.requireNonNullElse(row.getString("said"), ""),
                            Objects.requireNonNullElse(row.getString("what_to_do"), "")));
    private static final RowMapper<DeliverySize> SIZE = (row, number) -> new DeliverySize(
            ReductionPlace.of(row.getString("engine")),
            row.getString("period"),
            row.getInt("files"),
            row.getInt("files_read"),
            row.getLong("lines"),
            row.getLong("bytes"),
            row.getObject("read_at", OffsetDateTime.class).toInstant());

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
        return jdbc.sql("select place, tested, chosen_by, chosen_at, version from line_reduction")
                .query((row, number) -> new Chosen(
                        ReductionPlace.of(row.getString("place")),
                        row.getBoolean("tested"),
                        row.getString("chosen_by"),
                        row.getObject("chosen_at", OffsetDateTime.class).toInstant(),
                        row.getInt("version")))
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
                .param("place", place.code())
                .param("tested", tested)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new StaleEdit("line-reduction");
        }
    }

    Map<ReductionPlace, EngineTest> tests() {
        Map<ReductionPlace, EngineTest> tests = new EnumMap<>(ReductionPlace.class);
        jdbc.sql("""
                        select engine, reached, tested_at, tested_by, outcome, period, files, lines, charges, bytes, here_ms, there_ms,
                               difference_day, difference_account, difference_service, difference_field, difference_here,
                               difference_there, trouble, said, what_to_do
                          from engine_test order by engine
                        """).query(TEST).list().forEach(test -> tests.put(test.engine(), test));
        return tests;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tested(EngineTest test) {
        Optional<EngineTest.Difference> difference = Optional.ofNullable(test.difference());
        Optional<EngineTrouble> trouble = Optional.ofNullable(test.trouble());
        jdbc.sql("""
                        insert into engine_test (engine, reached, tested_at, tested_by, outcome, period, files, lines, charges,
                               bytes, here_ms, there_ms, difference_day, difference_account, difference_service,
                               difference_field, difference_here, difference_there, trouble, said, what_to_do)
                        values (:engine, :reached, :at, :by, :outcome, :period, :files, :lines, :charges, :bytes, :here, :there,
                               :day, :account, :service, :field, :valueHere, :valueThere, :trouble, :said, :whatToDo)
                        on conflict (engine) do update set reached = excluded.reached, tested_at = excluded.tested_at,
                               tested_by = excluded.tested_by, outcome = excluded.outcome, period = excluded.period,
                               files = excluded.files, lines = excluded.lines, charges = excluded.charges,
                               bytes = excluded.bytes, here_ms = excluded.here_ms, there_ms = excluded.there_ms,
                               difference_day = excluded.difference_day, difference_account = excluded.difference_account,
                               difference_service = excluded.difference_service, difference_field = excluded.difference_field,
                               difference_here = excluded.difference_here, difference_there = excluded.difference_there,
                               trouble = excluded.trouble, said = excluded.said, what_to_do = excluded.what_to_do
                        """)
                .param("engine", test.engine().code())
                .param("reached", test.reached())
                .param("at", test.at().atOffset(ZoneOffset.UTC))
                .param("by", test.by())
                .param("outcome", test.outcome().code())
                .param("period", test.sample().period())
                .param("files", test.sample().files())
                .param("lines", test.sample().lines())
                .param("charges", test.sample().charges())
                .param("bytes", test.took().bytes())
                .param("here", test.took().hereMillis())
                .param("there", test.took().thereMillis())
                .param("day", difference.map(EngineTest.Difference::day).orElse(null))
                .param("account", difference.map(EngineTest.Difference::account).orElse(null))
                .param("service", difference.map(EngineTest.Difference::service).orElse(null))
                .param("field", difference.map(EngineTest.Difference::field).orElse(null))
                .param("valueHere", difference.map(EngineTest.Difference::here).orElse(null))
                .param(
                        "valueThere",
                        difference.map(EngineTest.Difference::there).orElse(null))
                .param("trouble", trouble.map(EngineTrouble::code).orElse(null))
                .param("said", trouble.map(EngineTrouble::said).orElse(null))
                .param("whatToDo", trouble.map(EngineTrouble::whatToDo).orElse(null))
                .update();
    }

    Map<ReductionPlace, DeliverySize> sizes() {
        Map<ReductionPlace, DeliverySize> sizes = new EnumMap<>(ReductionPlace.class);
        jdbc.sql("select engine, period, files, files_read, lines, bytes, read_at from delivery_size order by engine")
                .query(SIZE)
                .list()
                .forEach(size -> sizes.put(size.engine(), size));
        return sizes;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void sized(DeliverySize size) {
        jdbc.sql("""
                        insert into delivery_size (engine, period, files, files_read, lines, bytes, read_at)
                        values (:engine, :period, :files, :read, :lines, :bytes, :at)
                        on conflict (engine) do update set period = excluded.period, files = excluded.files,
                               files_read = excluded.files_read, lines = excluded.lines, bytes = excluded.bytes,
                               read_at = excluded.read_at
                        """)
                .param("engine", size.engine().code())
                .param("period", size.period())
                .param("files", size.files())
                .param("read", size.filesRead())
                .param("lines", size.lines())
                .param("bytes", size.bytes())
                .param("at", size.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
