package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.journal.SubjectNames;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Says in the journal which billing month is meant. */
@Component
final class MonthNames {
    @Bean
    static SubjectNames billingMonthNames() {
        return SubjectNames.each(MonthSubjects.KIND, MonthNames::name, MonthNames::address);
    }

    private static Optional<String> name(String id) {
        return switch (id) {
            case "cuts" -> Optional.of("Chargeback of several months");
            case "adjustments" -> Optional.of("Chargeback adjustments");
            case "differences" -> Optional.of("Accepted differences");
            default -> month(id).map(month -> "Chargeback of " + Formats.month(month));
        };
    }

    private static Optional<String> address(String id) {
        return switch (id) {
            case "cuts" -> Optional.of(ChargebackLinks.CHARGEBACK);
            case "adjustments" -> Optional.of(ChargebackLinks.ADJUSTMENTS);
            default -> month(id).map(ChargebackLinks::month);
        };
    }

    private static Optional<YearMonth> month(String id) {
        return id.matches("\\d{4}-(0[1-9]|1[0-2])") ? Optional.of(YearMonth.parse(id)) : Optional.empty();
    }
}
