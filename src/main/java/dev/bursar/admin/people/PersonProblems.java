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
                    "Someone else changed this person in the meantime. The page now shows the current data. Try again.");
        } catch (LastAdmin last) {
            Notices.warning("At least one admin must remain. Make someone else an admin first.");
        } catch (OwnAccountRefused self) {
            Notices.warning("You can\u2019t disable your own account. Ask another admin to do it.");
        } catch (LinkRefused refused) {
            Notices.warning("This action no longer applies to this person. The page now shows the current data.");
        }
    }
}
