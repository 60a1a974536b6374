package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.NamedWorkload;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Finding;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Machine learning workloads, by name and ARN. */
@Component
@Order(3)
class FoundWorkloads implements Finding {
    private final EfficiencyService service;

    FoundWorkloads(EfficiencyService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "Workloads";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        return service.named(text, most).stream()
                .map(one -> new Hit(one.name(), facts(one), EfficiencyLinks.workload(one.id()), List.of(one.arn())))
                .toList();
    }

    private static String facts(NamedWorkload one) {
        return Stream.of(one.kind().label(), one.team(), one.accountName(), one.region())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00B7 "));
    }
}
