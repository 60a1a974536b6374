package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Watch;
import dev.bursar.billingdata.reduction.SetUpEngines.SetUp;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what engines have written: of deliveries that are stored, and what nobody went on with for some days, lines that somebody
 * looked up too.
 */
@Component
class EngineFolders {
    private static final Logger log = LoggerFactory.getLogger(EngineFolders.class);
    private static final Duration LEFT = Duration.ofDays(3);
    private static final int MOST = 100_000;
    /** Of a delivery, or of lines that somebody looked up. */
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{64}/|lines/bursar_lines_[0-9a-f]{32}_[0-9]{1,6}/");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EngineFolders(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Left(String address, String delivery, List<String> tables) {}

    /**
     * Drops tables and removes files that are of no use any more. A store that refuses is noted, and is asked again by the next run.
     *
     * @param engine with the place below which alone anything is removed
     */
    void tidy(SetUp engine, Run run) {
        ObjectPlace results = engine.results();
        List<Left> left = jdbc.sql("""
                        select f.address, f.delivery, f.tables from engine_folder f
                         where f.made_at < :before
                            or exists (select 1 from cost_export e where e.fingerprint = decode(f.delivery, 'hex'))
                            or exists (select 1 from cost_delivery d where d.fingerprint = decode(f.delivery, 'hex'))
                         order by f.made_at, f.address
                        """)
                .param("before", clock.instant().minus(LEFT).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Left(row.getString("address"), row.getString("delivery"), List.of((String[])
                        row.getArray("tables").getArray())))
                .list();
        for (Left one : left) {
            if (!one.address().startsWith(results.name())
                    || !FOLDER.matcher(one.address().substring(results.name().length()))
                            .matches()) {
                // of another place, which was set before
                continue;
            }
            try {
                one.tables()
                        .forEach(table ->
                                engine.engine().drop(table, Statement.of(run.id(), one.delivery(), watch(run))));
                remove(one, results, run.meter());
                gone(one);
            } catch (EngineFailure e) {
                log.warn("Tables of {} were not dropped: {}", one.address(), e.getMessage());
                return;
            } catch (SourceProblem e) {
                log.warn(
                        "Results in {} were not removed: {}",
                        one.address(),
                        e.said().what());
                if (e.kind() == Kind.ACCESS_DENIED) {
                    denied(one, e);
                }
                return;
            }
        }
    }

    /** Throws what the run throws when it shall not go on. */
    static Watch watch(Run run) {
        return new Watch() {
            @Override
            public boolean cancelled() {
                run.meter().look();
                return false;
            }
        };
    }

    private static void remove(Left one, ObjectPlace results, RequestMeter meter) {
        String folder = one.address().substring(results.store().name().length());
        for (StoredObject object : results.store().below(folder, MOST, meter)) {
            results.store().remove(folder, object, meter);
        }
    }

    /** Results that are gone can't be gone on with. */
    private void gone(Left one) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from engine_result where delivery = :delivery")
                    .param("delivery", one.delivery())
                    .update();
            jdbc.sql("delete from engine_folder where address = :address")
                    .param("address", one.address())
                    .update();
        });
    }

    private void denied(Left one, SourceProblem problem) {
        jdbc.sql("update engine_folder set denied = :said where address = :address")
                .param("said", problem.said().what())
                .param("address", one.address())
                .update();
    }
}
