package dev.bursar.chargeback.ledger;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the ledger holds of each month's charges and documents, in whatever month it was posted. */
@Component
public class LedgerSums {
    private final JdbcClient jdbc;

    LedgerSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param month whose charges or documents they are */
    public record Key(YearMonth month, String currency) {}

    /** What was posted of a document, positive where it asks for money. */
    public record Document(long id, Key key, String note, BigDecimal amount) {}

    /** What statements charge for each month, without adjustments, which move it between accounts only, and accepted differences. */
    public Map<Key, BigDecimal> charged() {
        return sums("""
            select p.of_month, p.currency, -sum(p.amount) as amount
              from ledger_posting p
              join ledger_account a on a.id = p.account_id
              join ledger_transaction t on t.id = p.transaction_id
              left join ledger_transaction c on c.id = t.corrects
             where a.kind = 'AWS' and coalesce(c.kind, t.kind) not in ('DOCUMENTS', 'DIFFERENCE') group by 1, 2
            """);
    }

    public Map<Key, BigDecimal> rounding() {
        return of(LedgerAccount.Fixed.AWS_ROUNDING);
    }

    public Map<Key, BigDecimal> receivable() {
        return of(LedgerAccount.Fixed.AWS_RECEIVABLE);
    }

    public Map<Key, BigDecimal> accepted() {
        return of(LedgerAccount.Fixed.ACCEPTED_DIFFERENCES);
    }

    private Map<Key, BigDecimal> of(LedgerAccount.Fixed account) {
        return sums("select p.of_month, p.currency, sum(p.amount) as amount from ledger_posting p"
                + " where p.account_id = (select id from ledger_account where kind = '" + account.name()
                + "') group by 1, 2");
    }

    private Map<Key, BigDecimal> sums(String sql) {
        Map<Key, BigDecimal> sums = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            sums.put(
                    new Key(YearMonth.from(row.getObject("of_month", LocalDate.class)), row.getString("currency")),
                    row.getBigDecimal("amount"));
        });
        return sums;
    }

    /** What was posted of each of a month's documents when the month was closed, by the document's number in the database. */
    public Map<Long, Document> closedWith(YearMonth month) {
        return documents(" and t.billing_month = :month and p.of_month = :month", Map.of("month", month.atDay(1)));
    }

    /** What was posted of each document, by its number in the database; those that came to nothing are among them. */
    public Map<Long, Document> documents() {
        return documents("", Map.of());
    }

    private Map<Long, Document> documents(String which, Map<String, Object> parameters) {
        Map<Long, Document> documents = new HashMap<>();
        jdbc.sql("""
            select p.document_id, p.of_month, p.currency, max(p.note) as note, -sum(p.amount) as amount
              from ledger_posting p
              join ledger_account a on a.id = p.account_id
              join ledger_transaction t on t.id = p.transaction_id
             where a.kind = 'AWS_PAYABLE'
            """ + which + " group by 1, 2, 3").params(parameters).query(row -> {
            var key = new Key(YearMonth.from(row.getObject("of_month", LocalDate.class)), row.getString("currency"));
            documents.put(
                    row.getLong("document_id"),
                    new Document(row.getLong("document_id"), key, row.getString("note"), row.getBigDecimal("amount")));
        });
        return documents;
    }
}
