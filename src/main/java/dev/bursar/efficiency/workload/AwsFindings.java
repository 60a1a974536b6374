package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.spi.IdleFindings;
import dev.bursar.efficiency.spi.IdleFindings.IdleFinding;
import dev.bursar.kernel.Sha256;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and keeps what AWS Compute Optimizer itself finds idle, to stand beside Bursar's findings. */
@Component
public class AwsFindings {
    private final IdleFindings source;
    private final Reach reach;
    private final JdbcClient jdbc;
    private final Clock clock;

    AwsFindings(IdleFindings source, Reach reach, JdbcClient jdbc, Clock clock) {
        this.source = source;
        this.reach = reach;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A place in which Compute Optimizer is off or refuses has none; that fails no run. */
    void read(Run run, Place place) {
        try {
            List<IdleFinding> found = source.idle(place, run.meter());
            run.commit(() -> {
                replace(place, found);
                reach.answered(place, PlaceState.COMPUTE_OPTIMIZER);
                return true;
            });
        } catch (SourceProblem e) {
            run.commit(() -> {
                replace(place, List.of());
                reach.problem(place, PlaceState.COMPUTE_OPTIMIZER, e);
                return true;
            });
        }
    }

    private void replace(Place place, List<IdleFinding> found) {
        jdbc.sql("delete from ml_aws_finding where account = :account and region = :region")
                .param("account", place.account())
                .param("region", place.region())
                .update();
        for (IdleFinding one : found) {
            jdbc.sql("""
                            insert into ml_aws_finding (arn_hash, arn, account, region, finding, savings_usd, look_back_days, read_at)
                            values (:hash, :arn, :account, :region, :finding, :savings, :days, :now)
                            on conflict (arn_hash) do update
                               set finding = excluded.finding, savings_usd = excluded.savings_usd,
                                   look_back_days = excluded.look_back_days, read_at = excluded.read_at
                            """)
                    .param("hash", Sha256.of(one.arn()))
                    .param("arn", one.arn())
                    .param("account", place.account())
                    .param("region", place.region())
                    .param("finding", one.finding())
                    .param("savings", one.savingsUsd())
                    .param("days", one.lookBackDays())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /**
     * @param finding as AWS writes it, such as Idle
     * @param savingsUsd a month; null where AWS doesn't say
     */
    public record AwsFinding(
            String finding,
            @Nullable BigDecimal savingsUsd,
            @Nullable Integer lookBackDays,
            Instant readAt) {}

    /** Empty where AWS finds nothing of the resource. */
    public Optional<AwsFinding> of(String arn) {
        return jdbc.sql(
                        "select finding, savings_usd, look_back_days, read_at from ml_aws_finding where arn_hash = :hash")
                .param("hash", Sha256.of(arn))
                .query((row, number) -> new AwsFinding(
                        row.getString("finding"),
                        row.getBigDecimal("savings_usd"),
                        row.getObject("look_back_days", Integer.class),
                        Objects.requireNonNull(row.getObject("read_at", OffsetDateTime.class))
                                .toInstant()))
                .optional();
    }
}
