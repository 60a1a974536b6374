package dev.bursar.billingdata;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a charge file was ever imported. */
@Component
class ChargeFilesProgress implements SetupProgress {
    private final JdbcClient jdbc;

    ChargeFilesProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public SetupStep step() {
        return SetupStep.CHARGE_FILES;
    }

    @Override
    public Extent extent() {
        return Extent.of(jdbc.sql("""
            select exists (select 1 from cost_delivery where fingerprint is not null)
                or exists (select 1 from cost_import where outcome in ('stored', 'unchanged'))
            """).query(Boolean.class).single());
    }
}
