package dev.bursar.access.password;

import dev.bursar.access.rights.UserNames;
import module java.base;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import org.springframework.stereotype.Component;

/**
 * Refuses passwords that are guessed first. Since all have at least twelve characters, what people do to reach them is
 * undone before the list is asked: repeating, digits and signs around a word, and figures for letters. What passes that has to
 * need more guesses than anybody is let make.
 */
@Component
public class PasswordRules {
    private static final String PRODUCT = "bursar";

    private final Set<String> common;

    PasswordRules() {
        var stream = Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            common = lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first rule that the password breaks. */
    Optional<PasswordRule> broken(String userName, String password) {
        if (password.codePointCount(0, password.length()) < 12) {
            return Optional.of(PasswordRule.AT_LEAST_12_CHARACTERS);
        }
        if (password.length() > Hashing.LONGEST) {
            return Optional.of(PasswordRule.AT_MOST_1000_CHARACTERS);
        }
        var name = bare(UserNames.key(userName));
        if (UserNames.key(password).equals(UserNames.key(userName))
                || !name.isEmpty() && stem(password).equals(once(letters(name)))) {
            return Optional.of(PasswordRule.NOT_THE_USER_NAME);
        }
        var stem = stem(password);
        var part = once(bare(UserNames.key(password)));
        if (stem.length() < 3 || part.length() < 4 || common.contains(stem) || common.contains(part)) {
            return Optional.of(PasswordRule.NOT_A_COMMON_ONE);
        }
        var nameOnly = little(password, words(userName));
        if (nameOnly || little(password, Stream.concat(words(userName), Stream.of(PRODUCT)))) {
            return Optional.of(nameOnly ? PasswordRule.NOT_THE_USER_NAME : PasswordRule.NOT_A_COMMON_ONE);
        }
        return PasswordStrength.tooFew(password) ? Optional.of(PasswordRule.NOT_A_COMMON_ONE) : Optional.empty();
    }

    /** What a user name, which may be an e-mail address, is made of. */
    private static Stream<String> words(String userName) {
        return Stream.concat(
                        Stream.of(bare(UserNames.key(userName))),
                        Arrays.stream(UserNames.key(userName).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() >= 4)
                .sorted(Comparator.comparingInt(String::length).reversed());
    }

    /** Whether less than four letters are left of a password when these words are taken out of it. */
    private static boolean little(String password, Stream<String> words) {
        var folded = bare(UserNames.key(password));
        var left = words.reduce(folded, (text, word) -> text.replace(word, ""), (one, other) -> other);
        return left.length() < folded.length()
                && left.codePoints().filter(Character::isLetter).count() < 4;
    }

    public void check(String userName, String password) {
        broken(userName, password).ifPresent(rule -> {
            throw new PasswordRefused(rule);
        });
    }

    /** "P@ssw0rd2026!" and "passwordpassword" become "password"; "111111111111" and "1234567890123" nothing. */
    static String stem(String password) {
        var folded = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return once(letters(bare(folded.replaceAll("^[^\\p{L}@$]+|[^\\p{L}@$]+$", ""))));
    }

    private static String letters(String text) {
        return text.replace('@', 'a')
                .replace('$', 's')
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }

    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}@$]+", "");
    }

    /** The part that a text repeats, or the text. */
    private static String once(String text) {
        for (var length = 1; length <= text.length() / 2; length++) {
            if (text.length() % length == 0
                    && text.substring(0, length).repeat(text.length() / length).equals(text)) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    /**
     * Estimates how many guesses a password needs of somebody who tries the 100,000 most leaked ones, words, names, dates and
     * keyboard rows first, alone and put together. The lists are the library's; they are read when the first password is checked.
     */
    static final class PasswordStrength {
        /** Less is refused: what throttling lets through in a year, many times over. */
        private static final double ENOUGH = 1e8;

        private static final int LONGEST_LOOKED_AT = 64;

        private PasswordStrength() {}

        static boolean tooFew(String password) {
            return new Nbvcxz(Lists.CONFIGURATION)
                            .estimate(password)
                            .getGuesses()
                            .doubleValue()
                    < ENOUGH;
        }

        private static final class Lists {
            private static final Configuration CONFIGURATION = new ConfigurationBuilder()
                    .setMaxLength(LONGEST_LOOKED_AT)
                    .setCombinationAlgorithmTimeout(200L)
                    .createConfiguration();
        }
    }
}
