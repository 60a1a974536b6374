package dev.bursar.sync.run;

import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One holder for each job over all nodes. A lease is free when it was given back, when its holder has not been heard of for
 * 40 seconds, or when its holder was a process of this machine that is gone. A heartbeat from further ahead than that is no sign of
 * life either: the clock was set back after it. Each take-over has a higher token.
 */
@Component
public class Leases {
    static final Duration SILENCE = Duration.ofSeconds(40);
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String host;

    Leases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.host = hostName();
    }

    /** The new token, or empty while another holder is alive. */
    @Writes(Guard.LOCK)
    public OptionalLong take(String job) {
        jdbc.sql("insert into sync_lease (job) values (:job) on conflict do nothing")
                .param("job", job)
                .update();
        Held held = jdbc.sql("select owner, heartbeat_at from sync_lease where job = :job for update")
                .param("job", job)
                .query((row, number) -> held(row))
                .single();
        if (alive(held)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(jdbc.sql("""
                        update sync_lease set token = token + 1, owner = :owner, heartbeat_at = :now
                         where job = :job returning token
                        """)
                .params(Params.of("owner", me()).and("now", clock.instant()).and("job", job))
                .query(Long.class)
                .single());
    }

    /** Whether some living holder has the lease. */
    @Transactional(readOnly = true)
    public boolean held(String job) {
        return jdbc.sql("select owner, heartbeat_at from sync_lease where job = :job")
                .param("job", job)
                .query((row, number) -> held(row))
                .optional()
                .filter(this::alive)
                .isPresent();
    }

    /** False when the lease is another's by now. */
    @Writes(Guard.CONDITION)
    public boolean beat(String job, long token) {
        return jdbc.sql("update sync_lease set heartbeat_at = :now where job = :job and token = :token and owner <> ''")
                        .params(Params.of("now", clock.instant())
                                .and("job", job)
                                .and("token", token))
                        .update()
                == 1;
    }

    /** Keeps others from taking the job until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void fence(String job, long token) {
        jdbc.sql("select 1 from sync_lease where job = :job and token = :token for update")
                .param("job", job)
                .param("token", token)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new LeaseLost(job));
    }

    @Writes(Guard.CONDITION)
    public void giveBack(String job, long token) {
        jdbc.sql("update sync_lease set owner = '' where job = :job and token = :token")
                .param("job", job)
                .param("token", token)
                .update();
    }

    private boolean alive(Held held) {
        return !held.owner().isEmpty()
                && Duration.between(held.beat(), clock.instant()).abs().compareTo(SILENCE) < 0
                && !gone(held.owner());
    }

    private static Held held(ResultSet row) throws SQLException {
        OffsetDateTime beat = row.getObject("heartbeat_at", OffsetDateTime.class);
        return new Held(row.getString("owner"), beat == null ? Instant.EPOCH : beat.toInstant());
    }

    private String me() {
        ProcessHandle process = ProcessHandle.current();
        return host + "/" + process.pid() + "/" + started(process);
    }

    /** Whether the holder was a process of this machine that has ended. */
    private boolean gone(String owner) {
        String[] parts = owner.split("/");
        if (parts.length != 3 || !parts[0].equals(host)) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .map(process -> !started(process).equals(parts[2]))
                .orElse(true);
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '-');
        } catch (UnknownHostException e) {
            // another machine without a name must not look like this one
            return UUID.randomUUID().toString();
        }
    }

    private record Held(String owner, Instant beat) {}
}
