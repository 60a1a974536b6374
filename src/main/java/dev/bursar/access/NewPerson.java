package dev.bursar.access;

import dev.bursar.access.rights.UserNames;
import dev.bursar.kernel.Role;
import java.util.Set;

/**
 * Somebody to be let in.
 *
 * @param userName what they type to sign in: 1 to 200 characters, no control characters
 * @param displayName how the portal calls them: 1 to 200 characters
 */
public record NewPerson(String userName, String displayName, Set<Role> roles) {
    public NewPerson {
        userName = line(userName, "A user name");
        displayName = line(displayName, "A name");
        roles = Set.copyOf(roles);
    }

    public static String line(String text, String what) {
        if (text.length() > UserNames.LONGEST) {
            throw new IllegalArgumentException(what + " has at most " + UserNames.LONGEST + " characters");
        }
        if (text.codePoints().anyMatch(NewPerson::hidden)) {
            throw new IllegalArgumentException(what + " is one line of visible characters");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is not empty");
        }
        return text.strip();
    }

    private static boolean hidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
