package dev.bursar.access.password;

/** What a password must be. */
public enum PasswordRule {
    AT_LEAST_12_CHARACTERS,
    AT_MOST_1000_CHARACTERS,
    NOT_THE_USER_NAME,
    NOT_A_COMMON_ONE
}
