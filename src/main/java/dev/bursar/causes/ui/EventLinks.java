package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.kept.ChangeEvents;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/**
 * How the events of a change are opened: on the CloudTrail page, or for finance each by itself where it stands.
 *
 * @param all whether the person may open CloudTrail
 * @param alone opens one event; by default nothing does
 */
record EventLinks(boolean all, Optional<Consumer<UUID>> alone) {
    static EventLinks of(Scope scope, ChangeEvents events, ChangeQuestion question, Workers workers, Clock clock) {
        boolean all = scope.has(Role.ADMIN) || scope.has(Role.AUDITOR) || scope.has(Role.LEAD);
        // who is a lead too sees some events only in CloudTrail, and all that stand at a change here
        boolean whole = scope.has(Role.ADMIN) || scope.has(Role.AUDITOR);
        return new EventLinks(
                all,
                scope.has(Role.FINANCE) && !whole
                        ? Optional.of(event -> new EventDialog(events, question, event, workers, clock).open())
                        : Optional.empty());
    }

    Component event(UUID event, String words) {
        if (alone.isPresent()) {
            return Buttons.link(PlainText.cut(words, 200), click -> alone.get().accept(event));
        }
        return all ? Styled.pageLink(TrailLinks.event(event), PlainText.name(words)) : PlainText.name(words);
    }
}
