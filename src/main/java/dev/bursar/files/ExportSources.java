package dev.bursar.files;

import dev.bursar.list.ListSource;
import module java.base;
import org.springframework.stereotype.Component;

/** What can be exported, by kind: what features provide, and each list of theirs. */
@Component
class ExportSources {
    private final Map<String, ExportSource> byKind = new HashMap<>();

    ExportSources(List<ExportSource> own, List<ListSource<?>> lists, Clock clock) {
        lists.forEach(list -> byKind.put(list.listing().key(), new ListingExport<>(list, clock)));
        own.forEach(source -> byKind.put(source.kind(), source));
    }

    Optional<ExportSource> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }
}
