package dev.bursar.admin.people;

import dev.bursar.access.LastAdmin;
import dev.bursar.access.LinkRefused;
import dev.bursar.access.OwnAccountRefused;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.ui.Notices;

/** Says why something could not be done for a person, where there is no field to say it at. */
final class PersonProblems {
    private PersonProblems() {}

    static void run(Runnable action) {
        try {
            action.run();
        } catch (StaleEdit stale) {
            Notices.warning(
                    "Somebody else changed this person in the meantime. What you see now is how they are: try again.");
        } catch (LastAdmin last) {
            Notices.warning("At least one admin must remain: make somebody else admin first.");
        } catch (OwnAccountRefused self) {
            Notices.warning("You can\u2019t disable yourself: another admin can.");
        } catch (LinkRefused refused) {
            Notices.warning("This link doesn\u2019t fit the person any more. What you see now is how they are.");
        }
    }
}
