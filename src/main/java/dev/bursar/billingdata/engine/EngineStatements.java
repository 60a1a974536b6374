package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.engine.KeptResults.Kept;
import dev.bursar.billingdata.engine.KeptResults.Key;
import dev.bursar.billingdata.engine.KeptResults.Rows;
import dev.bursar.billingdata.engine.KeptResults.Written;
import dev.bursar.billingdata.engine.LineEngine.Answer;
import dev.bursar.billingdata.engine.LineEngine.Scan;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Unloaded;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Runs statements about one delivery, each once: what one has given is remembered, and taken where it still is as it was. */
final class EngineStatements {
    private static final int MOST_RESULTS = 100_000;
    private static final long MOMENT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final EngineWork work;
    private final LineEngine engine;
    private final String delivery;
    private final List<LineTable> tables;
    private final RequestMeter meter;
    private final ReadListener watch;
    private final int groups;
    private boolean made;
    private boolean gone;
    private int done;
    private int kept;
    private long bytes;
    private BigDecimal usd = BigDecimal.ZERO;

    EngineStatements(EngineWork work, String delivery, LineGroups divided, RequestMeter meter, ReadListener watch) {
        this.work = work;
        this.engine = work.engine();
        this.delivery = delivery;
        this.tables = divided.tables();
        this.groups = divided.groups().size();
        this.meter = meter;
        this.watch = watch;
    }

    /**
     * The rows of a question, which have to be few.
     *
     * @param expected bytes that it reads of the files
     */
    List<List<@Nullable String>> ask(String question, long expected) {
        Key key = key(question);
        Kept known = work.kept().of(key);
        if (known.given() instanceof Rows given) {
            kept++;
            return given.rows();
        }
        Answer answer = askAgain(question, known.attempt(), expected);
        work.kept()
                .keep(
                        key,
                        known.attempt(),
                        new Rows(answer.rows(), answer.scan().bytes()));
        return answer.rows();
    }

    /** The same without remembering. */
    List<List<@Nullable String>> askOnce(String question) {
        return askAgain(question, 0, 0).rows();
    }

    private Answer askAgain(String question, int attempt, long expected) {
        make();
        Answer answer = answered(() -> engine.ask(question, statement(token(question, attempt), expected)));
        paid(answer.scan());
        return answer;
    }

    /**
     * Has a query's rows written, below a folder of that name, and says where they are.
     *
     * @param expected bytes that it reads of the files
     */
    Written unload(String query, String name, long expected) {
        Key key = key(query);
        Kept known = work.kept().of(key);
        if (known.given() instanceof Written written) {
            if (isThere(written)) {
                kept++;
                return written;
            }
            work.kept().forget(key.engine(), delivery, key.statement());
            known = work.kept().of(key);
        }
        make();
        String folder = folder() + name + (known.attempt() == 0 ? "" : "-" + known.attempt()) + "/";
        String token = token(query, known.attempt());
        Unloaded unloaded = answered(() -> engine.unload(query, folder, statement(token, expected)));
        paid(unloaded.scan());
        var written = new Written(
                unloaded.folder(), files(unloaded.folder()), unloaded.scan().bytes());
        work.kept().keep(key, known.attempt(), written);
        return written;
    }

    private String folder() {
        return engine.results() + delivery + "/";
    }

    private boolean isThere(Written written) {
        return written.folder().startsWith(work.results().name())
                && files(written.folder()).equals(written.files());
    }

    private List<StoredObject> files(String folder) {
        String key = folder.substring(work.results().store().name().length());
        return work.results().store().below(key, MOST_RESULTS, meter);
    }

    Key key(String text) {
        return new Key(engine.name(), delivery, Digests.of(text));
    }

    /** The same query of the same files has the same token, until what it gave is thrown away. */
    private String token(String text, int attempt) {
        return Digests.of(delivery + text + (attempt == 0 ? "" : " " + attempt));
    }

    private Statement statement(String token, long expected) {
        look();
        Thread reader = Thread.currentThread();
        long before = bytes;
        return new Statement(
                token,
                expected,
                new LineEngine.Watch() {
                    @Override
                    public boolean cancelled() {
                        return watch.cancelled() || reader.isInterrupted();
                    }

                    @Override
                    public void scanned(long now) {
                        tell(before + now, now);
                    }
                },
                work.run(),
                delivery);
    }

    /** Ends the reading where somebody wants it to end. */
    void look() {
        if (watch.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new ReadCancelled();
        }
    }

    /** Makes the tables, where something is asked at all. */
    private void make() {
        if (!made) {
            made = true;
            work.kept()
                    .writing(
                            delivery,
                            folder(),
                            tables.stream().map(LineTable::name).toList());
            for (LineTable table : tables) {
                answered(() ->
                        engine.drop(table.name(), statement(UUID.randomUUID().toString(), 0)));
                answered(() -> engine.create(table, statement(UUID.randomUUID().toString(), 0)));
            }
        }
    }

    private <T> T answered(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (EngineFailure e) {
            gone = e.fact().kind() == EngineFailure.Kind.GONE;
            throw e;
        }
    }

    /** Forgets the tables, whatever has happened; an engine that has gone is not asked. */
    void drop() {
        if (!made || gone) {
            return;
        }
        LineEngine.Watch moment = moment();
        try {
            for (LineTable table : tables) {
                engine.drop(table.name(), Statement.of(work.run(), delivery, moment));
            }
            work.kept().writing(delivery, folder(), List.of());
        } catch (EngineFailure e) {
            // they cost nothing there, and are dropped with the folder or by the next reading of this delivery
        }
    }

    /** Whoever has ended the reading waits no longer than a moment for tables to be dropped, and nobody for ever. */
    private LineEngine.Watch moment() {
        long begun = System.nanoTime();
        return new LineEngine.Watch() {
            @Override
            public boolean cancelled() {
                return System.nanoTime() - begun > (watch.cancelled() ? MOMENT_NANOS : LONGEST_NANOS);
            }
        };
    }

    private void paid(Scan scan) {
        bytes += scan.bytes();
        usd = usd.add(price(scan.bytes()));
        tell(bytes, 0);
    }

    private BigDecimal price(long scanned) {
        return engine.name().isPaidByBytes() ? ScanPrice.usd(scanned) : BigDecimal.ZERO;
    }

    /** Bytes that were read of the files so far. */
    long bytes() {
        return bytes;
    }

    void groupDone() {
        done++;
        tell(bytes, 0);
    }

    private void tell(long all, long running) {
        BigDecimal cost = running == 0 ? usd : usd.add(price(running));
        work.progress()
                .accept(new EngineProgress(
                        engine.name(), done, groups, kept, all, engine.name().isPaidByBytes() ? cost : null));
    }
}
