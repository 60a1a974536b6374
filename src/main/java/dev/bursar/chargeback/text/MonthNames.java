package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.journal.SubjectNames;
import dev.bursar.ui.Formats;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the journal which billing month is meant. */
@Component
class MonthNames implements SubjectNames {
    /** Cuts of several months that were made together. */
    private static final String CUTS = "cuts";

    /** Whether adjustments need a second person. */
    private static final String ADJUSTMENTS = "adjustments";

    /** Up to which differences are accepted. */
    private static final String DIFFERENCES = "differences";

    @Override
    public String kind() {
        return MonthSubjects.KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream()
                .filter(id -> isMonth(id) || id.equals(CUTS) || id.equals(ADJUSTMENTS) || id.equals(DIFFERENCES))
                .collect(Collectors.toMap(id -> id, MonthNames::name));
    }

    private static String name(String id) {
        return switch (id) {
            case CUTS -> "Chargeback of several months";
            case ADJUSTMENTS -> "Chargeback adjustments";
            case DIFFERENCES -> "Accepted differences";
            default -> "Chargeback of " + Formats.month(YearMonth.parse(id));
        };
    }

    @Override
    public Optional<String> address(String id) {
        if (id.equals(CUTS)) {
            return Optional.of(ChargebackLinks.CHARGEBACK);
        }
        if (id.equals(ADJUSTMENTS)) {
            return Optional.of(ChargebackLinks.ADJUSTMENTS);
        }
        return isMonth(id) ? Optional.of(ChargebackLinks.month(YearMonth.parse(id))) : Optional.empty();
    }

    private static boolean isMonth(String id) {
        return id.matches("\\d{4}-(0[1-9]|1[0-2])");
    }
}
