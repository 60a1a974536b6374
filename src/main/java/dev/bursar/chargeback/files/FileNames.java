package dev.bursar.chargeback.files;

import dev.bursar.chargeback.statement.Statement;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of files of statements: ASCII letters, digits and dashes, whatever a team is called. */
final class FileNames {
    private static final int LONGEST = 60;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private final Set<String> taken = new HashSet<>();

    /**
     * {@code statement-2026-10-fraud}, {@code statement-2026-10-007-v1-fraud} where it was issued; a name in another alphabet gives the
     * team's number.
     */
    static String ofStatement(Statement statement) {
        String name = StatementWords.name(statement);
        String plain = MARKS.matcher(
                        Normalizer.normalize(name.substring(0, Math.min(name.length(), 500)), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String safe = OTHERS.matcher(plain).replaceAll("-");
        String cut = safe.substring(0, Math.min(safe.length(), LONGEST)).replaceAll("^-|-$", "");
        String number = statement
                .issued()
                .map(issued -> issued.number() + "-v" + issued.version())
                .orElse(statement.month().toString());
        return "statement-" + number + "-" + (cut.isEmpty() ? "team-" + statement.team() : cut);
    }

    /** The same, with the team's number where another team's file has the name already. */
    String unique(Statement statement) {
        String name = ofStatement(statement);
        while (!taken.add(name)) {
            name += "-" + statement.team();
        }
        return name;
    }
}
