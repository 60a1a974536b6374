package dev.bursar.list;

/**
 * By what rows are sorted.
 *
 * @param by the key of a sort, never text from an address
 */
public record Sort<E extends Enum<E>>(E by, boolean descending) {
    /** {@code -cost}, as in addresses. */
    String word() {
        return (descending ? "-" : "") + AddressReader.word(by);
    }

    static boolean descends(String word) {
        return word.startsWith("-");
    }

    static String key(String word) {
        return descends(word) ? word.substring(1) : word;
    }
}
