package dev.bursar.chargeback.ledger;

import dev.bursar.kernel.Actor;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Posts transactions; who may is up to its callers, who lock the month first. */
@Component
public class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another transaction has the key already. */
    public static final class KeyTaken extends IllegalStateException {
        KeyTaken(String key) {
            super("Another transaction has the key " + key);
        }
    }

    /**
     * Posts it; a second time does nothing. Returns its number.
     *
     * @throws KeyTaken where the key has other content
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long post(LedgerTransaction transaction, Actor by, Instant at) {
        byte[] content = LedgerContent.sha256(transaction);
        Optional<Long> id = jdbc.sql("""
                insert into ledger_transaction (key, kind, billing_month, corrects, reason, posted_at, posted_by, posted_by_name,
                       content_sha256)
                values (:key, :kind, :month, :corrects, :reason, :at, :by, :name, :content)
                on conflict (key) do nothing
                returning id
                """)
                .param("key", transaction.key())
                .param("kind", transaction.kind().name())
                .param("month", transaction.month().atDay(1))
                .param("corrects", transaction.corrects().orElse(null))
                .param("reason", transaction.reason())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.id().value())
                .param("name", by.name())
                .param("content", content)
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return posted(transaction.key(), content);
        }
        for (int i = 0; i < transaction.postings().size(); i++) {
            add(id.get(), i + 1, transaction.postings().get(i));
        }
        return id.get();
    }

    private long posted(String key, byte[] content) {
        record Found(long id, byte[] content) {}
        Found found = jdbc.sql("select id, content_sha256 from ledger_transaction where key = :key")
                .param("key", key)
                .query((row, number) -> new Found(row.getLong("id"), row.getBytes("content_sha256")))
                .single();
        if (!Arrays.equals(found.content(), content)) {
            throw new KeyTaken(key);
        }
        return found.id();
    }

    private void add(long id, int line, Posting posting) {
        jdbc.sql("""
                insert into ledger_posting (transaction_id, line, account_id, of_month, document_id, currency, amount, note)
                values (:id, :line, :account, :month, :document, :currency, :amount, :note)
                """)
                .param("id", id)
                .param("line", line)
                .param("account", account(posting.account()))
                .param("month", posting.ofMonth().atDay(1))
                .param("document", posting.document().orElse(null))
                .param("currency", posting.amount().getCurrencyUnit().getCode())
                .param("amount", posting.amount().getAmount())
                .param("note", posting.note())
                .update();
    }

    /** The number of an account, which is made if it isn't there yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int account(LedgerAccount account) {
        String kind = kind(account);
        Integer team = account instanceof LedgerAccount.Team(int id) ? id : null;
        jdbc.sql("insert into ledger_account (kind, team_id) values (:kind, :team) on conflict do nothing")
                .param("kind", kind)
                .param("team", team)
                .update();
        return jdbc.sql("select id from ledger_account where kind = :kind and team_id is not distinct from :team")
                .param("kind", kind)
                .param("team", team)
                .query(Integer.class)
                .single();
    }

    private static String kind(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team team -> "TEAM";
            case LedgerAccount.Fixed fixed -> fixed.name();
        };
    }

    /** Posts the opposite of a transaction in its month; returns the reversal's number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long reverse(long id, String reason, Actor by, Instant at) {
        YearMonth month = jdbc.sql("select billing_month from ledger_transaction where id = :id")
                .param("id", id)
                .query((row, number) -> YearMonth.from(row.getObject("billing_month", LocalDate.class)))
                .single();
        List<Posting> opposite = postings(id).stream()
                .map(one ->
                        new Posting(one.account(), one.ofMonth(), one.amount().negated(), one.document(), one.note()))
                .toList();
        return post(
                new LedgerTransaction(
                        "reversal:" + id, LedgerTransaction.Kind.REVERSAL, month, Optional.of(id), reason, opposite),
                by,
                at);
    }

    /** The hash of a transaction's content, in hex. */
    public String sha256(long id) {
        return HexFormat.of()
                .formatHex(jdbc.sql("select content_sha256 from ledger_transaction where id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .single());
    }

    /** In the order of their lines. */
    List<Posting> postings(long id) {
        return jdbc.sql("""
                select a.kind, a.team_id, p.of_month, p.document_id, p.currency, p.amount, p.note
                  from ledger_posting p join ledger_account a on a.id = p.account_id
                 where p.transaction_id = :id order by p.line
                """)
                .param("id", id)
                .query((row, number) -> posting(row))
                .list();
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                account(row),
                YearMonth.from(row.getObject("of_month", LocalDate.class)),
                BigMoney.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("amount")),
                Optional.ofNullable(row.getObject("document_id", Long.class)),
                row.getString("note"));
    }

    static LedgerAccount account(ResultSet row) throws SQLException {
        return LedgerAccount.stored(row.getString("kind"), row.getInt("team_id"));
    }
}
