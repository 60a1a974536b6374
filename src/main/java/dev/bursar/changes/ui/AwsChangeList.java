package dev.bursar.changes.ui;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ChangeQuestion.Which;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import module java.base;

/** What can be chosen on the page of changes to AWS. */
final class AwsChangeList {
    static final Setting<Optional<Which>> WHICH = Setting.optional("state", Which.class, "state");

    static final ListAddress ADDRESS = new ListAddress(ChangeLinks.CHANGES, Dimensions.none(), WHICH);

    private AwsChangeList() {}

    static ChangeQuestion question(ListState state) {
        return new ChangeQuestion(state.get(WHICH));
    }
}
