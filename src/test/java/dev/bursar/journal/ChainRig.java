package dev.bursar.journal;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.testing.TestAction;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A journal on a database of its own, and whoever owns the database to change it behind the journal's back. */
final class ChainRig implements AutoCloseable {
    final TestDatabase database;
    final TestClock clock = new TestClock();
    final Path data;
    final HeadFile file;
    final Journal journal;
    final Sealer sealer;
    final Chain chain;

    ChainRig(TestDatabase database) {
        this.database = database;
        this.data = Path.of("target/test-data", database.name());
        this.file = new HeadFile(data);
        this.journal = new Journal(
                database.jdbc(), new SomeoneInTests("Admin"), clock, new JdbcTransactionManager(database.dataSource()));
        this.sealer = new Sealer(database.jdbc(), List.of(file, new HeadLog()), clock);
        this.chain = new Chain(database.jdbc(), new JdbcTransactionManager(database.dataSource()));
    }

    ChainRig() {
        this(TestDatabase.migrated());
    }

    void record(String action, Object before, Object after) {
        database.transactions()
                .executeWithoutResult(status -> journal.recordAs(
                        new Actor(new PersonId(3), "Zoë \uD83D\uDE80"),
                        TestAction.of(action),
                        "team:1",
                        before,
                        after));
    }

    /** So many sealed entries, each with another content. */
    void sealed(int entries) {
        for (int i = 0; i < entries; i++) {
            record(
                    "changed-" + i,
                    i % 3 == 0 ? null : Map.of("cap", "1." + i),
                    Map.of("cap", "2." + i, "at", List.of(i)));
        }
        sealer.seal();
    }

    Verification verify() {
        return chain.verify(file.published(), (done, all) -> {});
    }

    /** What verification says of a change that the owner of all tables makes; the change is taken back. */
    Verification afterwards(List<JournalHead> heads, Consumer<JdbcClient> tampering) {
        var owner = database.owner();
        try {
            var transactions = new JdbcTransactionManager(owner);
            return new TransactionTemplate(transactions).execute(status -> {
                var jdbc = JdbcClient.create(owner);
                for (var table : List.of("journal_seal", "journal_unsealed")) {
                    jdbc.sql("alter table " + table + " drop constraint " + table + "_entry_id_fkey")
                            .update();
                }
                tampering.accept(jdbc);
                status.setRollbackOnly();
                return new Chain(jdbc, transactions).verify(heads, (done, all) -> {});
            });
        } finally {
            owner.destroy();
        }
    }

    long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        database.close();
    }
}
