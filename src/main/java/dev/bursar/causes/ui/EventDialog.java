package dev.bursar.causes.ui;

import static dev.bursar.ui.DetailPanel.fact;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.kept.ChangeEvents;
import dev.bursar.trail.query.EventRecords.EventRecord;
import dev.bursar.trail.query.EventRow;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.RecordText;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** An event that a change is put down to, for who doesn't see CloudTrail. */
final class EventDialog extends Dialog {
    EventDialog(ChangeEvents events, ChangeQuestion question, UUID event, Workers workers, Clock clock) {
        var content = new LoadedPart<>(workers, clock, () -> events.find(question, event), EventDialog::shown)
                .failure("The event could not be loaded", "Nothing was lost.");
        setHeaderTitle("CloudTrail event");
        getHeader().add(Buttons.icon(Icons.X, "Close event", click -> close()));
        addClassName("issue-dialog");
        add(content);
        // an answer that comes before the dialog is there would be lost
        addAttachListener(attached -> content.load(Skeleton.table("Loading the event", 6, false)));
    }

    private static Component shown(Optional<EventRecord> found) {
        return found.<Component>map(EventDialog::details)
                .orElseGet(() -> EmptyState.missing(
                        "Event not found", "The change is no longer put down to it, or it is no longer kept."));
    }

    private static Component details(EventRecord found) {
        EventRow row = found.row();
        DescriptionList facts = Styled.facts();
        fact(facts, "Event", row.name());
        fact(facts, "Service", row.service());
        fact(facts, "Person", row.person());
        fact(facts, "Role", row.role());
        fact(facts, "Session", row.session());
        fact(facts, "Called by", row.via());
        fact(facts, "Account", row.accountName());
        fact(facts, "Region", row.region());
        fact(facts, "Time", new Span(Formats.momentWithYear(row.time())));
        fact(facts, "Source address", row.sourceAddress());
        fact(facts, "Error", row.errorCode());
        fact(facts, "Event id", PlainText.id(row.id().toString()));
        return Styled.stack(facts, new H3("Record"), new RecordText(found.record()));
    }
}
