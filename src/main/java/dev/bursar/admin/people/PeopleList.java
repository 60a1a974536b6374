package dev.bursar.admin.people;

import dev.bursar.access.AccessLinks;
import dev.bursar.kernel.PersonId;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.Setting;
import dev.bursar.ui.SearchField;
import java.util.Optional;

/** What can be chosen on the People page. */
final class PeopleList {
    static final Setting<String> SEARCH = Setting.search(SearchField.PARAMETER);
    /** Whose panel is open. */
    static final Setting<Optional<PersonId>> OPEN = Setting.optional(
                    AccessLinks.PERSON,
                    text -> text.matches("[0-9]{1,9}")
                            ? Optional.of(new PersonId(Integer.parseInt(text)))
                            : Optional.empty(),
                    person -> String.valueOf(person.value()),
                    "expected the number of a person")
            .opensPanel();
    /** Whether somebody is invited. */
    static final Setting<Boolean> INVITE = Setting.flag("invite").opensPanel();

    static final ListAddress ADDRESS = new ListAddress(AccessLinks.PEOPLE, Dimensions.none(), SEARCH, OPEN, INVITE);

    private PeopleList() {}
}
