package dev.bursar.charges;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether costs have been read, from wherever. */
@Component
class CostsProgress implements SetupProgress {
    private final JdbcClient jdbc;

    CostsProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public SetupStep step() {
        return SetupStep.COSTS;
    }

    @Override
    public Extent extent() {
        return Extent.of(jdbc.sql("select exists (select 1 from spend_by_month)")
                .query(Boolean.class)
                .single());
    }
}
