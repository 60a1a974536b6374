package dev.bursar.admin.people;

import dev.bursar.access.AccessLinks;
import dev.bursar.access.Directory;
import dev.bursar.access.Directory.NamedPerson;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Finding;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** People, by name and user name. */
@Component
@Order(6)
class FoundPeople implements Finding {
    private final Directory directory;

    FoundPeople(Directory directory) {
        this.directory = directory;
    }

    @Override
    public String kind() {
        return "People";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.ADMIN, Role.AUDITOR);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        return directory.named(text, most).stream()
                .map(person ->
                        new Hit(person.displayName(), facts(person), AccessLinks.person(person.id()), person.ids()))
                .toList();
    }

    private static String facts(NamedPerson person) {
        String handle = person.email() == null ? person.userName() : person.email();
        return person.enabled() ? handle : handle + " \u00B7 disabled";
    }
}
