package dev.bursar.admin.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.PersonState;
import dev.bursar.admin.organisation.TeamTimes;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;

/** What is known of a person, to read. */
final class PersonFacts extends Composite<DescriptionList> {
    /** @param whole with what admins have in fields instead */
    PersonFacts(KnownPerson person, PeopleData data, boolean whole) {
        getContent().addClassNames("settings", "person-facts");
        fact("User name", PlainText.name(person.userName()));
        if (whole) {
            fact("E-mail address", PlainText.name(person.email() == null ? "none" : person.email()));
            fact("Roles", new Span(PersonText.roles(person.roles())));
            if (person.led().isEmpty()) {
                fact("Teams led", new Span("none"));
            }
            person.led()
                    .forEach(time -> fact(
                            "Leads " + TeamTimes.name(time.team(), data.teams()), new Span(PersonText.time(time))));
        }
        fact(
                "Last sign-in",
                new Span(person.lastSignIn() == null ? "never" : Formats.momentWithYear(person.lastSignIn())));
        if (person.state() == PersonState.ACTIVE || data.withFactor().contains(person.id())) {
            fact("Two-factor authentication", new Span(data.withFactor().contains(person.id()) ? "on" : "off"));
        }
        if (person.invitedUntil() != null
                && (person.state() == PersonState.INVITED || person.state() == PersonState.INVITATION_OVER)) {
            fact(
                    person.state() == PersonState.INVITED ? "Invitation valid until" : "Invitation expired",
                    new Span(Formats.momentWithYear(person.invitedUntil())));
        }
    }

    private void fact(String what, Component value) {
        getContent().add(new DescriptionList.Term(what), new DescriptionList.Description(value));
    }
}
