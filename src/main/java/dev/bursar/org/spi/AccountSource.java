package dev.bursar.org.spi;

import dev.bursar.sync.RequestMeter;
import java.util.List;

/** Where the organisation's accounts are listed; free requests. Errors: {@link dev.bursar.sync.SourceProblem}. */
public interface AccountSource {
    /** All accounts, or only the asking one where there is no organisation. */
    List<Found> accounts(RequestMeter meter);

    /** An account as the source gives it; {@code id} is text and may begin with 0. */
    record Found(String id, String name, String payer, String state) {}
}
