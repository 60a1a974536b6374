package dev.bursar.journal;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import module java.base;

/** Person 7, an admin. */
record SomeoneInTests(String name) implements Scope {
    @Override
    public Actor actor() {
        return new Actor(new PersonId(7), name);
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ADMIN);
    }

    @Override
    public Visibility visibility() {
        return Visibility.EVERYTHING;
    }
}
