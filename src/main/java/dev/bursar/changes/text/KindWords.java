package dev.bursar.changes.text;

import dev.bursar.changes.write.WriteKind;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
