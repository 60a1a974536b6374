package dev.bursar.access;

import java.text.Normalizer;
import java.util.Locale;

/** Folds user names, so that no two people differ in case or character width only. */
final class UserNames {
    static final int LONGEST = 200;

    private UserNames() {}

    static String key(String userName) {
        return Normalizer.normalize(userName.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
