package dev.bursar.org;

import dev.bursar.org.ChangeRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Checks the texts and days that people enter. */
final class InputChecks {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_COST_CENTRE = 50;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private InputChecks() {}

    static String name(String text) {
        if (text.length() > LONGEST_NAME) {
            throw new ChangeRefused(Reason.NAME_TOO_LONG);
        }
        if (!isVisible(text)) {
            throw new ChangeRefused(Reason.NAME_NOT_VISIBLE);
        }
        if (text.codePoints().allMatch(one -> Character.isWhitespace(one) || isJoiner(one))) {
            throw new ChangeRefused(Reason.NAME_EMPTY);
        }
        String name = text.strip();
        if (isReserved(name)) {
            throw new ChangeRefused(Reason.NAME_RESERVED);
        }
        return name;
    }

    /** Whether it is the name of what no team owns: two rows of that name could not be told apart. */
    static boolean isReserved(String name) {
        return key(name).equals("unallocated");
    }

    /** Null when there is none. */
    static @Nullable String costCentre(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_COST_CENTRE) {
            throw new ChangeRefused(Reason.COST_CENTRE_TOO_LONG);
        }
        if (!isVisible(text)) {
            throw new ChangeRefused(Reason.COST_CENTRE_NOT_VISIBLE);
        }
        return text.strip();
    }

    static LocalDate day(LocalDate day) {
        if (day.isBefore(FIRST) || day.isAfter(LAST)) {
            throw new ChangeRefused(Reason.DAY_OUT_OF_RANGE);
        }
        return day;
    }

    /** By which names are told to be the same. */
    static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean isVisible(String text) {
        return text.codePoints().noneMatch(InputChecks::isHidden);
    }

    private static boolean isHidden(int character) {
        if (isJoiner(character)) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** What makes one picture of several emoji, or colours it. */
    private static boolean isJoiner(int character) {
        return character == 0x200D || character == 0xFE0F;
    }
}
