package dev.bursar.notify;

import module java.base;

/** An e-mail address of ASCII characters, without a name beside it: nothing in it can end a header or name a second one. */
public record MailAddress(String value) {
    public static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    public MailAddress {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("An e-mail address has at most " + LONGEST + " characters");
        }
        if (!FORM.matcher(value).matches() || value.indexOf('@') > LONGEST_LOCAL) {
            throw new IllegalArgumentException("This is no e-mail address");
        }
    }

    /** What a person typed, without blanks around it; empty when it is no address. */
    public static Optional<MailAddress> read(String typed) {
        try {
            return Optional.of(new MailAddress(typed.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Folded: addresses that differ in case only are one. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
