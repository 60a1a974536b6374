package dev.bursar.sync.daily;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.sync.Problem;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps of each reading, by the name of its job, whether AWS is asked and what came of it last. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class DailyReadings {
    private final JdbcClient jdbc;

    DailyReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a reading stands.
     *
     * @param enabled whether an admin has turned it on; false for what is free
     * @param askedAt null before AWS was asked for the first time
     * @param readAt null before the first answer
     * @param refusal why the last run read nothing; null where it read all
     */
    public record State(
            boolean enabled,
            @Nullable Instant askedAt,
            @Nullable Instant readAt,
            @Nullable Refusal refusal) {
        public static final State NEVER = new State(false, null, null, null);

        /** Of the last run; null where there was none. */
        public @Nullable Problem problem() {
            return refusal == null ? null : refusal.problem();
        }
    }

    public record Refusal(Instant at, Problem.Said problem) {}

    @Transactional(propagation = Propagation.SUPPORTS)
    public State state(String name) {
        return jdbc.sql("""
                select coalesce(enabled, false) as enabled, asked_at, read_at, refused_at as refusal_at, problem as refusal_problem_what,
                       what_to_do as refusal_problem_what_to_do
                  from daily_reading where name = :name
                """)
                .param("name", name)
                .query(RecordMapper.of(State.class))
                .optional()
                .orElse(State.NEVER);
    }

    public void read(String name, Instant at) {
        jdbc.sql("""
                insert into daily_reading (name, asked_at, read_at) values (:name, :at, :at)
                    on conflict (name) do update
                   set asked_at = excluded.asked_at, read_at = excluded.read_at, refused_at = null, problem = null, what_to_do = null
                """).params(Params.of("name", name).and("at", at)).update();
    }

    /** Says why nothing was read; what was read before stays. */
    public void refused(String name, SourceProblem problem, Instant at) {
        jdbc.sql("""
                insert into daily_reading (name, asked_at, refused_at, problem, what_to_do) values (:name, :at, :at, :what, :what_to_do)
                    on conflict (name) do update
                   set asked_at = excluded.asked_at, refused_at = excluded.refused_at, problem = excluded.problem,
                       what_to_do = excluded.what_to_do
                """)
                .params(Params.of(problem.said()).and("name", name).and("at", at))
                .update();
    }

    /** Turns it on or off, and forgets what was wrong last; false where it is so already. */
    boolean turn(String name, boolean on, String by, Instant at) {
        return jdbc.sql("""
                insert into daily_reading as r (name, enabled, set_by, set_at) select :name, :on, :by, :at
                 where :on or exists (select from daily_reading where name = :name)
                    on conflict (name) do update
                   set enabled = excluded.enabled, set_by = excluded.set_by, set_at = excluded.set_at, refused_at = null, problem = null,
                       what_to_do = null
                 where r.enabled is distinct from excluded.enabled
                """)
                        .params(Params.of("name", name)
                                .and("on", on)
                                .and("by", by)
                                .and("at", at))
                        .update()
                == 1;
    }
}
