package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.documents.DocumentList;
import dev.bursar.chargeback.documents.DocumentList.Refusal;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.kernel.Role;
import dev.bursar.list.AddressReader;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** AWS's invoices and credit memos by billing month, and the way to type in what Bursar can't read. */
@Route(DocumentLinks.DOCUMENTS)
@PageTitle("AWS documents")
@Menu(order = 3.2, title = "AWS documents")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class DocumentsView extends Div implements AfterNavigationObserver {
    private static final String ALL = "";
    private static final String USUAL_CURRENCY = "USD";

    /** Which documents are listed. */
    private enum Counts {
        ALL("All documents"),
        COUNTED("Counted"),
        LEFT_OUT("Not counted");

        private final String words;

        Counts(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final DocumentService service;
    private final PageHeader header = new PageHeader("AWS documents");
    private final DropDown<String> months =
            new DropDown<>("Billing month", List.of(ALL), DocumentsView::words, this::open);
    private final DropDown<String> types = new DropDown<>(
            "Type", List.of(ALL), type -> type.equals(ALL) ? "All" : DocumentText.type(type), any -> again());
    private final DropDown<Counts> counts =
            new DropDown<>("Show", List.of(Counts.values()), Counts::words, any -> again());
    private final SearchField search = new SearchField("Search documents", "Number or seller", this::again);
    private final Div controls = new Div(months, types, counts, search);
    private final Div table = new Div();
    private final AddressNotice notice = new AddressNotice();
    private final LoadedPart<DocumentList> content;
    private final Button adding = Buttons.primary("Enter a document", click -> typeIn());
    private @Nullable YearMonth month;
    private @Nullable DocumentList current;

    DocumentsView(DocumentService service, Workers workers, Clock clock) {
        this.service = service;
        content = new LoadedPart<>(workers, clock, service::all, this::shown)
                .failure("AWS\u2019s documents could not be loaded", "Nothing was lost.")
                .onFailure(() -> {
                    controls.setVisible(false);
                    adding.setVisible(false);
                });
        header.actions(adding);
        adding.setVisible(false);
        types.setValue(ALL);
        counts.setValue(Counts.ALL);
        controls.addClassNames("bar", "no-print");
        controls.setVisible(false);
        addClassNames("page", "dense", "aws-documents");
        add(header, new SectionTabs(TabSection.CHARGEBACK, DocumentLinks.DOCUMENTS), controls, content);
    }

    private static String words(String month) {
        return month.equals(ALL) ? "All" : Formats.month(YearMonth.parse(month));
    }

    private void open(String chosen) {
        QueryParameters parameters = chosen.equals(ALL)
                ? QueryParameters.empty()
                : new QueryParameters(Map.of(DocumentLinks.MONTH, List.of(chosen)));
        getUI().ifPresent(ui -> ui.navigate(DocumentsView.class, parameters));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var reader = new AddressReader(
                event.getLocation().getQueryParameters().getParameters(), Set.of(DocumentLinks.MONTH));
        month = reader.month(DocumentLinks.MONTH).orElse(null);
        notice.tell(reader.ignored());
        content.load(Skeleton.table("Loading AWS documents", 10, true));
    }

    private Component shown(DocumentList list) {
        current = list;
        adding.setVisible(list.mayEdit());
        header.facts(facts(list));
        offer(list);
        Refusal refusal = list.refusal();
        if (list.documents().isEmpty()) {
            return nothing(list);
        }
        var page = new Div();
        page.addClassName("spend-block");
        if (refusal != null) {
            page.add(refused(list, refusal));
        }
        table.removeAll();
        table.add(table(list));
        page.add(table);
        return page;
    }

    private void again() {
        DocumentList list = current;
        if (list != null) {
            table.removeAll();
            table.add(table(list));
        }
    }

    private static FactLine facts(DocumentList list) {
        return new FactLine(
                Formats.count(list.documents().size(), "document", "documents"),
                list.readAt() == null
                        ? "not read from AWS yet"
                        : "read from AWS " + Formats.momentWithYear(list.readAt()),
                "A month\u2019s total is its invoices less its credit memos, with tax");
    }

    /** The months to choose from, and the one shown even where it has no document. */
    private void offer(DocumentList list) {
        var known = new TreeSet<YearMonth>(Collections.reverseOrder());
        list.documents().forEach(document -> known.add(document.billingMonth()));
        if (month != null) {
            known.add(month);
        }
        var items = new ArrayList<String>(List.of(ALL));
        known.forEach(one -> items.add(one.toString()));
        months.setItems(items);
        months.setValue(month == null ? ALL : month.toString());
        String type = types.getValue();
        var typed = new TreeSet<String>();
        list.documents().forEach(document -> typed.add(document.type()));
        types.setItems(Stream.concat(Stream.of(ALL), typed.stream()).toList());
        types.setValue(type != null && typed.contains(type) ? type : ALL);
        controls.setVisible(!list.documents().isEmpty());
    }

    private Component nothing(DocumentList list) {
        Refusal refusal = list.refusal();
        if (refusal != null) {
            return EmptyState.refused(
                    "AWS refused to list its documents", refusal.problem() + " " + refusal.whatToDo() + typing(list));
        }
        if (list.readAt() == null) {
            return EmptyState.notRead(
                            "AWS documents have not been read yet",
                            "Bursar reads invoices and credit memos every day, with the job Read AWS documents."
                                    + typing(list))
                    .actions(Buttons.neutral(
                            "Go to Sync", click -> getUI().ifPresent(ui -> ui.navigate(SyncLinks.SYNC))));
        }
        return EmptyState.nothingFound(
                "No documents",
                "Checked: AWS\u2019s list of invoices, " + Formats.momentWithYear(list.readAt())
                        + ". An invoice usually appears a few days after its month has ended." + typing(list));
    }

    private static String typing(DocumentList list) {
        return list.mayEdit() ? " Until then you can type in what AWS has sent you." : "";
    }

    private static Section refused(DocumentList list, Refusal refusal) {
        return new Section(list.readAt() == null ? "AWS refused to list its documents" : "The last read was refused")
                .status(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Not up to date"))
                .with(new Paragraph(refusal.problem() + " " + refusal.whatToDo() + " Last tried "
                        + Formats.moment(refusal.at()) + "."));
    }

    private Component table(DocumentList list) {
        List<AwsDocument> ofMonth = list.documents().stream()
                .filter(document -> month == null || document.billingMonth().equals(month))
                .toList();
        if (ofMonth.isEmpty()) {
            return EmptyState.noMatch(
                            "No documents match this month",
                            "AWS usually issues the invoice for "
                                    + Formats.month(Optional.ofNullable(month).orElseThrow())
                                    + " a few days after the month has ended.")
                    .actions(Buttons.neutral("Show all months", click -> open(ALL)));
        }
        List<AwsDocument> documents = ofMonth.stream().filter(this::matches).toList();
        if (documents.isEmpty()) {
            return EmptyState.noMatch(
                            "No documents match these filters",
                            Formats.count(ofMonth.size(), "document is", "documents are") + " left out.")
                    .actions(Buttons.neutral("Clear filters", click -> clear()));
        }
        return new Section("Documents")
                .note(
                        documents.size() == ofMonth.size()
                                ? Formats.count(documents.size(), "document", "documents")
                                : Formats.count(documents.size()) + " of "
                                        + Formats.count(ofMonth.size(), "document", "documents"))
                .flush()
                .with(DocumentTable.of(DocumentRow.of(documents, list.totals()), list.mayEdit() ? this::annul : null));
    }

    private boolean matches(AwsDocument document) {
        return (ALL.equals(types.getValue()) || document.type().equals(types.getValue()))
                && (counts.getValue() == Counts.ALL || document.counts() == (counts.getValue() == Counts.COUNTED))
                && search.matches(Stream.of(document.number(), document.seller()));
    }

    private void clear() {
        types.setValue(ALL);
        counts.setValue(Counts.ALL);
        search.follow("");
        again();
    }

    private void typeIn() {
        DocumentList list = current;
        if (list == null) {
            return;
        }
        YearMonth present = YearMonth.from(list.today());
        YearMonth shown = month == null || month.isAfter(present) ? present.minusMonths(1) : month;
        String currency = list.totals().isEmpty()
                ? USUAL_CURRENCY
                : list.totals().getFirst().total().getCurrencyUnit().getCode();
        new TypeInDialog(shown, currency, list.today(), this::add).open();
    }

    private void add(DocumentDraft draft) {
        service.typeIn(draft);
        Notices.success("Document " + PlainText.cut(draft.number().strip(), 64) + " was added.");
        content.reload();
    }

    private void annul(AwsDocument document) {
        new VoidDialog(document, reason -> {
                    service.annul(document.id(), reason);
                    Notices.success("Document " + PlainText.cut(document.number(), 64) + " was voided.");
                    content.reload();
                })
                .open();
    }
}
