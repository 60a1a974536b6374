package dev.bursar.access.rights;

import java.text.Normalizer;
import java.util.Locale;

/** Folds user names, so that no two people differ in case or character width only. */
public final class UserNames {
    public static final int LONGEST = 200;

    private UserNames() {}

    public static String key(String userName) {
        return Normalizer.normalize(userName.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
