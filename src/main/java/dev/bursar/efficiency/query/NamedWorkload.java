package dev.bursar.efficiency.query;

import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.rows.RecordMapper.Sql;

/**
 * A workload that was found by name or ARN.
 *
 * @param accountName its id where it has no name
 * @param team its name; empty for nobody's
 */
public record NamedWorkload(
        @Sql("w.id") long id,
        @Sql("w.name") String name,
        WorkloadKind kind,
        String arn,
        @Sql("coalesce(a.name, w.account)") String accountName,
        String region,
        @Sql("coalesce(t.name, '')") String team) {}
