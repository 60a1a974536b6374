package dev.bursar.efficiency.formula;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a type's name says of its processors: AWS puts a letter behind the generation, and older families have none. */
final class Processors {
    static final String X86 = "x86_64";
    static final String ARM = "arm64";

    /** {@code m}, {@code 7}, {@code gd} of {@code ml.m7gd.large}; what follows a dash says something else. */
    private static final Pattern NAME = Pattern.compile("^(?:ml\\.)?([a-z]+)(\\d{1,2})([a-z]*)(?:-([a-z0-9-]+))?\\.");

    /** Families without the letter, all of them of Intel or AMD. */
    private static final Set<String> WITHOUT_LETTER = Set.of(
            "t2", "t3", "m3", "m4", "m5", "m5d", "m5n", "m5dn", "m5zn", "c3", "c4", "c5", "c5d", "c5n", "r3", "r4",
            "r5", "r5d", "r5n", "r5dn", "r5b", "x1", "x1e", "z1d", "i2", "i3", "i3en", "d2", "d3", "d3en", "h1", "p2",
            "p3", "p3dn", "p4d", "p4de", "p5", "p5e", "p5en", "p6", "g3", "g3s", "g4dn", "g5", "g6", "g6e", "gr6",
            "inf1", "inf2", "trn1", "trn1n", "trn2", "f1", "dl1", "vt1");

    private Processors() {}

    /** {@code x86_64} or {@code arm64}; null where the name doesn't tell. */
    static @Nullable String architecture(String type) {
        Matcher name = NAME.matcher(type);
        if (!name.find()) {
            return null;
        }
        String letters = name.group(3);
        boolean grace = name.group(4) != null && name.group(4).startsWith("gb");
        if (letters.contains("g") || grace || name.group(1).equals("a")) {
            return ARM;
        }
        return letters.startsWith("i")
                        || letters.startsWith("a")
                        || WITHOUT_LETTER.contains(name.group(1) + name.group(2) + letters)
                ? X86
                : null;
    }

    /** {@code m7gd} of {@code ml.m7gd.large}: types of it have the same processors. */
    static String family(String type) {
        String bare = type.startsWith("ml.") ? type.substring(3) : type;
        return bare.indexOf('.') < 0 ? bare : bare.substring(0, bare.indexOf('.'));
    }
}
