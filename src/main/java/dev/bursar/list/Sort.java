package dev.bursar.list;

/**
 * By what rows are sorted.
 *
 * @param by the key of a column that rows can be sorted by, never text from an address
 */
public record Sort(String by, boolean descending) {
    /** {@code -cost}, as in addresses. */
    String word() {
        return (descending ? "-" : "") + by;
    }

    /** The constant of that name. */
    public <E extends Enum<E>> E by(Class<E> type) {
        return AddressReader.constant(type, by).orElseThrow();
    }

    static Sort of(String word) {
        return word.startsWith("-") ? new Sort(word.substring(1), true) : new Sort(word, false);
    }
}
