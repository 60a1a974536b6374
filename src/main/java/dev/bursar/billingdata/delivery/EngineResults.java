package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.KeptResults;
import dev.bursar.files.StoredObject;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Keeps in the database what an engine has given, in transactions of its own: what follows may fail. */
@Component
class EngineResults implements KeptResults {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    EngineResults(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Kept of(Key key) {
        return jdbc.sql("""
                        select attempt, answer, folder, files, bytes from engine_result
                         where engine = :engine and delivery = :delivery and statement = :statement
                        """)
                .param("engine", key.engine().name())
                .param("delivery", key.delivery())
                .param("statement", key.statement())
                .query((row, number) -> new Kept(
                        row.getInt("attempt"),
                        given(
                                row.getString("answer"),
                                row.getString("folder"),
                                row.getString("files"),
                                row.getLong("bytes"))))
                .optional()
                .orElse(new Kept(0, null));
    }

    private static @Nullable Given given(
            @Nullable String answer, @Nullable String folder, @Nullable String files, long bytes) {
        return answer != null
                ? new Rows(rows(answer), bytes)
                : folder != null && files != null ? new Written(folder, files(files), bytes) : null;
    }

    private static List<List<@Nullable String>> rows(String json) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(json)) {
            List<@Nullable String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.isNull() ? null : value.stringValue()));
            rows.add(values);
        }
        return rows;
    }

    private static List<StoredObject> files(String json) {
        List<StoredObject> files = new ArrayList<>();
        for (JsonNode file : JSON.readTree(json)) {
            files.add(new StoredObject(
                    file.get("key").stringValue(),
                    file.get("tag").stringValue(),
                    file.get("size").longValue(),
                    Instant.parse(file.get("modified").stringValue())));
        }
        return files;
    }

    @Override
    public void keep(Key key, int attempt, Given given) {
        String answer = null;
        String folder = null;
        String files = null;
        switch (given) {
            case Rows rows -> answer = JSON.writeValueAsString(rows.rows());
            case Written written -> {
                folder = written.folder();
                var array = JSON.createArrayNode();
                written.files()
                        .forEach(file -> array.addObject()
                                .put("key", file.key())
                                .put("tag", file.tag())
                                .put("size", file.size())
                                .put("modified", file.modified().toString()));
                files = JSON.writeValueAsString(array);
            }
        }
        jdbc.sql("""
                        insert into engine_result
                          (engine, delivery, statement, attempt, answer, folder, files, bytes, made_at)
                        values (:engine, :delivery, :statement, :attempt, :answer, :folder, :files, :bytes, :now)
                        on conflict (engine, delivery, statement) do update
                           set attempt = excluded.attempt, answer = excluded.answer, folder = excluded.folder,
                               files = excluded.files, bytes = excluded.bytes, made_at = excluded.made_at
                        """)
                .param("engine", key.engine().name())
                .param("delivery", key.delivery())
                .param("statement", key.statement())
                .param("attempt", attempt)
                .param("answer", answer)
                .param("folder", folder)
                .param("files", files)
                .param("bytes", given.bytes())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void forget(EngineName engine, String delivery, @Nullable String statement) {
        apart.executeWithoutResult(status -> jdbc.sql("""
                        update engine_result set attempt = attempt + 1, answer = null, folder = null, files = null, bytes = 0
                         where engine = :engine and delivery = :delivery
                           and (cast(:statement as text) is null or statement = :statement)
                        """)
                .param("engine", engine.name())
                .param("delivery", delivery)
                .param("statement", statement)
                .update());
    }

    @Override
    public void writing(String delivery, String folder, List<String> tables) {
        jdbc.sql("""
                        insert into engine_folder (address, delivery, made_at, tables)
                        values (:address, :delivery, :now, :tables)
                        on conflict (address) do update set made_at = excluded.made_at, tables = excluded.tables
                        """)
                .param("address", folder)
                .param("delivery", delivery)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tables", tables.toArray(String[]::new))
                .update();
    }

    @Override
    public void removed(String folder) {
        jdbc.sql("delete from engine_folder where address = :address")
                .param("address", folder)
                .update();
    }
}
