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
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import java.time.LocalDate;
import java.util.List;
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
                        ? "Nobody has the role Lead; give it on the page People first"
                        : "People who have the role Lead");
        person.setRequiredIndicatorVisible(true);
        person.setManualValidation(true);
        person.setWidthFull();
        var from = new DayField("From", TeamDialogs.start(sheet, load.today()));
        from.setHelperText("They see the team\u2019s costs of this day and later ones");
        String name = PlainText.cut(sheet.name(), 60);
        new ChangeDialog("Add a lead of " + sheet.name(), "Add lead", "team")
                .with(person)
                .with(from, TeamFields.DAY)
                .on(() -> {
                    LocalDate since = from.day().orElseThrow(Incomplete::new);
                    if (person.isEmpty()) {
                        person.setErrorMessage("Choose a person.");
                        person.setInvalid(true);
                        throw new Incomplete();
                    }
                    if (since.isBefore(sheet.from()) || sheet.isOver(since)) {
                        from.refuse(name + " is not there on this day; choose another.");
                        throw new Incomplete();
                    }
                    try {
                        people.assignLead(person.getValue().id(), new LedTeam(sheet.id(), since, sheet.to()));
                    } catch (LeadOverlap e) {
                        person.setErrorMessage("This person leads " + name + " on some of these days already.");
                        person.setInvalid(true);
                        throw new Incomplete();
                    }
                })
                .stale(() -> Notices.warning("This person or team is gone meanwhile. Load the page again."))
                .done(() -> {
                    Notices.success(PlainText.cut(person.getValue().displayName(), 60) + " leads " + name + " from "
                            + from.getOptionalValue().map(Formats::date).orElse("") + " on.");
                    done.run();
                })
                .open();
    }

    void end(TeamHistory sheet, TeamLead lead, Runnable done) {
        LocalDate today = load.today();
        String who = PlainText.cut(lead.name(), 60);
        var from = new DayField("From", lead.from().isAfter(today) ? lead.from() : today);
        from.setHelperText("The first day on which they don\u2019t lead it; the days before stay visible to them");
        new ChangeDialog(who + "\u2019s time as lead of " + sheet.name(), "End it", "team")
                .with(from, TeamFields.DAY)
                .on(() -> {
                    LocalDate day = from.day().orElseThrow(Incomplete::new);
                    if (lead.isOver(day)) {
                        from.refuse("It has ended by this day; choose an earlier one.");
                        throw new Incomplete();
                    }
                    people.endLead(lead.person(), sheet.id(), lead.from(), day);
                })
                .stale(() -> Notices.warning("Somebody has changed this meanwhile. Load the page again."))
                .done(() -> {
                    Notices.success(who + " leads " + PlainText.cut(sheet.name(), 60) + " no more from "
                            + from.getOptionalValue().map(Formats::date).orElse("") + " on.");
                    done.run();
                })
                .open();
    }
}
