package dev.bursar.causes.ui;

import dev.bursar.causes.Cause;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.spend.spi.CostMarks;
import module java.base;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The events within the explorer's days to which at least a hundredth of their costs goes back. */
@Component
@Primary
class EventMarks implements CostMarks {
    private static final int MOST = 5;
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    private final ChangeService service;

    EventMarks(ChangeService service) {
        this.service = service;
    }

    @Override
    public List<Mark> of(DayRange days, DayRange before, CostMetric cost, List<CostFilter> filters) {
        Change change = service.change(new ChangeQuestion(days, before, cost, filters));
        String address = ChangeLinks.between(days, before, cost, filters);
        return marked(change).stream()
                .map(main -> new Mark(
                        day(main),
                        CauseText.what(main.cause()),
                        main.amount(),
                        main.part().key().currency(),
                        CauseLinks.part(address, main.part()),
                        main.cause().time(),
                        main.of() == ChangeClass.EXPLAINED))
                .toList();
    }

    /** The events of a change that get a mark, the dearest first. */
    static List<Main> marked(Change change) {
        return change.currencies().stream()
                .flatMap(of -> marked(change, of))
                .sorted(Comparator.comparing((Main main) -> main.amount().abs()).reversed())
                .limit(MOST)
                .toList();
    }

    private static Stream<Main> marked(Change change, OfCurrency of) {
        BigDecimal least = of.now().abs().max(of.before().abs()).multiply(LEAST);
        return of.causes(change.causes()).stream()
                .filter(main -> main.amount().abs().compareTo(least) >= 0
                        && !day(main).isBefore(change.question().now().from()));
    }

    static LocalDate day(Main main) {
        Cause cause = main.cause();
        return LocalDate.ofInstant(cause.time(), ZoneOffset.UTC);
    }
}
