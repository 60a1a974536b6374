package dev.bursar.kernel;

import module java.base;

/** Says who acts now and what they may see; services ask it, views never decide. Implemented by {@code access}. */
public interface Scope {
    Actor actor();

    Set<Role> roles();

    /** What the person who acts now may see; {@link Visibility#NOTHING} when nobody is signed in. */
    Visibility visibility();

    /** The same by what they lead alone, whatever else they are; {@link Visibility#NOTHING} for whoever leads no team. */
    default Visibility asLead() {
        Visibility all = visibility();
        return all.everything() ? Visibility.NOTHING : all;
    }

    default boolean has(Role role) {
        return roles().contains(role);
    }
}
