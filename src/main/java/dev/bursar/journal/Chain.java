package dev.bursar.journal;

import dev.bursar.journal.Verification.Broken;
import dev.bursar.journal.Verification.Flaw;
import dev.bursar.journal.Verification.Intact;
import dev.bursar.journal.Verification.Progress;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks every seal in order. Computes the bytes by itself, as V6__journal_seal.sql describes them, so that it also proves
 * what the sealer in the database does.
 */
@Component
class Chain {
    private static final byte[] FORMAT = "bursar journal 1".getBytes(StandardCharsets.UTF_8);
    private static final int PORTION = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    Chain(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Reads one snapshot of the whole chain, a portion at a time. */
    Verification verify(List<JournalHead> heads, Progress progress) {
        return snapshot.execute(status -> {
            var walk = new Walk(heads, count("select coalesce(max(position), 0) from journal_seal"), progress);
            jdbc.sql("""
                            select s.position, s.entry_id, s.sealed_at, s.seal, j.id, j.at, j.actor_id, j.actor_name, j.action,
                                   j.subject, j.before::text as before, j.after::text as after, j.repeated
                              from journal_seal s
                              left join journal j on j.id = s.entry_id
                             order by s.position
                            """).withFetchSize(PORTION).query(walk::next);
            return walk.end();
        });
    }

    private long count(String question) {
        return jdbc.sql(question).query(Long.class).single();
    }

    private final class Walk {
        private final TreeMap<Long, List<JournalHead>> heads = new TreeMap<>();
        private final long all;
        private final Progress progress;
        private byte[] seal = new byte[32];
        private long position;
        private int found;
        private @Nullable Broken broken;

        private Walk(List<JournalHead> published, long all, Progress progress) {
            published.forEach(head -> heads.computeIfAbsent(head.position(), at -> new ArrayList<>())
                    .add(head));
            this.all = all;
            this.progress = progress;
        }

        private void next(ResultSet row) throws SQLException {
            if (broken != null) {
                return;
            }
            position++;
            long entry = row.getLong("entry_id");
            if (row.getLong("position") != position) {
                broken = new Broken(Flaw.REMOVED, position, null);
                return;
            }
            row.getLong("id");
            if (row.wasNull()) {
                broken = new Broken(Flaw.REMOVED, position, entry);
                return;
            }
            seal = sealed(row, position, seal);
            if (!Arrays.equals(seal, row.getBytes("seal"))) {
                broken = new Broken(Flaw.CHANGED, position, entry);
                return;
            }
            List<JournalHead> here = heads.getOrDefault(position, List.of());
            String hex = here.isEmpty() ? "" : HexFormat.of().formatHex(seal);
            if (here.stream().anyMatch(head -> !head.seal().equals(hex))) {
                broken = new Broken(Flaw.REMADE, position, entry);
                return;
            }
            found += here.size();
            if (position % PORTION == 0) {
                progress.checked(position, all);
            }
        }

        private Verification end() {
            if (broken != null) {
                return broken;
            }
            progress.checked(position, all);
            Map.Entry<Long, List<JournalHead>> beyond = heads.higherEntry(position);
            if (beyond != null) {
                return new Broken(Flaw.CUT, position + 1, null);
            }
            return jdbc.sql("""
                            select j.id
                              from journal j
                             where not exists (select from journal_seal s where s.entry_id = j.id)
                               and not exists (select from journal_unsealed u where u.entry_id = j.id)
                             order by j.id
                             limit 1
                            """)
                    .query(Long.class)
                    .optional()
                    .<Verification>map(entry -> new Broken(Flaw.UNSEALED, 0, entry))
                    .orElseGet(() -> new Intact(position, found, count("select count(*) from journal_unsealed")));
        }
    }

    private static byte[] sealed(ResultSet row, long position, byte[] before) throws SQLException {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.write(FORMAT);
            out.write(before);
            out.writeLong(position);
            out.writeLong(micros(row, "sealed_at"));
            out.writeLong(row.getLong("id"));
            out.writeLong(micros(row, "at"));
            out.writeInt(row.getInt("actor_id"));
            for (String column : List.of("actor_name", "action", "subject", "before", "after")) {
                text(out, row.getString(column));
            }
            out.writeInt(row.getInt("repeated"));
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wraps around for a moment beyond all days, which then is no moment that was sealed. */
    private static long micros(ResultSet row, String column) throws SQLException {
        Instant moment = row.getObject(column, OffsetDateTime.class).toInstant();
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
