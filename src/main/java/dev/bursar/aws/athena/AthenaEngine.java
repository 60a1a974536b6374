package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.billingdata.engine.ScanPrice;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements in Athena, which reads the export where it lies. It writes two things in AWS: tables that only name a folder, and
 * results in the folder that is set for them.
 */
final class AthenaEngine implements LineEngine {
    private static final Logger log = LoggerFactory.getLogger(AthenaEngine.class);

    /** Executions of one statement that ended badly, above which no other one is started for it. */
    private static final int MOST_EXECUTIONS = 20;

    private final AthenaRequests requests;
    private final AthenaSettings settings;
    private final Clock clock;
    private final Pause pause;

    /** Waits so long. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /** What is made of a query that has succeeded, which is the so-many-th execution of its statement. */
    private interface Use<T> {
        T of(AthenaQuery query, int number);
    }

    AthenaEngine(AthenaRequests requests, AthenaSettings settings, Clock clock, Pause pause) {
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public EngineName name() {
        return EngineName.ATHENA;
    }

    @Override
    public String reached() {
        return "workgroup %s and database %s in %s"
                .formatted(settings.workgroup(), settings.database(), settings.region());
    }

    @Override
    public String results() {
        return settings.results();
    }

    @Override
    public String address(String address) {
        if (!address.startsWith("s3://")) {
            throw AthenaFailures.of(Kind.NO_PLACE, address);
        }
        return address;
    }

    @Override
    public Scan create(LineTable table, Statement statement) {
        return define(AthenaText.create(table), statement);
    }

    @Override
    public Scan drop(String table, Statement statement) {
        return define(AthenaText.drop(table), statement);
    }

    /** With a new token: what the same statement did before says nothing of whether the table is there now. */
    private Scan define(String text, Statement statement) {
        AthenaQuery query = query(statement, false);
        query.run(AthenaText.checked(text), UUID.randomUUID().toString());
        return new Scan(query.bytes());
    }

    @Override
    public Answer ask(String text, Statement statement) {
        return run(number -> text, statement, (query, number) -> new Answer(query.rows(), new Scan(query.bytes())));
    }

    /** Each execution has a folder of its own, because one that fails leaves what it has written. */
    @Override
    public Unloaded unload(String text, String folder, Statement statement) {
        return run(number -> AthenaText.unload(text, folder(folder, number)), statement, (query, number) -> {
            query.checkThat(folder(folder, number));
            return new Unloaded(folder(folder, number), new Scan(query.bytes()));
        });
    }

    @Override
    public void settle(long run, Watch watch) {
        for (String id : requests.left()) {
            try {
                AthenaQuery.settle(requests, id, run, watch);
            } catch (EngineFailure e) {
                log.warn("Athena\u2019s query {} was not metered to its end", id, e);
                if (e.fact().kind() == Kind.OTHER) {
                    // AWS forgets queries after some weeks
                    requests.forget(id);
                }
            }
        }
    }

    private static String folder(String folder, int number) {
        return folder + number + "/";
    }

    /** AWS answers the same token by the same execution for days, by one that failed too; then another token takes its place. */
    private <T> T run(IntFunction<String> text, Statement statement, Use<T> use) {
        if (statement.bytes() > 0) {
            requests.requireRoom(ScanPrice.usd(statement.bytes()), statement.run());
        }
        for (int number = 1; ; number++) {
            AthenaQuery query = query(statement, true);
            try {
                query.run(AthenaText.checked(text.apply(number)), token(statement.token(), number));
                return use.of(query, number);
            } catch (EngineFailure e) {
                if (!query.isUnusable() || number == MOST_EXECUTIONS) {
                    throw e;
                }
            }
        }
    }

    private static String token(String token, int number) {
        return number == 1
                ? token
                : UUID.nameUUIDFromBytes((token + " " + number).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private AthenaQuery query(Statement statement, boolean billed) {
        return new AthenaQuery(requests, statement, pause, clock.instant(), settings.mostBytes(), billed);
    }
}
