package dev.bursar.billingdata.imports;

import module java.base;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads imports as the portal does, for tests of other modules. */
public final class ImportedCharges {
    private ImportedCharges() {}

    /** In the order in which they were asked for. */
    public static List<ImportRun> all(BeanFactory beans) {
        List<UUID> ids = beans.getBean(JdbcClient.class)
                .sql("select id from cost_import")
                .query(UUID.class)
                .list();
        return beans.getBean(ImportStore.class).find(ids).stream()
                .map(ImportStore.Job::run)
                .toList();
    }
}
