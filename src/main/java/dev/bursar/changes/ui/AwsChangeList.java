package dev.bursar.changes.ui;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ChangeQuestion.Which;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.AddressReader;
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

    /** Without what never is the person's. */
    static Stream<Which> choices(Scope scope) {
        boolean admin = scope.has(Role.ADMIN);
        return Stream.of(Which.values()).filter(which -> switch (which) {
            case OPEN, ENDED -> true;
            case TO_APPROVE, FAILED -> admin;
            case ANSWERED -> admin || scope.has(Role.LEAD);
        });
    }

    static String words(Which which) {
        return switch (which) {
            case OPEN -> "Open";
            case ENDED -> "Ended";
            case TO_APPROVE -> "To approve";
            case FAILED -> "Failed, to try again";
            case ANSWERED -> "Answered, not seen yet";
        };
    }

    /** Opens exactly these. */
    static String address(Which which) {
        return ChangeLinks.CHANGES + "?" + WHICH.names().getFirst() + "=" + AddressReader.word(which);
    }

    static ChangeQuestion question(ListState state) {
        return new ChangeQuestion(state.get(WHICH));
    }
}
