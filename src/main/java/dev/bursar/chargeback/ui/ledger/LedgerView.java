package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerQuestion;
import dev.bursar.chargeback.ledger.LedgerRefused;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.LedgerService.Page;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.chargeback.ledger.proof.ProofService;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeysetPages;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** What was posted and never changes: balances of accounts by month, and transactions, the newest first. */
@Route(ChargebackLinks.LEDGER)
@PageTitle("Ledger")
@Menu(order = 3.3, title = "Ledger")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class LedgerView extends ListPage<Page> {
    private static final int LONGEST = 60;

    private final LedgerService service;
    private final LedgerExport export;
    private final BalanceExport balances;
    private final boolean admin;
    private final ProofCard proof;
    private final PageHeader header = new PageHeader("Ledger");
    private final ExportMenu exports;
    private final Button change = Buttons.neutral("Edit first month", click -> choose());
    private final Div top = Styled.stack();
    private final Div balance = new Div();
    private final DropDown<Optional<YearMonth>> month =
            choice("Month", LedgerList.MONTH, Stream.empty(), Formats::month);
    private final DropDown<Optional<LedgerAccount>> account =
            choice("Account", LedgerList.ACCOUNT, Stream.empty(), this::name);
    private final DropDown<Optional<Kind>> kind =
            choice("Kind", LedgerList.KIND, Stream.of(Kind.values()), LedgerText::kind);
    private final Div controls = new Div(month, account, kind);
    private volatile Map<Integer, String> teams = Map.of();
    private List<YearMonth> choices = List.of();
    private Optional<YearMonth> first = Optional.empty();

    LedgerView(
            LedgerService service,
            ProofService proofs,
            LedgerExport export,
            BalanceExport balances,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(LedgerList.ADDRESS, Skeleton.table("Reading the ledger", 10, true), workers, clock);
        this.service = service;
        this.export = export;
        this.balances = balances;
        admin = scope.has(Role.ADMIN);
        proof = new ProofCard(proofs, workers);
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        content()
                .failure("The ledger could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> {
                    top.setVisible(false);
                    balance.removeAll();
                    proof.setVisible(false);
                    controls.setVisible(false);
                });
        addClassNames("page", "dense", "ledger");
        controls.addClassNames("bar", "no-print");
        change.setVisible(false);
        top.setVisible(false);
        proof.setVisible(false);
        proof.addClassName("no-print");
        controls.setVisible(false);
        header.actions(change, exports);
        add(
                header,
                new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.LEDGER),
                top,
                Styled.div("ledger-balances", balance, proof),
                withDetails(
                        LedgerList.OPEN,
                        service::transaction,
                        found -> new LedgerPanel(found.row(), found.teams(), this::address, this::close),
                        "Transaction not found",
                        "The ledger has no transaction with this number. Check the link.",
                        controls,
                        content()));
    }

    private String name(LedgerAccount one) {
        return PlainText.cut(LedgerText.account(one, teams), LONGEST);
    }

    private String address(long transaction) {
        return state().with(LedgerList.OPEN, Optional.of(transaction)).address();
    }

    @Override
    protected Page load(ListState asked) {
        Page page = service.page(LedgerList.question(asked));
        teams = page.teams();
        return page;
    }

    @Override
    protected Component shown(Page page) {
        ListState list = state();
        choices = page.choices();
        first = page.first();
        header.facts(facts(page));
        change.setVisible(page.mayChoose() && first.isPresent() && !choices.isEmpty());
        boolean any = page.all() > 0;
        top.setVisible(any);
        if (any && !proof.isVisible()) {
            proof.load();
        }
        proof.setVisible(any);
        top.removeAll();
        balance.removeAll();
        controls.setVisible(any);
        if (!any) {
            exports.withhold();
            return page.first().map(this::nothing).orElseGet(() -> notBegun(page));
        }
        BalanceSheet sheet = BalanceSheet.of(page, list.get(LedgerList.UNTIL));
        top.add(LedgerFigures.of(page));
        balance.add(new BalanceTable(sheet, list, until -> open(state().with(LedgerList.UNTIL, until))));
        offer(sheet, list);
        exports.offer(Stream.of(
                        new ExportMenu.Content("Transactions", export, list.stored(), page.found()),
                        new ExportMenu.Content(
                                "Balances",
                                balances,
                                list.stored(),
                                sheet.rows().size()))
                .filter(content -> page.found() > 0 || content.source() == balances)
                .toList());
        if (page.found() == 0) {
            return EmptyState.noMatch(
                            "No transactions match these filters",
                            Formats.count(page.all(), "transaction is", "transactions are") + " in the ledger.")
                    .actions(Buttons.primary("Clear filters", click -> open(LedgerList.all(list))));
        }
        LedgerQuestion question = LedgerList.question(list);
        var pages = new KeysetPages<LedgerRow, Long>(
                (before, skip, limit) -> service.rows(question, before, skip, limit), LedgerRow::id);
        return new LedgerTable(this, page, question.account(), this::address, pages::page);
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine();
        page.first().ifPresent(month -> facts.fact("Since " + Formats.month(month)));
        if (page.all() > 0) {
            facts.fact(Formats.count(page.all(), "transaction", "transactions")).fact("BilledCost");
        }
        return page.first().isEmpty() ? facts.fact("No first month has been chosen") : facts;
    }

    private void offer(BalanceSheet sheet, ListState list) {
        month.setItems(DropDown.orNone(Stream.concat(sheet.all().stream(), list.get(LedgerList.MONTH).stream())
                .distinct()));
        account.setItems(DropDown.orNone(Stream.concat(
                        sheet.rows().stream().map(BalanceSheet.Row::account), list.get(LedgerList.ACCOUNT).stream())
                .distinct()));
    }

    private Component nothing(YearMonth month) {
        return EmptyState.nothingFound(
                        "No transactions yet",
                        Looked.atOwn("the whole ledger, which begins with " + Formats.month(month), now()),
                        "What statements ask for is posted here when they are issued.")
                .actions(Buttons.neutral("Go to " + Formats.month(month), click -> go(ChargebackLinks.month(month))));
    }

    private Component notBegun(Page page) {
        var state = EmptyState.notSetUp(
                Icons.SCROLL_TEXT,
                "The ledger records what each team was charged",
                "It begins with a first month that finance chooses. From then on they issue statements, collect answers"
                        + " and close each month, and what is posted is never changed: a correction is a new transaction."
                        + " Earlier months stay drafts."
                        + (page.choices().isEmpty()
                                ? " You can choose a month once it is over and its costs have been read."
                                : ""));
        if (!page.mayChoose()) {
            return state.note(new Span(
                    admin
                            ? "People with the role Finance choose it. You can give the role, also to yourself, on the"
                                    + " People page."
                            : "People with the role Finance choose it."));
        }
        return page.choices().isEmpty()
                ? state
                : state.actions(Buttons.primary("Choose the first month", click -> choose()));
    }

    private void choose() {
        if (choices.isEmpty()) {
            return;
        }
        new FirstMonthDialog(choices, first, chosen -> {
                    service.chooseStart(chosen);
                    Notices.success("The ledger begins with " + Formats.month(chosen) + ".");
                    again();
                })
                .open();
    }

    /** A transaction with its postings. */
    static final class LedgerPanel extends DetailPanel {
        /** @param address of the details of another transaction */
        LedgerPanel(LedgerRow row, Map<Integer, String> teams, LongFunction<String> address, Runnable close) {
            super("Transaction " + row.id(), close);
            DescriptionList facts = Styled.facts();
            fact(facts, "What", PlainText.name(LedgerText.what(row, teams)));
            fact(facts, "Month", new Span(Formats.month(row.month())));
            fact(
                    facts,
                    "Posted",
                    new Span(Formats.momentWithYear(row.at())),
                    Styled.quiet("by " + PlainText.cut(row.by(), 80)));
            if (!row.reason().isEmpty()) {
                fact(facts, "Reason", new Span(PlainText.full(row.reason())));
            }
            row.corrects()
                    .ifPresent(id -> fact(facts, "Corrects", LedgerTable.link("Transaction " + id, address.apply(id))));
            row.correctedBy()
                    .ifPresent(
                            id -> fact(facts, "Reversed by", LedgerTable.link("Transaction " + id, address.apply(id))));
            fact(facts, "SHA-256", Styled.span("mono", row.sha256()));
            add(facts, new H3("Postings"));
            var postings = new UnorderedList();
            postings.addClassNames("facts-list", "postings");
            row.lines().forEach(line -> postings.add(posting(row, line, LedgerText.account(line.account(), teams))));
            add(postings, Styled.note("They add up to zero in each currency."));
        }

        private static ListItem posting(LedgerRow row, LedgerRow.Line line, String account) {
            var item = new ListItem(Styled.div(
                    "fact-head", PlainText.name(account), Styled.span("number", Formats.money(line.amount()))));
            if (!line.ofMonth().equals(row.month())) {
                item.add(new Div(Styled.quiet("of " + Formats.month(line.ofMonth()))));
            }
            line.document()
                    .ifPresent(number -> item.add(new Div(Styled.quiet("document " + PlainText.cut(number, 64)))));
            if (!line.note().isEmpty()) {
                item.add(new Div(Styled.quiet(PlainText.full(line.note()))));
            }
            return item;
        }
    }

    /** Asks with which month the ledger begins. */
    static final class FirstMonthDialog extends Dialog {
        private final ComboBox<YearMonth> month = new ComboBox<>("First month");
        private final Consumer<YearMonth> choose;

        /**
         * @param chosen the month that it begins with now
         * @param choose stores it; what it throws is said here
         */
        FirstMonthDialog(List<YearMonth> choices, Optional<YearMonth> chosen, Consumer<YearMonth> choose) {
            this.choose = choose;
            setHeaderTitle(chosen.isEmpty() ? "Choose the first month" : "Change the first month");
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            addClassName("change-dialog");
            month.setItems(choices);
            month.setItemLabelGenerator(Formats::month);
            month.setRequiredIndicatorVisible(true);
            month.setHelperText("Months that are over and have costs");
            month.setValue(chosen.filter(choices::contains).orElse(choices.getFirst()));
            month.addValueChangeListener(change -> month.setInvalid(false));
            add(Styled.div(
                    "change-fields",
                    new Paragraph(
                            "Statements are issued, answered and closed from this month on, month after month. Earlier"
                                    + " months stay drafts and are never corrected. You can change the first month until"
                                    + " statements are issued."),
                    month));
            getFooter()
                    .add(
                            Buttons.neutral("Cancel", click -> close()),
                            Buttons.primary(chosen.isEmpty() ? "Choose month" : "Save month", click -> save()));
        }

        private void save() {
            YearMonth value = month.getValue();
            if (value == null) {
                invalid("Choose a month.");
                return;
            }
            boolean done = UserAction.of(() -> choose.accept(value))
                    .on(LedgerRefused.class, refused -> invalid(words(refused.reason())))
                    .denied("You no longer have permission to choose the first month. Nothing was changed.")
                    .run();
            if (done) {
                close();
            }
        }

        private void invalid(String words) {
            FieldErrors.show(month, words);
            month.focus();
        }

        static String words(LedgerRefused.Reason reason) {
            return switch (reason) {
                case BEGUN ->
                    "Statements were issued in the meantime. The first month can\u2019t be changed any more. Reload the page to see"
                            + " them.";
                case NOT_OVER -> "This month isn\u2019t over yet. Choose an earlier one.";
                case NO_CHARGES -> "Bursar has no costs of this month. Choose another one.";
            };
        }
    }
}
