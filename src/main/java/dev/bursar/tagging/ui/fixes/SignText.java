package dev.bursar.tagging.ui.fixes;

import dev.bursar.tagging.violations.Sign;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import org.jspecify.annotations.Nullable;

/** What a likely value rests on, in a sentence. */
public final class SignText {
    private static final int LONGEST = 80;

    private SignText() {}

    /** {@code ""} for none. */
    public static String of(@Nullable Sign sign) {
        if (sign == null) {
            return "";
        }
        String detail = PlainText.cut(sign.detail(), LONGEST);
        return switch (sign.kind()) {
            case OTHER_KEY -> "The tag " + detail + " has this value.";
            case OTHER_CASE -> "It differs from the present value only in case or spaces.";
            case SPELLING -> "It is spelled almost like the current value.";
            case STACK -> others(sign) + " in the stack " + detail + " have it.";
            case CLUSTER -> others(sign) + " in the cluster " + detail + " have it.";
            case SCALING_GROUP -> others(sign) + " in the Auto Scaling group " + detail + " have it.";
            case COST -> "Most of its cost belongs to this team.";
            case RULE -> "The ownership rules give its account to this team.";
            case LEAD -> "Created by " + detail + ", who leads this team.";
            case CREATOR ->
                "Created by " + detail + ", who created " + Formats.count(sign.count(), "resource", "resources")
                        + " of this team and of no other.";
            case NAME -> "The resource\u2019s name contains it.";
            case ACCOUNT ->
                sign.of() == 0
                        ? "Most tagged resources in the account have it."
                        : sign.count() + " of " + sign.of() + " tagged resources in the account have it.";
        };
    }

    private static String others(Sign sign) {
        return sign.of() == 0 ? sign.count() + " others" : sign.count() + " of " + sign.of() + " others";
    }
}
