package dev.bursar.tagging.ui;

import dev.bursar.tagging.policy.Exemption;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import module java.base;

/** An exemption in words. */
final class ExemptionText {
    private static final int LONGEST = 60;

    private ExemptionText() {}

    /** Of a kind of exemption: {@code Resource}. */
    static String scope(Exemption.Scope scope) {
        return switch (scope) {
            case RESOURCE -> "Resource";
            case TYPE -> "All resources of a type";
            case ACCOUNT -> "All resources in an account";
        };
    }

    /**
     * @param names of policies by number, removed ones too
     */
    static String policy(Exemption exemption, Map<Integer, String> names) {
        Integer policy = exemption.policy();
        return policy == null ? "All policies" : PlainText.cut(names.getOrDefault(policy, "Policy " + policy), LONGEST);
    }

    static String days(Exemption exemption) {
        return Formats.date(exemption.from()) + " \u2013 " + Formats.date(exemption.lastDay());
    }

    /** Whether it holds or will: only then it can be ended. */
    static boolean isToCome(Exemption exemption, LocalDate today) {
        return exemption.endedAt() == null && !exemption.lastDay().isBefore(today);
    }

    static StatusBadge state(Exemption exemption, LocalDate today) {
        if (exemption.endedAt() != null) {
            return new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.SQUARE, "Ended early");
        }
        if (exemption.lastDay().isBefore(today)) {
            return new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.HISTORY, "Ended");
        }
        return exemption.holdsOn(today)
                ? new StatusBadge(StatusBadge.Kind.INFO, Icons.CIRCLE_DOT, "Active")
                : new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.CALENDAR, "Not started");
    }
}
