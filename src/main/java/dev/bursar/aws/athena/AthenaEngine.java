package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs statements in Athena, which reads the export where it lies. It writes two things in AWS: tables that only name a folder, and
 * results in the folder that is set for them.
 */
final class AthenaEngine implements LineEngine {
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
        return run(text, statement, query -> new Answer(query.rows(), new Scan(query.bytes())));
    }

    @Override
    public Scan unload(String text, String folder, Statement statement) {
        return run(AthenaText.unload(text, folder), statement, query -> new Scan(query.bytes()));
    }

    /** AWS answers the same token by the same execution for days, by one that failed too; then another token takes its place. */
    private <T> T run(String text, Statement statement, Function<AthenaQuery, T> use) {
        AthenaText.checked(text);
        for (int number = 1; ; number++) {
            AthenaQuery query = query(statement, true);
            try {
                query.run(text, token(statement.token(), number));
                return use.apply(query);
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
        return new AthenaQuery(
                requests, statement.watch(), pause, clock.instant(), settings.mostBytes(), billed);
    }
}
