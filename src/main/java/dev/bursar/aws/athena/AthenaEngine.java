package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.billingdata.engine.ScanPrice;
import module java.base;
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

    /** Statements that aren't Trino's: Athena makes tables in Hive's words and writes results by UNLOAD. */
    static final class AthenaText {
        private static final int MOST_BYTES = 262_144;

        private AthenaText() {}

        static String create(LineTable table) {
            String columns = table.columns().stream()
                    .map(column -> name(column.name()) + " " + HiveType.of(column.type()))
                    .collect(Collectors.joining(",\n  "));
            return "create external table %s (\n  %s)\nstored as parquet location %s"
                    .formatted(name(table.name()), columns, folder(table.folder()));
        }

        static String drop(String table) {
            return "drop table if exists " + name(table);
        }

        static String unload(String query, String folder) {
            return "unload (%s) to %s with (format = 'PARQUET', compression = 'ZSTD')".formatted(query, folder(folder));
        }

        /** Refused before it is sent, because AWS says it no better. */
        static String checked(String statement) {
            int bytes = statement.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                throw AthenaFailures.of(
                        Kind.LIMIT, "A statement has %,d bytes; Athena takes %,d.".formatted(bytes, MOST_BYTES));
            }
            return statement;
        }

        private static String name(String name) {
            return "`" + name.replace("`", "``") + "`";
        }

        /** Hive and Trino quote differently, so a folder has nothing to be quoted. */
        private static String folder(String folder) {
            if (!folder.startsWith("s3://") || !folder.endsWith("/") || folder.contains("'") || folder.contains("\\")) {
                throw AthenaFailures.of(Kind.NO_PLACE, folder);
            }
            return "'" + folder + "'";
        }
    }

    /** Types of columns, from Trino's words to those of Hive, in which Athena makes tables. */
    static final class HiveType {
        private HiveType() {}

        static String of(String type) {
            String words = type.strip().toLowerCase(Locale.ROOT);
            int open = words.indexOf('(');
            if (open < 0) {
                return switch (words) {
                    case "varchar", "json" -> "string";
                    case "integer" -> "int";
                    case "real" -> "float";
                    case "varbinary" -> "binary";
                    case "boolean", "tinyint", "smallint", "int", "bigint", "double", "date", "timestamp" -> words;
                    default -> throw unknown(type);
                };
            }
            if (!words.endsWith(")")) {
                throw unknown(type);
            }
            List<String> parts = parts(words.substring(open + 1, words.length() - 1));
            String kind = words.substring(0, open).strip();
            return switch (kind) {
                case "varchar", "char" -> "string";
                case "timestamp" -> "timestamp";
                case "decimal" -> "decimal(" + String.join(",", parts) + ")";
                case "array", "map" ->
                    kind + parts.stream().map(HiveType::of).collect(Collectors.joining(",", "<", ">"));
                case "row" -> "struct" + parts.stream().map(HiveType::field).collect(Collectors.joining(",", "<", ">"));
                default -> throw unknown(type);
            };
        }

        private static String field(String field) {
            int blank = field.indexOf(' ');
            if (blank < 0) {
                throw unknown(field);
            }
            return field.substring(0, blank).replace("\"", "") + ":" + of(field.substring(blank + 1));
        }

        /** What stands between the commas that are in no parentheses. */
        private static List<String> parts(String text) {
            var parts = new ArrayList<String>();
            int depth = 0;
            int begin = 0;
            for (int at = 0; at < text.length(); at++) {
                switch (text.charAt(at)) {
                    case '(' -> depth++;
                    case ')' -> depth--;
                    case ',' -> {
                        if (depth == 0) {
                            parts.add(text.substring(begin, at).strip());
                            begin = at + 1;
                        }
                    }
                    default -> {}
                }
            }
            parts.add(text.substring(begin).strip());
            return parts;
        }

        private static IllegalArgumentException unknown(String type) {
            return new IllegalArgumentException("Athena\u2019s tables have no type " + type);
        }
    }
}
