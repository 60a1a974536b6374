package dev.bursar.changes.text;

import dev.bursar.changes.write.WriteKind;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The words of each kind. */
@Component
public class KindWords {
    private final Map<WriteKind, ItemWords> words;

    KindWords(ObjectProvider<ItemWords> words) {
        this.words = words.stream().collect(Collectors.toUnmodifiableMap(ItemWords::kind, Function.identity()));
    }

    public ItemWords of(WriteKind kind) {
        return Objects.requireNonNull(words.get(kind));
    }
}
