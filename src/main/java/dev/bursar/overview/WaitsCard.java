package dev.bursar.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.shared.Registration;
import dev.bursar.kernel.Today;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Waiting.Waits;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.WaitingList.Answer;
import dev.bursar.ui.WaitingList.Entry;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What waits for the person, each kind with its amount, its day and the way to exactly these; it follows what the frame sees. */
final class WaitsCard extends Composite<Div> {
    private static final int LONGEST = 60;
    private final Clock clock;
    private @Nullable Registration looked;

    WaitsCard(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        looked = WaitingBadges.onLooked(ui, () -> show(WaitingBadges.known(ui)));
        show(WaitingBadges.known(ui));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (looked != null) {
            looked.remove();
        }
    }

    private void show(Optional<Answer> known) {
        getContent().removeAll();
        // who decides nothing, as an auditor, has no such card, and nobody has one before anything was read
        setVisible(
                known.map(seen -> !seen.lookedAt().isEmpty() || !seen.failed().isEmpty())
                        .orElse(true));
        getContent().add(known.map(seen -> section(seen, Today.of(clock))).orElseGet(WaitsCard::looking));
    }

    private static Section looking() {
        return new Section("Waits for you").flush().with(note("Checking what waits for you."));
    }

    static Section section(Answer seen, LocalDate today) {
        var section = new Section("Waits for you").flush();
        if (!seen.failed().isEmpty()) {
            section.with(note("Not checked, because of a failure: " + String.join(", ", seen.failed())
                    + ". Bursar tries again within a minute."));
        }
        if (seen.entries().isEmpty()) {
            return seen.lookedAt().isEmpty()
                    ? section
                    : section.with(note(
                            (seen.failed().isEmpty() ? "Nothing waits for you. Checked: " : "Nothing else. Checked: ")
                                    + String.join(", ", seen.lookedAt()) + "."));
        }
        var list = new UnorderedList();
        list.addClassName("waits-list");
        seen.entries().forEach(entry -> list.add(item(entry, today)));
        return section.with(list);
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassNames("card-note", "quiet");
        return note;
    }

    private static ListItem item(Entry entry, LocalDate today) {
        Waits waits = entry.waits();
        Anchor link = Styled.pageLink(waits.address(), entry.words(), "fact-link");
        var what = Styled.div("waits-what", link);
        if (!waits.first().isEmpty()) {
            String first = PlainText.cut(waits.first(), LONGEST);
            String more = waits.count() == 1 ? "" : " and " + Formats.count(waits.count() - 1L) + " more";
            var note = Styled.span("note", waits.firstAddress().isEmpty() ? first + more : "");
            if (!waits.firstAddress().isEmpty()) {
                note.add(Styled.pageLink(waits.firstAddress(), first, "fact-link"), new Span(more));
            }
            what.add(note);
        }
        return new ListItem(what, amount(waits), day(waits.by(), today));
    }

    private static Span amount(Waits waits) {
        return Styled.span(
                "number",
                waits.amounts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> Formats.money(one.getValue(), one.getKey()))
                        .collect(Collectors.joining(" and ")));
    }

    /** {@code by 11 Dec 2026}; late ones in a colour that warns, and in words. */
    private static Span day(@Nullable LocalDate by, LocalDate today) {
        if (by == null) {
            return new Span();
        }
        boolean late = by.isBefore(today);
        var day = Styled.span("waits-day", late ? "was due " + Formats.date(by) : "by " + Formats.date(by));
        day.setClassName("late", late);
        return day;
    }
}
