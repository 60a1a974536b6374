package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerContent;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.Posting;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads transactions and whether they are as they were posted. What was changed past Bursar may be anything. */
@Component
class PostedTransactions {
    private final JdbcClient jdbc;

    PostedTransactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Told of each transaction, the oldest first. */
    interface Found {
        /** @param hash as stored, as hexadecimal digits */
        void transaction(long id, String hash, boolean asPosted);
    }

    private static final class Reading {
        private final Found found;
        private final List<Posting> postings = new ArrayList<>();
        private @Nullable Head head;
        private boolean readable = true;

        private Reading(Found found) {
            this.found = found;
        }

        private record Head(
                long id,
                byte[] hash,
                String key,
                String kind,
                YearMonth month,
                @Nullable Long corrects,
                String reason) {}

        private void row(ResultSet row) throws SQLException {
            long id = row.getLong("id");
            if (head == null || head.id() != id) {
                end();
                head = new Head(
                        id,
                        row.getBytes("content_sha256"),
                        row.getString("key"),
                        row.getString("kind"),
                        month(row, "billing_month"),
                        row.getObject("corrects", Long.class),
                        row.getString("reason"));
            }
            if (row.getObject("line", Integer.class) == null) {
                return;
            }
            try {
                postings.add(posting(row));
            } catch (IllegalArgumentException e) {
                readable = false; // no such account, currency or amount is ever posted
            }
        }

        private void end() {
            Head ended = head;
            if (ended != null) {
                found.transaction(ended.id(), HexFormat.of().formatHex(ended.hash()), readable && isAsPosted(ended));
            }
            postings.clear();
            readable = true;
        }

        private boolean isAsPosted(Head ended) {
            try {
                return Arrays.equals(
                        ended.hash(),
                        LedgerContent.sha256(new LedgerTransaction(
                                ended.key(),
                                LedgerTransaction.Kind.valueOf(ended.kind()),
                                ended.month(),
                                Optional.ofNullable(ended.corrects()),
                                ended.reason(),
                                postings)));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    void each(Found found) {
        var reading = new Reading(found);
        jdbc.sql("""
            select t.id, t.key, t.kind, t.billing_month, t.corrects, t.reason, t.content_sha256, p.line,
                   a.kind as account, a.team_id, p.of_month, p.document_id, p.currency, p.amount::text as amount, p.note
              from ledger_transaction t
              left join ledger_posting p on p.transaction_id = t.id
              left join ledger_account a on a.id = p.account_id
             order by t.id, p.line
            """).query(reading::row);
        reading.end();
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                LedgerAccount.stored(row.getString("account"), row.getInt("team_id")),
                month(row, "of_month"),
                BigMoney.of(CurrencyUnit.of(row.getString("currency")), new BigDecimal(row.getString("amount"))),
                Optional.ofNullable(row.getObject("document_id", Long.class)),
                row.getString("note"));
    }

    List<LedgerFlaw> unbalanced() {
        return List.copyOf(jdbc.sql("""
            select id from ledger_transaction t
             where not exists (select from ledger_posting where transaction_id = t.id)
             union
            select transaction_id from ledger_posting group by transaction_id, currency having sum(amount) <> 0
             order by 1
            """).query((row, number) -> row.getLong("id")).list().stream()
                .map(LedgerFlaw.Unbalanced::new)
                .toList());
    }

    long closedMonths() {
        return jdbc.sql("select count(*) from ledger_month where closed_at is not null")
                .query(Long.class)
                .single();
    }

    List<LedgerFlaw> notZero() {
        List<LedgerFlaw> flaws = new ArrayList<>();
        jdbc.sql("""
            select t.billing_month, p.currency, sum(p.amount)::text as amount
              from ledger_posting p
              join ledger_transaction t on t.id = p.transaction_id
              join ledger_month m on m.billing_month = t.billing_month and m.closed_at is not null
              join ledger_account a on a.id = p.account_id and a.kind = 'AWS'
             group by 1, 2 having sum(p.amount) <> 0 order by 1, 2
            """).query(row -> {
            YearMonth month = month(row, "billing_month");
            money(row, "amount").ifPresent(amount -> flaws.add(new LedgerFlaw.NotZero(month, amount)));
        });
        return flaws;
    }

    /** Empty where what stands there was never posted, which its transaction's hash tells. */
    static Optional<BigMoney> money(ResultSet row, String column) throws SQLException {
        try {
            return Optional.of(
                    BigMoney.of(CurrencyUnit.of(row.getString("currency")), new BigDecimal(row.getString(column))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static YearMonth month(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }
}
