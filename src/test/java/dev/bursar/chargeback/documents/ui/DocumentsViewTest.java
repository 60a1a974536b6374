package dev.bursar.chargeback.documents.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.SearchField;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of AWS's documents in each of its states, and what finance does there. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class DocumentsViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    DocumentService service;

    @BeforeEach
    void nothingIsRead() {
        // the portal itself deletes none
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql("truncate aws_document, daily_reading cascade")
                .update();
        owner.destroy();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void read() {
        database.jdbc()
                .sql("insert into daily_reading (name, read_at) values ('documents', '2026-11-24T06:00:00Z')")
                .update();
    }

    private void refuse() {
        database.jdbc().sql("""
            insert into daily_reading (name, refused_at, problem, what_to_do)
            values ('documents', '2026-11-24T07:00:00Z', 'AWS refused invoicing:ListInvoiceSummaries to Bursar''s role.',
                    'Allow invoicing:ListInvoiceSummaries in the role''s policy.')
            on conflict (name) do update
               set refused_at = excluded.refused_at, problem = excluded.problem, what_to_do = excluded.what_to_do
            """).update();
    }

    private void keep(String number, String type, String month, String total, String paid) {
        database.jdbc()
                .sql("""
                    insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, due_on,
                           currency, total, payment_currency, payment_total, first_seen, last_seen)
                    values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', :type, cast(:month as date),
                            '2026-11-03', '2026-12-03', 'USD', cast(:total as numeric), 'EUR', cast(:paid as numeric), now(),
                            now())
                    """)
                .param("number", number)
                .param("type", type)
                .param("month", month)
                .param("total", total)
                .param("paid", paid)
                .update();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anInvoiceIsDueUntilAReceiptSaysThatAllOfItIsPaid() {
        read();
        keep("101", "INVOICE", "2026-10-01", "1200.50", "1100.25");
        keep("104", "PAYMENT_RECEIPT", "2026-10-01", "1200.49", "1100");
        database.jdbc()
                .sql("update aws_document set original_number = '101' where number = '104'")
                .update();
        open("");
        assertThat(cells(1)).contains("3 Nov 2026Due 3 Dec 2026");
        keep("105", "PAYMENT_RECEIPT", "2026-10-01", "1200.50", "1100.25");
        database.jdbc()
                .sql("update aws_document set original_number = '101' where number = '105'")
                .update();
        open("");
        assertThat(cells(1)).contains("3 Nov 2026Paid, receipt of 3 Nov 2026");
    }

    private void keepSome() {
        read();
        keep("101", "INVOICE", "2026-10-01", "1200.50", "1100.25");
        keep("102", "CREDIT_MEMO", "2026-10-01", "200.25", "180");
        keep("103", "PAYMENT_RECEIPT", "2026-10-01", "1000.25", "900");
        keep("90", "INVOICE", "2026-09-01", "50", "45");
    }

    private String open(String query) {
        UI.getCurrent().navigate(DocumentsView.class, QueryParameters.fromString(query));
        return answered();
    }

    private String answered() {
        workers.run();
        roundTrip();
        return Texts.of(find(DocumentsView.class).single());
    }

    @SuppressWarnings("unchecked")
    private Grid<DocumentRow> grid() {
        return find(Grid.class).single();
    }

    private String cells(int row) {
        int shown =
                (int) grid().getColumns().stream().filter(Component::isVisible).count();
        return IntStream.range(0, shown)
                .mapToObj(column -> Texts.of(test(grid()).getCellComponent(row, column)))
                .collect(Collectors.joining(" | "));
    }

    private List<String> numbers() {
        return grid().getListDataView()
                .getItems()
                .map(row -> switch (row) {
                    case DocumentRow.Sum sum -> sum.month() + " " + sum.sum();
                    case DocumentRow.Document document -> document.document().number();
                })
                .toList();
    }

    private void press(String words) {
        test(find(Button.class).withText(words).single()).click();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void beforeTheFirstReadItSaysWhatWillBeThere() {
        assertThat(open(""))
                .contains("AWS documents have not been read yet", "every day", "Go to Sync", "you can enter");
        read();
        assertThat(open(""))
                .contains("No documents", "Checked: AWS’s list of invoices, 24 Nov 2026", "a few days after its month");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRefusedReadNamesThePermission() {
        refuse();
        assertThat(open(""))
                .contains("AWS refused to list its documents", "Allow invoicing:ListInvoiceSummaries")
                .doesNotContain("type in");
        keepSomeAndRefuse();
        assertThat(open(""))
                .contains("The last read was refused", "Allow invoicing:ListInvoiceSummaries", "4 documents");
    }

    private void keepSomeAndRefuse() {
        nothingIsRead();
        keepSome();
        refuse();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void documentsStandByMonthWithTheirSums() {
        keepSome();
        assertThat(open("")).contains("AWS documents", "4 documents", "read from AWS 24 Nov 2026");
        assertThat(numbers()).containsExactly("2026-10 $1,000.25", "101", "102", "103", "2026-09 $50.00", "90");
        assertThat(cells(0)).startsWith("October 20262 of 3 documents counted |");
        assertThat(cells(1))
                .contains(
                        "101Amazon Web Services, Inc.",
                        "Invoice | 3 Nov 2026Due 3 Dec 2026 | $1,200.50Paid in EUR 1,100.25 | ");
        assertThat(cells(2))
                .as("a credit memo asks for nothing")
                .contains("Credit memo", "\u2212$200.25")
                .doesNotContain("Due");
        assertThat(cells(3))
                .contains("Payment receipt", "Not counted: payment receipt")
                .doesNotContain("Due");
        assertThat(grid().getColumns()).as("auditors void nothing").hasSize(6);
        assertThat(find(Button.class).withText("New document").all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void documentsAreFilteredByTypeByWhatCountsAndByTheirNumber() {
        keepSome();
        open("");
        choose("Type", "Credit memo");
        assertThat(address()).isEqualTo("type=credit-memo");
        assertThat(cells(0)).as("the sum is of all documents").startsWith("October 20262 of 3 documents counted |");
        assertThat(numbers()).containsExactly("2026-10 $1,000.25", "102");
        choose("Type", "All");
        choose("Show", "Not counted");
        assertThat(numbers()).containsExactly("2026-10 $1,000.25", "103");
        choose("Type", "Invoice");
        assertThat(address()).isEqualTo("show=not-counted&type=invoice");
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("no-match");
        press("Clear filters");
        assertThat(numbers()).hasSize(6);
        test(find(SearchField.class).single()).setValue("10");
        assertThat(address()).isEqualTo("q=10");
        assertThat(numbers()).containsExactly("2026-10 $1,000.25", "101", "102", "103");

        open("type=payment-receipt&q=103&month=2026-10");
        assertThat(numbers()).containsExactly("2026-10 $1,000.25", "103");
        assertThat(find(SearchField.class).single().getValue()).isEqualTo("103");
        assertThat(open("type=other")).as("a type that no document has").contains("No documents match these filters");
        open("show=some");
        assertThat(numbers()).hasSize(6);
        assertThat(find(Notification.class).all().stream()
                        .map(Texts::of)
                        .toList()
                        .toString())
                .contains("Ignored \u201Cshow=some\u201D");
    }

    private static String address() {
        return UI.getCurrent().getActiveViewLocation().getQueryParameters().getQueryString();
    }

    @SuppressWarnings("unchecked")
    private void choose(String name, String words) {
        DropDown<Object> choice = find(DropDown.class).all().stream()
                .filter(one -> one.getAriaLabel().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
        test(choice).selectItem(words);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theAddressHoldsTheMonth() {
        keepSome();
        open("month=2026-09");
        assertThat(numbers()).containsExactly("2026-09 $50.00", "90");
        assertThat(open("month=2026-07")).contains("No documents match this month", "July 2026", "Show all months");
        press("Show all months");
        answered();
        assertThat(numbers()).hasSize(6);
        open("month=soon");
        assertThat(numbers()).hasSize(6);
        assertThat(find(Notification.class).all().stream()
                        .map(Texts::of)
                        .toList()
                        .toString())
                .contains("expected a month");
        assertThat(DocumentLinks.month(YearMonth.of(2026, 9))).isEqualTo("chargeback/documents?month=2026-09");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeTypesInADocument() {
        keepSome();
        open("month=2026-10");
        press("New document");
        test(field("Document number")).setValue("101");
        test(field("Total with tax")).setValue("12 345");
        press("Save document");
        assertThat(find(DatePicker.class).single().isInvalid()).isTrue();
        assertThat(find(DatePicker.class).single().getErrorMessage()).contains("Enter the issue date");
        find(DatePicker.class).single().setValue(LocalDate.of(2026, 11, 4));
        press("Save document");
        assertThat(field("Document number").isInvalid()).isTrue();
        assertThat(field("Document number").getErrorMessage()).contains("Bursar has read this document from AWS");
        assertThat(field("Total with tax").getValue()).as("nothing is lost").isEqualTo("12 345");
        assertThat(find(ComboBox.class).all()).hasSize(2);
        test(field("Document number")).setValue("INV-7");
        press("Save document");
        answered();
        assertThat(numbers()).containsExactly("2026-10 $13,345.25", "101", "102", "103", "INV-7");
        assertThat(cells(4)).contains("Typed in by").doesNotContain("Not counted");
        assertThat(find(Notification.class).all()).isNotEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeVoidsWhatWasTypedIn() {
        read();
        service.typeIn(new DocumentDraft(
                DocumentDraft.Type.INVOICE,
                "INV-7",
                "AWS",
                YearMonth.of(2026, 10),
                LocalDate.of(2026, 11, 3),
                "USD",
                "12"));
        open("");
        Button ask = (Button) test(grid()).getCellComponent(1, 6);
        test(ask).click();
        press("Void document");
        TextArea reason = find(TextArea.class).single();
        assertThat(reason.getErrorMessage()).isEqualTo("Enter why the document is voided.");
        test(reason).setValue("Typed twice");
        press("Void document");
        answered();
        assertThat(numbers()).containsExactly("2026-10 ", "INV-7");
        assertThat(cells(0)).contains("No document counted");
        assertThat(cells(1)).contains("Voided by", "Typed twice");

        // somebody else is faster
        long other = service.typeIn(new DocumentDraft(
                DocumentDraft.Type.CREDIT_MEMO,
                "M-1",
                "AWS",
                YearMonth.of(2026, 10),
                LocalDate.of(2026, 11, 3),
                "USD",
                "12"));
        open("");
        test((Button) test(grid()).getCellComponent(2, 6)).click();
        service.annul(other, "first");
        test(find(TextArea.class).single()).setValue("second");
        press("Void document");
        assertThat(find(Notification.class).all().stream()
                        .map(Texts::of)
                        .toList()
                        .toString())
                .contains("already voided or replaced");
    }
}
