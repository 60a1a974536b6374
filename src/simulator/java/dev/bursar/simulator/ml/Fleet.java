package dev.bursar.simulator.ml;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.ResourceUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the organisation's resources use of SageMaker day by day, kept because metrics ask for it again and again. */
final class Fleet {

    static final String SERVICE = "Amazon SageMaker";

    private final Organisation organisation;
    private final Map<LocalDate, Map<String, List<ResourceUse>>> days = new ConcurrentHashMap<>();

    Fleet(Organisation organisation) {
        this.organisation = organisation;
    }

    List<ResourceUse> uses(String arn, LocalDate day) {
        return days.computeIfAbsent(day, this::read).getOrDefault(arn, List.of());
    }

    /** The instances of a resource that are of a type. */
    Running running(String arn, String type) {
        return day -> uses(arn, day).stream()
                .filter(use -> use.cell().instanceType().equals(type))
                .flatMap(use -> use.runs().stream())
                .toList();
    }

    private Map<String, List<ResourceUse>> read(LocalDate day) {
        return organisation.uses(SERVICE, day).stream().collect(Collectors.groupingBy(ResourceUse::id));
    }
}
