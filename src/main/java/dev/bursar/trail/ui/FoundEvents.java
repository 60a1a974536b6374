package dev.bursar.trail.ui;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventService;
import dev.bursar.ui.Finding;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** CloudTrail's events by id or by their whole name. */
@Component
@Order(7)
class FoundEvents implements Finding {
    private final EventService service;

    FoundEvents(EventService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "CloudTrail events";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.LEAD, Role.ADMIN, Role.AUDITOR);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        return service.named(text, most).stream()
                .map(event -> new Hit(
                        event.name(),
                        facts(event),
                        TrailLinks.event(event.id()),
                        List.of(event.id().toString())))
                .toList();
    }

    private static String facts(EventRow event) {
        return Stream.of(EventText.fullTime(event.time()), event.person(), event.accountName())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00B7 "));
    }
}
