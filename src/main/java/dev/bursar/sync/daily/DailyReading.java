package dev.bursar.sync.daily;

import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Today;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One thing that AWS is asked for as a whole, once or a few times a day: a feature declares it as a bean, and it is the job. Where AWS
 * refuses, the run says so and what earlier runs read stays.
 *
 * <p>Of what is free only a denial is kept, because the rest passes or is tried again. What AWS bills is asked where an admin has turned it
 * on, and never again before its next turn.
 */
public final class DailyReading implements SyncJob {
    private final Declared declared;
    private final String doing;
    private final BiFunction<LocalDate, RequestMeter, ToIntFunction<Instant>> asked;

    private DailyReading(
            Declared declared, String doing, BiFunction<LocalDate, RequestMeter, ToIntFunction<Instant>> asked) {
        this.declared = declared;
        this.doing = doing;
        this.asked = asked;
    }

    /**
     * @param name of the job, see {@link SyncJob#name}
     * @param title of the job, see {@link SyncJob#title}
     */
    public static Declared named(String name, String title, DailyReadings readings, Clock clock) {
        return new Declared(name, title, readings, clock);
    }

    /**
     * How an admin turns a reading on and off.
     *
     * @param subject of the journal's entries
     * @param whileOff what a run says that asks nothing because it is off
     */
    public record Switch(String subject, JournalAction on, JournalAction off, String whileOff) {}

    private record Paid(
            BigDecimal leastUsd,
            Supplier<Estimate> estimate,
            Switch turned,
            Function<LocalDate, Optional<String>> needless) {}

    /** What is said of a reading before {@link #reads} makes it; unless said otherwise it is due once a day, free, and waits for nothing. */
    public static final class Declared {
        private final String name;
        private final String title;
        private final DailyReadings readings;
        private final Clock clock;
        private int everyHours = 24;
        private List<String> after = List.of();
        private Supplier<Optional<Prerequisite>> waitsFor = Optional::empty;
        private @Nullable Paid paid;

        private Declared(String name, String title, DailyReadings readings, Clock clock) {
            this.name = name;
            this.title = title;
            this.readings = readings;
            this.clock = clock;
        }

        public Declared everyHours(int hours) {
            everyHours = hours;
            return this;
        }

        public Declared after(String... jobs) {
            after = List.of(jobs);
            return this;
        }

        public Declared waitsFor(Supplier<Optional<Prerequisite>> missing) {
            waitsFor = missing;
            return this;
        }

        /**
         * AWS bills it.
         *
         * @param leastUsd what each run pays at least
         * @param estimate what the first run will ask
         * @param needless why AWS isn't asked on a day though it is turned on; empty where it is
         */
        public Declared paid(
                BigDecimal leastUsd,
                Supplier<Estimate> estimate,
                Switch turned,
                Function<LocalDate, Optional<String>> needless) {
            paid = new Paid(leastUsd, estimate, turned, needless);
            return this;
        }

        /**
         * @param doing what a run does, in words
         * @param ask asks AWS for all of it, outside of a transaction; the day is the one on which the run began
         * @param keep stores the answer and says how many rows it has, in a transaction
         */
        public <T> DailyReading reads(
                String doing, BiFunction<LocalDate, RequestMeter, T> ask, ToIntBiFunction<T, Instant> keep) {
            return new DailyReading(this, doing, (today, meter) -> {
                T answer = ask.apply(today, meter);
                return at -> keep.applyAsInt(answer, at);
            });
        }
    }

    @Override
    public String name() {
        return declared.name;
    }

    @Override
    public String title() {
        return declared.title;
    }

    @Override
    public int everyHours() {
        return declared.everyHours;
    }

    @Override
    public List<String> after() {
        return declared.after;
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return declared.waitsFor.get();
    }

    @Override
    public BigDecimal leastCostUsd() {
        return pays().map(Paid::leastUsd).orElse(BigDecimal.ZERO);
    }

    @Override
    public Optional<Estimate> estimate() {
        return pays().map(paid -> paid.estimate().get());
    }

    /** Empty where it is free, or a run would ask nothing now. */
    private Optional<Paid> pays() {
        return Optional.ofNullable(declared.paid)
                .filter(paid -> idle(paid, Today.of(declared.clock)).isEmpty());
    }

    /** Empty for what is free. */
    Optional<Switch> turned() {
        return Optional.ofNullable(declared.paid).map(Paid::turned);
    }

    @Override
    public int run(Run run) {
        LocalDate today = LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC);
        Paid paid = declared.paid;
        Optional<String> idle = paid == null ? Optional.empty() : idle(paid, today);
        if (idle.isPresent()) {
            run.report(run.progress().doing(idle.get()));
            return 0;
        }
        Progress begun = run.progress().doing(doing);
        // what is free says only what it does
        run.report(paid == null ? begun : begun.slices(0, 0, 1));
        ToIntFunction<Instant> answer;
        try {
            answer = asked.apply(today, run.meter());
        } catch (SourceProblem e) {
            if (paid == null && e.kind() != Kind.ACCESS_DENIED) {
                throw e;
            }
            run.commit(() -> {
                declared.readings.refused(declared.name, e, declared.clock.instant());
                return true;
            });
            run.problem(e);
            if (paid != null) {
                run.report(run.progress().doing("").slices(0, 1, 1));
            }
            return 1;
        }
        int rows = run.longCommit(() -> {
            Instant now = declared.clock.instant();
            declared.readings.read(declared.name, now);
            return answer.applyAsInt(now);
        });
        if (paid != null) {
            run.report(run.progress().doing("").slices(1, 0, 1).rows(rows));
        }
        return 0;
    }

    private Optional<String> idle(Paid paid, LocalDate today) {
        return declared.readings.state(declared.name).enabled()
                ? paid.needless().apply(today)
                : Optional.of(paid.turned().whileOff());
    }
}
