package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.month.CalendarService;
import dev.bursar.chargeback.month.CalendarService.Act;
import dev.bursar.chargeback.month.CalendarService.ToDo;
import dev.bursar.chargeback.text.WaitsText;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The next step of the earliest open month, where finance can take it now. */
@Component
@Order(14)
class NextStepWaiting implements Waiting {
    private final CalendarService service;

    NextStepWaiting(CalendarService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "next-step";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.FINANCE);
    }

    @Override
    public String page() {
        return ChargebackLinks.CHARGEBACK;
    }

    @Override
    public Optional<Waits> look() {
        return service.toDo()
                .map(found ->
                        found.stream().findFirst().map(NextStepWaiting::waits).orElse(Waits.NOTHING));
    }

    private static Waits waits(ToDo found) {
        return new Waits(
                1,
                found.amounts(),
                found.by().orElse(null),
                WaitsText.act(found),
                found.act() == Act.CHOOSE_FIRST_MONTH ? ChargebackLinks.LEDGER : ChargebackLinks.month(found.month()));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "month-end step", "month-end steps");
    }

    @Override
    public String lookedAt() {
        return "month-end steps";
    }
}
