package dev.bursar.ui;

import module java.base;

/** Asked by the shell whose menu this is; without such a bean it shows the user name and the granted roles. */
public interface CurrentPerson {
    /** Empty when nobody is signed in. */
    Optional<Person> get();
}
