package dev.bursar.chargeback.documents.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.documents.DocumentList;
import dev.bursar.chargeback.documents.DocumentRefused;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.chargeback.documents.ui.DocumentsView.DocumentChoice.Counts;
import dev.bursar.kernel.Role;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.daily.DailyReadings.Refusal;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** AWS's invoices and credit memos by billing month, and the way to type in what Bursar can't read. The address holds the filters. */
@Route(DocumentLinks.DOCUMENTS)
@PageTitle("AWS documents")
@Menu(order = 3.2, title = "AWS documents")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class DocumentsView extends ListPage<DocumentList> {
    private static final String USUAL_CURRENCY = "USD";

    private final DocumentService service;
    private final PageHeader header = new PageHeader("AWS documents");
    private final DropDown<Optional<YearMonth>> months =
            choice("Billing month", DocumentChoice.MONTH, Stream.empty(), Formats::month);
    private final DropDown<Optional<String>> types =
            choice("Type", DocumentChoice.TYPE, Stream.empty(), DocumentText::type);
    private final DropDown<Counts> counts =
            choice("Show", DocumentChoice.SHOW, List.of(Counts.values()), Counts::words);
    private final SearchField search = new SearchField("Search documents", "Number or seller", this::searched);
    private final Div controls = new Div(months, types, counts, search);
    private final Button adding = Buttons.primary("New document", click -> typeIn());
    private @Nullable DocumentList current;

    DocumentsView(DocumentService service, Workers workers, Clock clock) {
        super(DocumentChoice.ADDRESS, Skeleton.table("Loading AWS documents", 10, true), workers, clock);
        this.service = service;
        loadsAll();
        content()
                .failure("AWS\u2019s documents could not be loaded", "Nothing was lost.")
                .onFailure(() -> {
                    controls.setVisible(false);
                    adding.setVisible(false);
                });
        header.actions(adding);
        adding.setVisible(false);
        controls.addClassNames("bar", "no-print");
        controls.setVisible(false);
        addClassNames("page", "dense", "aws-documents");
        add(header, new SectionTabs(TabSection.CHARGEBACK, DocumentLinks.DOCUMENTS), controls, content());
    }

    private void searched() {
        if (!search.words().equals(state().get(DocumentChoice.SEARCH))) {
            open(state().with(DocumentChoice.SEARCH, search.words()));
        }
    }

    @Override
    protected DocumentList load(ListState asked) {
        return service.all();
    }

    @Override
    protected void chosen() {
        search.follow(state().get(DocumentChoice.SEARCH));
    }

    @Override
    protected Component shown(DocumentList list) {
        current = list;
        adding.setVisible(list.mayEdit());
        header.facts(facts(list));
        offer(list);
        Refusal refusal = list.refusal();
        if (list.documents().isEmpty()) {
            return nothing(list);
        }
        var page = Styled.div("spend-block");
        if (refusal != null) {
            page.add(refused(list, refusal));
        }
        page.add(table(list));
        return page;
    }

    private static FactLine facts(DocumentList list) {
        return new FactLine(
                Formats.count(list.documents().size(), "document", "documents"),
                list.readAt() == null
                        ? "not read from AWS yet"
                        : "read from AWS " + Formats.momentWithYear(list.readAt()),
                "A month\u2019s total is its invoices less its credit memos, with tax");
    }

    /** What there is to choose from, and what is chosen even where no document has it. */
    private void offer(DocumentList list) {
        var known = new TreeSet<YearMonth>(Collections.reverseOrder());
        list.documents().forEach(document -> known.add(document.billingMonth()));
        state().get(DocumentChoice.MONTH).ifPresent(known::add);
        months.setItems(DropDown.orNone(known.stream()));
        var typed = new TreeSet<String>();
        list.documents().forEach(document -> typed.add(DocumentChoice.word(document)));
        state().get(DocumentChoice.TYPE).ifPresent(typed::add);
        types.setItems(DropDown.orNone(typed.stream()));
        controls.setVisible(!list.documents().isEmpty());
    }

    private Component nothing(DocumentList list) {
        Refusal refusal = list.refusal();
        if (refusal != null) {
            return EmptyState.refused(
                    "AWS refused to list its documents", ProblemText.both(refusal.problem()) + typing(list));
        }
        if (list.readAt() == null) {
            return EmptyState.notRead(
                            "AWS documents have not been read yet",
                            "Bursar reads invoices and credit memos every day, with the job Read AWS documents."
                                    + typing(list))
                    .actions(Buttons.neutral("Go to Sync", click -> go(SyncLinks.SYNC)));
        }
        return EmptyState.nothingFound(
                "No documents",
                Looked.at("AWS\u2019s list of invoices", 1, list.readAt()),
                "An invoice usually appears a few days after its month has ended." + typing(list));
    }

    private static String typing(DocumentList list) {
        return list.mayEdit() ? " Until then you can enter what AWS has sent you." : "";
    }

    private static Section refused(DocumentList list, Refusal refusal) {
        return new Section(list.readAt() == null ? "AWS refused to list its documents" : "The last read was refused")
                .status(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Not up to date"))
                .with(new Paragraph(
                        ProblemText.both(refusal.problem()) + " Last tried " + Formats.moment(refusal.at()) + "."));
    }

    private Component table(DocumentList list) {
        List<AwsDocument> ofMonth = list.documents().stream()
                .filter(document -> state().get(DocumentChoice.MONTH)
                        .filter(month -> !month.equals(document.billingMonth()))
                        .isEmpty())
                .toList();
        if (ofMonth.isEmpty()) {
            return EmptyState.noMatch(
                            "No documents match this month",
                            "AWS usually issues the invoice for "
                                    + Formats.month(
                                            state().get(DocumentChoice.MONTH).orElseThrow())
                                    + " a few days after the month has ended.")
                    .actions(Buttons.neutral("Show all months", click -> open(state().without(DocumentChoice.MONTH))));
        }
        List<AwsDocument> documents = ofMonth.stream().filter(this::matches).toList();
        if (documents.isEmpty()) {
            return EmptyState.noMatch(
                            "No documents match these filters",
                            Formats.count(ofMonth.size(), "document is", "documents are") + " left out.")
                    .actions(Buttons.neutral(
                            "Clear filters",
                            click -> open(
                                    state().without(DocumentChoice.TYPE, DocumentChoice.SHOW, DocumentChoice.SEARCH))));
        }
        var section = documents.size() == list.documents().size()
                ? new Section()
                : new Section(
                        documents.size() == ofMonth.size()
                                ? Formats.count(documents.size(), "document", "documents")
                                : Formats.count(documents.size()) + " of "
                                        + Formats.count(ofMonth.size(), "document", "documents"));
        return section.flush()
                .with(DocumentTable.of(
                        DocumentRow.of(documents, list.documents(), list.totals()),
                        list.documents(),
                        list.mayEdit() ? this::annul : null));
    }

    private boolean matches(AwsDocument document) {
        return DocumentChoice.shows(state(), document)
                && search.matches(Stream.of(document.number(), document.seller()));
    }

    private void typeIn() {
        DocumentList list = current;
        if (list == null) {
            return;
        }
        YearMonth present = YearMonth.from(list.today());
        YearMonth shown = state().get(DocumentChoice.MONTH)
                .filter(month -> !month.isAfter(present))
                .orElse(present.minusMonths(1));
        String currency = list.totals().isEmpty()
                ? USUAL_CURRENCY
                : list.totals().getFirst().total().getCurrencyUnit().getCode();
        new TypeInDialog(shown, currency, list.today(), this::add).open();
    }

    private void add(DocumentDraft draft) {
        service.typeIn(draft);
        Notices.success("Document " + PlainText.cut(draft.number().strip(), 64) + " was added.");
        refresh();
    }

    private void annul(AwsDocument document) {
        new VoidDialog(document, reason -> {
                    service.annul(document.id(), reason);
                    Notices.success("Document " + PlainText.cut(document.number(), 64) + " was voided.");
                    refresh();
                })
                .open();
    }

    /** Asks why a document that was typed in is voided. */
    static final class VoidDialog extends Dialog {
        private final ReasonField reason = new ReasonField();
        private final Consumer<String> annul;

        /** @param annul takes the reason and voids it; what it throws is said here */
        VoidDialog(AwsDocument document, Consumer<String> annul) {
            this.annul = annul;
            String number = PlainText.cut(document.number(), 64);
            setHeaderTitle("Void document " + number);
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            addClassName("change-dialog");
            var content = Styled.div(
                    "change-fields",
                    new Paragraph(DocumentText.type(document) + " of " + DocumentText.amount(document) + " for "
                            + Formats.month(document.billingMonth())
                            + ". It stays listed and is no longer counted. A voided document can\u2019t be restored, but"
                            + " its number can be typed in again."),
                    reason);
            add(content);
            getFooter()
                    .add(
                            Buttons.neutral("Cancel", click -> close()),
                            Buttons.primary("Void document", click -> save()));
        }

        private void save() {
            boolean done = UserAction.of(() -> annul.accept(reason.getValue()))
                    .on(
                            DocumentRefused.class,
                            refused -> reason.refuse(DocumentText.refused(
                                    Field.REASON, refused.problems().get(Field.REASON))))
                    .stale(() -> Notices.warning(
                            "This document was already voided or replaced by AWS\u2019s. Nothing was changed."
                                    + " Reload the page to see it."))
                    .denied("You no longer have permission to void documents. Nothing was changed.")
                    .run();
            if (done) {
                close();
            }
        }
    }

    /** What can be chosen on the page of AWS's documents. */
    static final class DocumentChoice {
        static final Setting<Optional<YearMonth>> MONTH = Setting.month(DocumentLinks.MONTH);
        /** AWS's word as it stands in an address: {@code credit-memo}. */
        static final Setting<Optional<String>> TYPE = Setting.optional(
                "type",
                word -> Optional.of(word).filter(one -> one.matches("[a-z0-9-]{1,40}")),
                word -> word,
                "unknown value");

        static final Setting<Counts> SHOW = Setting.choice("show", Counts.class, Counts.ALL);
        static final Setting<String> SEARCH = Setting.search(SearchField.PARAMETER);

        static final ListAddress ADDRESS =
                new ListAddress(DocumentLinks.DOCUMENTS, Dimensions.none(), MONTH, TYPE, SHOW, SEARCH);

        private DocumentChoice() {}

        /** Which documents are listed. */
        enum Counts {
            ALL("All documents"),
            COUNTED("Counted"),
            NOT_COUNTED("Not counted");

            private final String words;

            Counts(String words) {
                this.words = words;
            }

            String words() {
                return words;
            }
        }

        static String word(AwsDocument document) {
            return document.type().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether its type is asked for, and whether it counts or not; what is searched for is the search field's. */
        static boolean shows(ListState list, AwsDocument document) {
            Counts counts = list.get(SHOW);
            return list.get(TYPE).filter(one -> !one.equals(word(document))).isEmpty()
                    && (counts == Counts.ALL || document.counts() == (counts == Counts.COUNTED));
        }
    }
}
