package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.month.MonthChanges;
import dev.bursar.chargeback.month.MonthChanges.Correction;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Points out corrections of the month and teams that an adjustment is about, so that nothing is corrected twice. */
final class CorrectionNote extends Div {
    private final LoadedPart<List<Correction>> content;
    private final Div notes = new Div();
    private List<Correction> found = List.of();
    private Set<LedgerAccount> accounts = Set.of();
    private volatile @Nullable YearMonth month;

    CorrectionNote(MonthChanges changes, Workers workers, Clock clock) {
        content = new LoadedPart<>(workers, clock, () -> load(changes), this::shown)
                .failure("Corrections of this month could not be loaded", "The adjustment can still be posted.");
        addClassName("if-any");
        add(content);
        addAttachListener(attached -> content.reload());
    }

    private List<Correction> load(MonthChanges changes) {
        YearMonth of = month;
        return of == null
                ? List.of()
                : changes.page(of).corrections().stream()
                        .filter(one -> one.ofMonth().equals(of))
                        .toList();
    }

    /** @param of the month that the adjustment is about; null while none is chosen */
    void about(@Nullable YearMonth of) {
        month = of;
        if (isAttached()) {
            content.reload();
        }
    }

    /** Those between which the amount moves. */
    void between(Set<LedgerAccount> chosen) {
        accounts = Set.copyOf(chosen);
        fill();
    }

    private Component shown(List<Correction> corrections) {
        found = List.copyOf(corrections);
        fill();
        return notes;
    }

    private void fill() {
        notes.removeAll();
        found.stream()
                .filter(one -> accounts.contains(LedgerAccount.of(one.team())))
                .forEach(one -> notes.add(note(one)));
    }

    private static Paragraph note(Correction correction) {
        Paragraph note = Styled.note(AdjustmentText.corrected(correction) + " ");
        Anchor link = Styled.pageLink(ChargebackLinks.month(correction.in()), "See corrections", "fact-link");
        note.add(link);
        return note;
    }
}
