package dev.bursar.access.password;

import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;

/**
 * Estimates how many guesses a password needs of somebody who tries the 100,000 most leaked ones, words, names, dates and
 * keyboard rows first, alone and put together. The lists are the library's; they are read when the first password is checked.
 */
final class PasswordStrength {
    /** Less is refused: what throttling lets through in a year, many times over. */
    private static final double ENOUGH = 1e8;

    private static final int LONGEST_LOOKED_AT = 64;

    private PasswordStrength() {}

    static boolean tooFew(String password) {
        return new Nbvcxz(Lists.CONFIGURATION).estimate(password).getGuesses().doubleValue() < ENOUGH;
    }

    private static final class Lists {
        private static final Configuration CONFIGURATION = new ConfigurationBuilder()
                .setMaxLength(LONGEST_LOOKED_AT)
                .setCombinationAlgorithmTimeout(200L)
                .createConfiguration();
    }
}
