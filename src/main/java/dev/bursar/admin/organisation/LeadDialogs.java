package dev.bursar.admin.organisation;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.access.LeadOverlap;
import dev.bursar.access.LedTeam;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.org.TeamHistory;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import module java.base;
import org.springframework.stereotype.Component;

/** Asks who leads a team, and until when. */
@Component
class LeadDialogs {
    private final People people;
    private final TeamLeads leads;
    private final TeamsLoad load;

    LeadDialogs(People people, TeamLeads leads, TeamsLoad load) {
        this.people = people;
        this.leads = leads;
        this.load = load;
    }

    void add(TeamHistory sheet, Runnable done) {
        List<PersonRow> candidates = leads.candidates();
        var person = new ComboBox<PersonRow>("Person");
        person.setItems(candidates);
        person.setItemLabelGenerator(one -> one.displayName() + " (" + one.userName() + ")");
        person.setHelperText(
                candidates.isEmpty()
                        ? "No one has the role Lead. Assign the role on the People page first."
                        : "People with the role Lead");
        person.setRequiredIndicatorVisible(true);
        person.setManualValidation(true);
        person.setWidthFull();
        var from = DayField.firstOfLead("First day");
        String name = PlainText.cut(sheet.name(), 60);
        new ChangeDialog("New lead of " + sheet.name(), "Save lead", "team")
                .with(person)
                .with(from, TeamFields.DAY)
                .on(() -> {
                    if (from.isUnreadable()) {
                        from.refuse("Choose a date, such as 1 Nov 2026, or leave it empty.");
                        throw new Incomplete();
                    }
                    LocalDate since = from.getOptionalValue().orElse(OwnershipRule.ALWAYS);
                    if (person.isEmpty()) {
                        FieldErrors.show(person, "Choose a person.");
                        throw new Incomplete();
                    }
                    if (!from.isEmpty() && (since.isBefore(sheet.from()) || sheet.isOver(since))) {
                        from.refuse(name + " doesn\u2019t exist on this date. Choose another date.");
                        throw new Incomplete();
                    }
                    try {
                        people.assignLead(person.getValue().id(), new LedTeam(sheet.id(), since, sheet.to()));
                    } catch (LeadOverlap e) {
                        FieldErrors.show(person, "This person already leads " + name + " on some of these days.");
                        throw new Incomplete();
                    }
                })
                .stale(() -> Notices.warning("This person or team no longer exists. Reload the page."))
                .done(() -> {
                    Notices.success(PlainText.cut(person.getValue().displayName(), 60) + " leads " + name
                            + from.getOptionalValue()
                                    .map(day -> " from " + Formats.date(day))
                                    .orElse("") + ".");
                    done.run();
                })
                .open();
    }

    void end(TeamHistory sheet, TeamLead lead, Runnable done) {
        LocalDate today = load.today();
        String who = PlainText.cut(lead.name(), 60);
        var from = new DayField("From", lead.from().isAfter(today) ? lead.from() : today);
        from.setHelperText("The first day on which they no longer lead it. The days before stay visible to them.");
        new ChangeDialog("End " + who + "\u2019s lead assignment for " + sheet.name(), "End assignment", "team")
                .with(from, TeamFields.DAY)
                .on(() -> {
                    LocalDate day = from.day().orElseThrow(Incomplete::new);
                    if (lead.isOver(day)) {
                        from.refuse("It has already ended by this date. Choose an earlier date.");
                        throw new Incomplete();
                    }
                    people.endLead(lead.person(), sheet.id(), lead.from(), day);
                })
                .stale(() -> Notices.warning("Someone changed this in the meantime. Reload the page."))
                .done(() -> {
                    Notices.success(who + " no longer leads " + PlainText.cut(sheet.name(), 60) + " from "
                            + from.getOptionalValue().map(Formats::date).orElse("") + ".");
                    done.run();
                })
                .open();
    }
}
