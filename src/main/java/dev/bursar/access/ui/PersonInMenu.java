package dev.bursar.access.ui;

import dev.bursar.access.OwnAccount;
import dev.bursar.ui.CurrentPerson;
import dev.bursar.ui.Person;
import module java.base;
import org.springframework.stereotype.Component;

/** Tells the user menu who is signed in, by the name that they have now. */
@Component
class PersonInMenu implements CurrentPerson {
    private final OwnAccount account;

    PersonInMenu(OwnAccount account) {
        this.account = account;
    }

    @Override
    public Optional<Person> get() {
        return account.named().map(one -> new Person(one.name(), RoleNames.of(one.roles())));
    }
}
