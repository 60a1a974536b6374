package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import dev.bursar.changes.ChangeRefused;
import dev.bursar.changes.ChangeState;
import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.Needed;
import dev.bursar.efficiency.proposals.ChangeForm;
import dev.bursar.efficiency.proposals.Proposal;
import dev.bursar.efficiency.proposals.ProposalService;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.text.ChangeNoteText;
import dev.bursar.efficiency.text.ChangeText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.UserAction;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One proposal with what speaks for it, what it assumes and saves, who decided, and what carries it out. */
final class ProposalSection extends Composite<Section> {
    private final ProposalService service;
    private final Proposal proposal;
    private final WorkloadDetails details;
    private final LocalDate today;
    private final Runnable changed;
    private final Section section;
    private final Div text = new Div();

    /** @param changed told when it was decided on, here or meanwhile by somebody else */
    ProposalSection(
            ProposalService service, WorkloadDetails details, Proposal proposal, LocalDate today, Runnable changed) {
        this.service = service;
        this.details = details;
        this.proposal = proposal;
        this.today = today;
        this.changed = changed;
        section = new Section(ProposalText.title(proposal, details.workload()));
        section.addClassName("proposal");
        section.status(ProposalText.badge(proposal.state()));
        section.status(EfficiencyText.badge(details.row().state()));
        if (!proposal.change().variant().isEmpty() && details.variants().size() > 1) {
            section.note("variant " + PlainText.cut(proposal.change().variant(), 60));
        }
        if (!isInFigures()) {
            section.with(saving());
        }
        section.with(decision());
        if (details.mayDecide()) {
            decisions();
        }
        Map<Boolean, List<ChangeNote>> evidence =
                proposal.change().evidence().stream().collect(Collectors.partitioningBy(ProposalSection::aside));
        List<ChangeNote> shown = evidence.getOrDefault(false, List.of());
        section.with(list(
                "Evidence",
                shown.stream().filter(note -> !(note instanceof Needed)).toList()));
        needed(shown).ifPresent(table -> section.with(new H3("What would have been enough"), table));
        if (details.row().lowConfidence()) {
            section.with(UseSection.note(EfficiencyText.LOW_CONFIDENCE));
        }
        // the reason stands before what is done about it
        if (proposal.state() == ChangeState.OPEN || proposal.state() == ChangeState.APPROVED) {
            command();
        }
        var more = new Div(list("Measured, and at list price", evidence.getOrDefault(true, List.of())));
        more.add(list("Assumptions", proposal.change().assumptions()));
        more.add(facts());
        more.addClassName("stack");
        section.with(new NativeDetails("Assumptions, prices and dates", more));
    }

    @Override
    protected Section initContent() {
        return section;
    }

    // --- what it says

    /** Whether the page's figures say what the only proposal saves. */
    private boolean isInFigures() {
        @Nullable BigDecimal whole = details.row().saving();
        @Nullable BigDecimal bill = proposal.change().billSaving();
        return details.proposals().size() == 1
                && whole != null
                && bill != null
                && Formats.about(whole, EfficiencyText.USD)
                        .equals(Formats.about(
                                EfficiencyText.within(bill, details.row().rate()),
                                EfficiencyText.currency(proposal.change().currency())));
    }

    /** What it saves; at list price only where the bill says nothing. */
    private Component saving() {
        var change = proposal.change();
        String words = change.billSaving() == null
                ? "Saves about " + Formats.about(change.listSaving(), EfficiencyText.USD)
                        + " a month at list price. What it saves on the bill is not known: there are no charges by"
                        + " resource of a whole day at the present size."
                : "Saves about "
                        + Formats.about(
                                EfficiencyText.within(
                                        change.billSaving(), details.row().rate()),
                                EfficiencyText.currency(change.currency()))
                        + " a month.";
        return new Paragraph(words);
    }

    private Component facts() {
        var facts = new DescriptionList();
        facts.addClassName("settings");
        fact(facts, "Confidence", ProposalText.confidence(proposal));
        if (proposal.change().billSaving() != null) {
            fact(
                    facts,
                    "Saving at list price",
                    "about " + Formats.about(proposal.change().listSaving(), EfficiencyText.USD)
                            + " a month, before discounts");
        }
        fact(facts, "Price", price());
        fact(facts, "Proposed", Formats.momentWithYear(proposal.standing().proposedAt()) + checked());
        return facts;
    }

    /** Who decided, and why; nothing while it is open. */
    private Component decision() {
        var facts = new DescriptionList();
        facts.addClassName("settings");
        decided(facts);
        facts.setVisible(facts.getChildren().findAny().isPresent());
        return facts;
    }

    private String checked() {
        return proposal.state() == ChangeState.OPEN
                ? ", last checked " + Formats.moment(proposal.standing().checkedAt())
                : "";
    }

    private String price() {
        if (proposal.change().typedPrice()) {
            return "entered by an admin, because AWS lists none";
        }
        Integer version = proposal.change().priceVersion();
        if (version == null) {
            return "not needed";
        }
        return "version " + Formats.count(version) + " of AWS\u2019s price list"
                + details.prices()
                        .filter(one -> one.id() == version)
                        .map(one -> " for " + one.region() + ", read " + Formats.momentWithYear(one.readAt()))
                        .orElse("; a newer one has been read since");
    }

    private void decided(DescriptionList facts) {
        String by = proposal.standing().decidedBy();
        Instant at = proposal.standing().decidedAt();
        if (by != null && at != null) {
            fact(
                    facts,
                    proposal.state() == ChangeState.DISMISSED ? "Dismissed" : "Approved",
                    "by " + PlainText.cut(by, 60) + ", " + Formats.momentWithYear(at));
        }
        if (proposal.standing().reason() != null) {
            fact(facts, "Reason", PlainText.cut(proposal.standing().reason(), 500));
        }
        if (proposal.standing().dismissedTo() != null) {
            fact(facts, "Not proposed up to", Formats.date(proposal.standing().dismissedTo()));
        }
        if (proposal.standing().exportedAt() != null) {
            fact(
                    facts,
                    "Command copied",
                    Formats.momentWithYear(proposal.standing().exportedAt()));
        }
    }

    private static void fact(DescriptionList facts, String name, String value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    /** What was enough in nearly all hours, beside what there is and what is proposed. */
    private static Optional<HtmlTable> needed(List<ChangeNote> notes) {
        List<Needed> all = notes.stream()
                .filter(Needed.class::isInstance)
                .map(Needed.class::cast)
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var rows = new FixedRows();
        all.forEach(one -> rows.line(
                ChangeNoteText.resource(one),
                "",
                "",
                ChangeNoteText.number(one.used()),
                ChangeNoteText.number(one.needed()),
                ChangeNoteText.number(one.capacity()),
                ChangeNoteText.number(one.offered())));
        String headroom = String.format(
                Locale.ROOT, "With %.0f%% headroom", all.getFirst().headroom() * 100);
        return Optional.of(new HtmlTable(
                "What would have been enough",
                List.of(
                        Column.name("RESOURCE", "Resource", ""),
                        Column.figure("ENOUGH", "Enough in 99.5% of hours", 170, ""),
                        Column.figure("HEADROOM", headroom, 150, "").onlyWide(),
                        Column.figure("NOW", "Now", 60, ""),
                        Column.figure("PROPOSED", "Proposed", 84, "")),
                List.of(),
                rows));
    }

    /** Whether the note is read by whoever doubts the others. */
    private static boolean aside(ChangeNote note) {
        return note instanceof ChangeNote.Cost
                || note instanceof ChangeNote.Covered
                || note instanceof ChangeNote.ListPrice
                || note instanceof ChangeNote.ListPrices
                || note instanceof ChangeNote.Measured;
    }

    private static Component[] list(String title, List<ChangeNote> notes) {
        if (notes.isEmpty()) {
            return new Component[0];
        }
        var list = new UnorderedList();
        list.addClassName("proposal-list");
        ChangeNoteText.of(notes).forEach(sentence -> list.add(new ListItem(PlainText.cut(sentence, 500))));
        return new Component[] {new H3(title), list};
    }

    // --- what can be done

    private void decisions() {
        switch (proposal.state()) {
            case OPEN -> {
                String title = ProposalText.title(proposal, details.workload());
                var dismiss = Buttons.neutral("Dismiss\u2026", click -> dismiss());
                dismiss.setAriaLabel("Dismiss: " + title);
                var approve = Buttons.primary("Approve", click -> approve());
                approve.setAriaLabel("Approve: " + title);
                section.actions(dismiss, approve);
            }
            case APPROVED, DISMISSED -> section.actions(reopenButton());
            case WITHDRAWN, DONE -> {}
        }
    }

    private Component reopenButton() {
        return Buttons.neutral("Reopen", click -> reopen());
    }

    private void approve() {
        decide(
                () -> service.approve(proposal.id(), proposal.version()),
                "Proposal approved. Bursar doesn\u2019t run the command: run it yourself.");
    }

    private void reopen() {
        decide(() -> service.reopen(proposal.id(), proposal.version()), "Proposal is open again.");
    }

    private void decide(Runnable decision, String done) {
        boolean decided = UserAction.of(decision)
                .stale(this::stale)
                .on(ChangeRefused.class, refused -> Notices.warning(ProposalText.refused(refused.why())))
                .denied("You can no longer decide on proposals for this workload. Nothing was changed.")
                .run();
        if (decided) {
            Notices.success(done);
            changed.run();
        }
    }

    private void stale() {
        Notices.warning("This proposal changed in the meantime. Nothing was decided. Look at it as it is now.");
        changed.run();
    }

    private void dismiss() {
        new DismissDialog(
                        ProposalText.title(proposal, details.workload()),
                        today,
                        (reason, lastDay) -> service.dismiss(proposal.id(), proposal.version(), reason, lastDay),
                        this::stale,
                        changed)
                .open();
    }

    /** The command, before a decision too: who approves sees what is run. It is copied, in any form, once it is approved. */
    private void command() {
        var folded = new NativeDetails("Show command", text);
        folded.setOpen(proposal.state() == ChangeState.APPROVED);
        section.with(folded);
        if (proposal.state() == ChangeState.OPEN) {
            text.add(code(ChangeForm.CLI, written(ChangeForm.CLI), null));
            section.with(UseSection.note((details.mayDecide() ? "Approve it" : "A team lead or an admin approves it")
                    + ", then run the command yourself."));
        } else {
            if (details.mayDecide()) {
                section.with(forms());
            }
            show(ChangeForm.CLI);
        }
    }

    private String written(ChangeForm form) {
        return new ChangeText(details.workload(), proposal).in(form);
    }

    private Component forms() {
        var forms = new Select<ChangeForm>();
        forms.setLabel("Show as");
        forms.setItems(ChangeForm.values());
        forms.setItemLabelGenerator(ChangeForm::label);
        forms.setValue(ChangeForm.CLI);
        forms.addValueChangeListener(change -> show(change.getValue()));
        return forms;
    }

    private void show(@Nullable ChangeForm form) {
        text.removeAll();
        if (form != null) {
            text.add(code(form, written(form), details.mayDecide() ? () -> copied(form) : null));
        }
    }

    /** The first copy stands in the journal. */
    private void copied(ChangeForm form) {
        UserAction.of(() -> service.export(proposal.id(), proposal.version(), form))
                .stale(this::stale)
                .on(ChangeRefused.class, refused -> Notices.warning(ProposalText.refused(refused.why())))
                .denied("You can no longer decide on proposals for this workload.")
                .run();
    }

    /** @param copied told when it is copied; null where it isn't for copying yet */
    private Component code(ChangeForm form, String words, @Nullable Runnable copied) {
        var row = details.row();
        String name = form.label();
        var head = new Div(new Span(name + ", for account " + PlainText.cut(row.accountName(), 60) + " ("
                + Formats.account(row.account()) + ")"));
        if (copied != null) {
            Button copy = Buttons.copy("Copy", words);
            copy.addClickListener(click -> copied.run());
            head.add(copy);
        }
        head.addClassName("code-head");
        var pre = new Pre(words);
        pre.getElement().setAttribute("tabindex", "0");
        pre.getElement().setAttribute("role", "region");
        pre.getElement().setAttribute("aria-label", name);
        var block = new Div(head, pre);
        block.addClassName("code-block");
        return block;
    }
}
