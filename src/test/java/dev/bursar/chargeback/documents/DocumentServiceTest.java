package dev.bursar.chargeback.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.documents.DocumentDraft.Type;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Plain;
import dev.bursar.chargeback.documents.DocumentRefused.Problem;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** Typing in and voiding: every check, who may, and what stays. */
@BursarTest
@SignedInAs(Role.FINANCE)
class DocumentServiceTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate ISSUED = LocalDate.of(2026, 11, 3);

    @Autowired
    DocumentService service;

    @Autowired
    DocumentTotals totals;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private LocalDate today;

    @BeforeEach
    void noneIsThere() {
        // the portal itself deletes none
        var owner = database.owner();
        JdbcClient.create(owner).sql("truncate aws_document cascade").update();
        owner.destroy();
        today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        assertThat(today).isAfter(ISSUED);
    }

    private static DocumentDraft draft(String number, String total) {
        return new DocumentDraft(Type.INVOICE, number, "Amazon Web Services, Inc.", OCTOBER, ISSUED, "USD", total);
    }

    private void refuses(DocumentDraft draft, Map<Field, Problem> problems) {
        assertThatThrownBy(() -> service.typeIn(draft))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.problems()).isEqualTo(problems));
        assertThat(totals.known(OCTOBER)).isFalse();
    }

    private void refusesTotal(String currency, String total, Problem problem) {
        refuses(
                new DocumentDraft(Type.INVOICE, "1", "AWS", OCTOBER, ISSUED, currency, total),
                Map.of(Field.TOTAL, problem));
    }

    private void refusesDates(@Nullable YearMonth month, @Nullable LocalDate issued, Field field, Plain problem) {
        refuses(new DocumentDraft(Type.INVOICE, "1", "AWS", month, issued, "USD", "5"), Map.of(field, problem));
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select action || ' ' || coalesce(before::text, '-') || ' ' || coalesce(after::text, '-') from"
                        + " journal where action like 'document-%' order by id desc limit 2")
                .query(String.class)
                .list();
    }

    @Test
    void whatIsTypedInCounts() {
        long id = service.typeIn(draft("  INV-1 ", "$1,234.50"));
        service.typeIn(new DocumentDraft(Type.CREDIT_MEMO, "M-1", "AWS", OCTOBER, ISSUED, "USD", "34.50"));
        service.typeIn(new DocumentDraft(Type.INVOICE, "E-1", "AWS EMEA SARL", OCTOBER, ISSUED, "eur", "10"));

        assertThat(totals.of(OCTOBER))
                .containsExactly(
                        new DocumentTotal(OCTOBER, BigMoney.parse("EUR 10"), 1),
                        new DocumentTotal(OCTOBER, BigMoney.parse("USD 1200.00"), 2));
        AwsDocument document = service.all().documents().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow();
        assertThat(document.number()).isEqualTo("INV-1");
        assertThat(document.typed()).isNotEmpty();
        assertThat(document.amount()).contains(BigMoney.parse("USD 1234.50"));
        assertThat(journal())
                .last()
                .asString()
                .startsWith("document-typed-in - ")
                .contains("M-1", "USD 34.5");
        assertThat(service.all().mayEdit()).isTrue();
    }

    @Test
    void whatIsMissingIsSaidOfEachField() {
        refuses(
                new DocumentDraft(null, " ", "", null, null, "", ""),
                Map.of(
                        Field.TYPE, Plain.MISSING,
                        Field.NUMBER, Plain.MISSING,
                        Field.SELLER, Plain.MISSING,
                        Field.BILLING_MONTH, Plain.MISSING,
                        Field.ISSUED_ON, Plain.MISSING,
                        Field.CURRENCY, Plain.NOT_A_CURRENCY));
    }

    @Test
    void textsAreBounded() {
        refuses(draft("9".repeat(65), "5"), Map.of(Field.NUMBER, new DocumentRefused.TooLong(64)));
        refuses(draft("1\n2", "5"), Map.of(Field.NUMBER, Plain.CONTROL_CHARACTERS));
        refuses(draft("1\0", "5"), Map.of(Field.NUMBER, Plain.CONTROL_CHARACTERS));
        refuses(
                new DocumentDraft(Type.INVOICE, "1", "x".repeat(201), OCTOBER, ISSUED, "USD", "5"),
                Map.of(Field.SELLER, new DocumentRefused.TooLong(200)));
        service.typeIn(draft("9".repeat(64), "5"));
    }

    @Test
    void datesAreNotInTheFuture() {
        refusesDates(YearMonth.from(today).plusMonths(1), ISSUED, Field.BILLING_MONTH, Plain.IN_THE_FUTURE);
        refusesDates(YearMonth.of(2005, 12), ISSUED, Field.BILLING_MONTH, Plain.TOO_EARLY);
        refusesDates(OCTOBER, today.plusDays(1), Field.ISSUED_ON, Plain.IN_THE_FUTURE);
        refusesDates(OCTOBER, LocalDate.of(205, 1, 1), Field.ISSUED_ON, Plain.TOO_EARLY);
        service.typeIn(new DocumentDraft(Type.INVOICE, "1", "AWS", YearMonth.from(today), today, "USD", "5"));
    }

    @Test
    void totalsAreAmounts() {
        refusesTotal("USD", "", new DocumentRefused.NotAnAmount("Enter an amount above 0."));
        refusesTotal("USD", "0", new DocumentRefused.NotAnAmount("Enter an amount above 0."));
        refusesTotal("USD", "-5", new DocumentRefused.NotAnAmount("Enter an amount above 0."));
        refusesTotal("USD", "five", new DocumentRefused.NotAnAmount("Enter an amount in USD, such as 44,000."));
        refusesTotal("USD", "1,23", new DocumentRefused.NotAnAmount("Enter an amount in USD, such as 44,000."));
        refusesTotal("USD", "1.234", new DocumentRefused.NotAnAmount("Enter an amount with at most two decimals."));
        refusesTotal("USD", "EUR 5", new DocumentRefused.NotAnAmount("Enter the amount in USD."));
        refusesTotal("USD", "1,000,000,000,000", Plain.TOO_LARGE);
        refusesTotal("JPY", "5.50", new DocumentRefused.NoDecimals("JPY"));
        service.typeIn(new DocumentDraft(Type.INVOICE, "1", "AWS", OCTOBER, ISSUED, "JPY", "5,500"));
    }

    @Test
    void currenciesExist() {
        refuses(
                new DocumentDraft(Type.INVOICE, "1", "AWS", OCTOBER, ISSUED, "ZZZ", "5"),
                Map.of(Field.CURRENCY, Plain.NOT_A_CURRENCY));
    }

    @Test
    void aNumberIsThereOnce() {
        service.typeIn(draft("1", "5"));
        assertThatThrownBy(() -> service.typeIn(draft(" 1", "6")))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.problems().get(Field.NUMBER))
                                .isInstanceOfSatisfying(
                                        DocumentRefused.TypedInAlready.class,
                                        there -> assertThat(there.at()).isEqualTo(clock.instant())));
        assertThat(totals.of(OCTOBER)).hasSize(1).first().matches(total -> total.documents() == 1);

        database.jdbc().sql("""
            insert into aws_document (source, payer, number, seller, document_type, billing_month, currency, total,
                   first_seen, last_seen)
            values ('aws', '999988887777', '2', 'AWS', 'INVOICE', '2026-10-01', 'USD', 5, now(), now())
            """).update();
        assertThatThrownBy(() -> service.typeIn(draft("2", "6")))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(Map.entry(Field.NUMBER, new DocumentRefused.ReadFromAws(OCTOBER))));
    }

    @Test
    void aVoidedDocumentStaysAndNoLongerCounts() {
        long id = service.typeIn(draft("1", "5"));
        service.annul(id, " Typed twice ");
        assertThat(totals.known(OCTOBER)).isFalse();
        assertThat(totals.documents(OCTOBER))
                .singleElement()
                .satisfies(document -> assertThat(document.state())
                        .isInstanceOfSatisfying(State.Voided.class, voided -> {
                            assertThat(voided.reason()).isEqualTo("Typed twice");
                            assertThat(voided.at()).isEqualTo(clock.instant());
                            assertThat(voided.by()).isEqualTo(document.typed());
                        }));
        assertThat(journal()).first().asString().contains("document-voided", "\"reason\": \"Typed twice\"");

        assertThatThrownBy(() -> service.annul(id, "again")).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> service.annul(id + 1_000, "none")).isInstanceOf(StaleEdit.class);
        service.typeIn(draft("1", "6"));
        assertThat(totals.of(OCTOBER).getFirst().total().getAmount()).isEqualByComparingTo(new BigDecimal("6"));
    }

    @Test
    void voidingNeedsAReason() {
        long id = service.typeIn(draft("1", "5"));
        assertThatThrownBy(() -> service.annul(id, " \0 "))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.problems()).isEqualTo(Map.of(Field.REASON, Plain.MISSING)));
        assertThatThrownBy(() -> service.annul(id, "x".repeat(501)))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused -> assertThat(refused.problems())
                                .isEqualTo(Map.of(Field.REASON, new DocumentRefused.TooLong(500))));
        assertThat(totals.known(OCTOBER)).isTrue();
    }

    @Test
    void whatWasReadFromAwsIsNotVoided() {
        long id = database.jdbc().sql("""
            insert into aws_document (source, payer, number, seller, document_type, billing_month, currency, total,
                   first_seen, last_seen)
            values ('aws', '999988887777', '2', 'AWS', 'INVOICE', '2026-10-01', 'USD', 5, now(), now())
            returning id
            """).query(Long.class).single();
        assertThatThrownBy(() -> service.annul(id, "no")).isInstanceOf(StaleEdit.class);
        assertThat(totals.known(OCTOBER)).isTrue();
    }

    @Test
    @SignedInAs({Role.ADMIN, Role.AUDITOR})
    void whoIsNotFinanceOnlySees() {
        assertThat(service.all().mayEdit()).isFalse();
        assertThatThrownBy(() -> service.typeIn(draft("1", "5"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.annul(1, "no")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void leadsSeeNothing() {
        assertThatThrownBy(() -> service.all()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.typeIn(draft("1", "5"))).isInstanceOf(AccessDeniedException.class);
    }
}
