package dev.bursar.chargeback.documents;

import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.spi.InvoiceSummary;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Moments;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps AWS's documents, those that were read and those that were typed in. */
@Component
class DocumentStore {
    private static final String SELECT = """
            select id, number, seller, document_type, billing_month, issued_on, due_on, original_number, currency, total, taxes,
                   payment_currency, payment_total, typed_by_name, first_seen, gone_at, voided_by_name, voided_at, void_reason,
                   replaced_at
              from aws_document
            """;
    private static final String ORDER = " order by billing_month desc, issued_on nulls last, number, id";
    private static final RowMapper<AwsDocument> DOCUMENT = (row, number) -> {
        CurrencyUnit currency = CurrencyUnit.of(row.getString("currency"));
        BigDecimal taxes = row.getBigDecimal("taxes");
        BigDecimal paid = row.getBigDecimal("payment_total");
        return new AwsDocument(
                row.getLong("id"),
                row.getString("number"),
                row.getString("seller"),
                row.getString("document_type"),
                YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("original_number"),
                BigMoney.of(currency, row.getBigDecimal("total")),
                taxes == null ? null : BigMoney.of(currency, taxes),
                paid == null ? null : BigMoney.of(CurrencyUnit.of(row.getString("payment_currency")), paid),
                row.getString("typed_by_name"),
                Objects.requireNonNull(Moments.orNull(row, "first_seen")),
                state(row));
    };

    private final JdbcClient jdbc;

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static State state(ResultSet row) throws SQLException {
        Instant voided = Moments.orNull(row, "voided_at");
        Instant replaced = Moments.orNull(row, "replaced_at");
        Instant gone = Moments.orNull(row, "gone_at");
        if (voided != null) {
            return new State.Voided(row.getString("voided_by_name"), voided, row.getString("void_reason"));
        }
        if (replaced != null) {
            return new State.Replaced(replaced);
        }
        return gone == null ? new State.Current() : new State.Gone(gone);
    }

    private static OffsetDateTime stored(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** The newest months first. */
    @Transactional(readOnly = true)
    List<AwsDocument> all() {
        return jdbc.sql(SELECT + ORDER).query(DOCUMENT).list();
    }

    @Transactional(readOnly = true)
    List<AwsDocument> of(YearMonth month) {
        return jdbc.sql(SELECT + " where billing_month = :month" + ORDER)
                .param("month", month.atDay(1))
                .query(DOCUMENT)
                .list();
    }

    /** All that AWS listed once. */
    @Transactional(readOnly = true)
    List<AwsDocument> ofAws() {
        return jdbc.sql(SELECT + " where source = 'aws'" + ORDER)
                .query(DOCUMENT)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<AwsDocument> find(long id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(DOCUMENT)
                .optional();
    }

    /** The one with this number that may count, if there is one. */
    @Transactional(readOnly = true)
    Optional<AwsDocument> current(String number) {
        return jdbc.sql(SELECT
                        + " where number = :number and voided_at is null and replaced_at is null and gone_at is null")
                .param("number", number)
                .query(DOCUMENT)
                .optional();
    }

    /** Stores what a person typed in; empty where there is a current document with its number. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Long> typeIn(CheckedDocument document, Actor by, Instant at) {
        return jdbc.sql("""
                        insert into aws_document (source, number, seller, document_type, billing_month, issued_on, currency, total,
                               first_seen, last_seen, typed_by, typed_by_name)
                        values ('typed', :number, :seller, :type, :month, :issued, :currency, :total, :at, :at, :by, :name)
                        on conflict (number) where voided_at is null and replaced_at is null and gone_at is null do nothing
                        returning id
                        """)
                .param("number", document.number())
                .param("seller", document.seller())
                .param("type", document.type().name())
                .param("month", document.billingMonth().atDay(1))
                .param("issued", document.issuedOn())
                .param("currency", document.total().getCurrencyUnit().getCode())
                .param("total", document.total().getAmount())
                .param("at", stored(at))
                .param("by", by.id().value())
                .param("name", by.name())
                .query(Long.class)
                .optional();
    }

    /** Whether it was a typed document that still stood. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean annul(long id, String reason, Actor by, Instant at) {
        return jdbc.sql("""
                        update aws_document
                           set voided_at = :at, voided_by = :by, voided_by_name = :name, void_reason = :reason
                         where id = :id and source = 'typed' and voided_at is null and replaced_at is null
                        """)
                        .param("id", id)
                        .param("reason", reason)
                        .param("by", by.id().value())
                        .param("name", by.name())
                        .param("at", stored(at))
                        .update()
                == 1;
    }

    /** Marks a typed document of this number as replaced by AWS's; returns which ones. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Long> replaceTyped(String number, Instant at) {
        return jdbc.sql("""
                        update aws_document set replaced_at = :at
                         where number = :number and source = 'typed' and voided_at is null and replaced_at is null returning id
                        """)
                .param("number", number)
                .param("at", stored(at))
                .query((row, one) -> row.getLong("id"))
                .list();
    }

    /** Stores a document as AWS gives it now, new or again; what was gone is back. Returns its number in the database. */
    @Transactional(propagation = Propagation.MANDATORY)
    long keep(InvoiceSummary summary, Instant at) {
        BigMoney taxes = summary.taxes();
        BigMoney paid = summary.paid();
        return jdbc.sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, due_on,
                               original_number, currency, total, taxes, payment_currency, payment_total, first_seen, last_seen)
                        values ('aws', :payer, :number, :seller, :type, :month, :issued, :due,
                               :original, :currency, :total, :taxes, :paidCurrency, :paid, :at, :at)
                        on conflict (payer, number) where source = 'aws' do update
                           set seller = excluded.seller, document_type = excluded.document_type,
                               billing_month = excluded.billing_month, issued_on = excluded.issued_on, due_on = excluded.due_on,
                               original_number = excluded.original_number, currency = excluded.currency, total = excluded.total,
                               taxes = excluded.taxes, payment_currency = excluded.payment_currency,
                               payment_total = excluded.payment_total, last_seen = excluded.last_seen, gone_at = null
                        returning id
                        """)
                .param("payer", summary.account())
                .param("number", summary.number())
                .param("seller", summary.seller())
                .param("type", summary.type())
                .param("month", summary.billingMonth().atDay(1))
                .param("issued", summary.issuedOn(), Types.DATE)
                .param("due", summary.dueOn(), Types.DATE)
                .param("original", summary.original(), Types.VARCHAR)
                .param("currency", summary.total().getCurrencyUnit().getCode())
                .param("total", summary.total().getAmount())
                .param("taxes", taxes == null ? null : taxes.getAmount(), Types.NUMERIC)
                .param(
                        "paidCurrency",
                        paid == null ? null : paid.getCurrencyUnit().getCode(),
                        Types.VARCHAR)
                .param("paid", paid == null ? null : paid.getAmount(), Types.NUMERIC)
                .param("at", stored(at))
                .query(Long.class)
                .single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void seen(List<Long> ids, Instant at) {
        jdbc.sql("update aws_document set last_seen = :at where id = any(:ids)")
                .param("at", stored(at))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /** AWS no longer lists it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void gone(long id, Instant at) {
        jdbc.sql("update aws_document set gone_at = :at where id = :id and source = 'aws'")
                .param("at", stored(at))
                .param("id", id)
                .update();
    }
}
