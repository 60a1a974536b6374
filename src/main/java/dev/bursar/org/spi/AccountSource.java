package dev.bursar.org.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/** Where the organisation's accounts are listed; free requests. Errors: {@link dev.bursar.sync.SourceProblem}. */
public interface AccountSource {
    /** All accounts, or only the asking one where there is no organisation. */
    List<Found> accounts(RequestMeter meter);

    /** An account as the source gives it; {@code id} is text and may begin with 0. */
    record Found(String id, String name, String payer, String state) {
        private static final Pattern ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");

        public Found {
            if (!isId(id)) {
                throw new IllegalArgumentException("No account's id: " + id);
            }
        }

        public static boolean isId(String text) {
            return ID.matcher(text).matches();
        }
    }
}
