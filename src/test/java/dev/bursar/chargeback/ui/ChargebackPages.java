package dev.bursar.chargeback.ui;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.Card;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Chargeback's pages with the charges of {@link ChargeFixture}. October comes to 592.83 USD: 313.83 of Research, 170.50 of Vision,
 * 62.00 of Fraud, 46.50 of nobody; and to 217.00 CNY of Research.
 */
abstract class ChargebackPages extends SpringBrowserlessTest {
    static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    BackgroundScope background;

    @Autowired
    CutWatch cuts;

    @BeforeEach
    void chargesWithoutCuts() {
        // the portal itself deletes no documents and no pools
        var owner = database.owner();
        JdbcClient.create(owner).sql("""
                        truncate chargeback_cut, chargeback_cut_line, chargeback_cut_rounding, chargeback_cut_failure, chargeback_shown, shared_pool,
                          shared_pool_terms, aws_document, daily_reading, charge, charge_slice, spend_by_service,
                          spend_by_account, spend_by_team, spend_by_month, ledger_month, ledger_start, ledger_transaction cascade
                        """).update();
        owner.destroy();
        ChargeFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    void cut() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            background.run(cuts::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    void show(YearMonth month) {
        database.jdbc()
                .sql("insert into chargeback_shown (billing_month, shown_at, shown_by) values (:month, now(), 'Test')")
                .param("month", month.atDay(1))
                .update();
    }

    void invoice(YearMonth month, String currency, String total) {
        database.jdbc()
                .sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', 'INVOICE', :month, '2026-11-03',
                                :currency, cast(:total as numeric), now(), now())
                        """)
                .param("number", month + " " + currency)
                .param("month", month.atDay(1))
                .param("currency", currency)
                .param("total", total)
                .update();
    }

    int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    void go(String address) {
        String[] parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        finish();
    }

    void finish() {
        workers.run();
        roundTrip();
    }

    void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    boolean offers(String button) {
        return !find(Button.class).withText(button).all().isEmpty();
    }

    String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    /** All that a page tells a browser: its words, the lines of its tables and where its links lead. */
    String told(Class<? extends Component> view) {
        var page = find(view).single();
        return Stream.of(
                        Stream.of(Texts.of(page)),
                        find(HtmlTable.class, page).all().stream()
                                .flatMap(table -> table.lines().stream())
                                .map(ChargebackPages::line),
                        links(page.getElement()))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String line(HtmlTable.Line line) {
        return line.name().text() + " | " + String.join(" | ", line.figures()) + " | "
                + line.name().narrow() + " | " + line.name().whole() + " -> "
                + line.name().address();
    }

    private static Stream<String> links(Element element) {
        return Stream.concat(
                element.hasAttribute("href") ? Stream.of("-> " + element.getAttribute("href")) : Stream.empty(),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(ChargebackPages::links));
    }

    /** The lines of a section's table: name and figures. */
    List<String> rows(String section) {
        return find(Card.class).all().stream()
                .filter(one -> one.getAriaLabel().orElse("").equals(section))
                .flatMap(one -> find(HtmlTable.class, one).all().stream())
                .flatMap(table -> table.lines().stream())
                .map(line -> line.name().text() + " | " + String.join(" | ", line.figures()))
                .toList();
    }
}
