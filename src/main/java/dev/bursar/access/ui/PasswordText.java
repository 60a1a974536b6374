package dev.bursar.access.ui;

import dev.bursar.access.password.PasswordRefused;

/** Says what is wrong with a new password, wherever one is chosen. */
public final class PasswordText {
    private PasswordText() {}

    public static String of(PasswordRefused refused) {
        return switch (refused.rule()) {
            case AT_LEAST_12_CHARACTERS -> "Use at least 12 characters";
            case AT_MOST_1000_CHARACTERS -> "Use at most 1,000 characters";
            case NOT_THE_USER_NAME -> "Use something other than your user name";
            case NOT_A_COMMON_ONE -> "This password is too common. Use a longer or less common one";
        };
    }
}
