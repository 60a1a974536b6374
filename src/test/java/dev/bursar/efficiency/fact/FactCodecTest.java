package dev.bursar.efficiency.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.text.ChangeNoteText;
import dev.bursar.efficiency.text.FindingText;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fact is read as it was written, and has words. */
class FactCodecTest {
    private static final FactCodec<FindingReason> REASONS = FactCodec.of(FindingReason.class);
    private static final FactCodec<ChangeNote> NOTES = FactCodec.of(ChangeNote.class);

    static Stream<Class<?>> reasons() {
        return Arrays.stream(FindingReason.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> notes() {
        return Arrays.stream(ChangeNote.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void aReason(Class<?> kind) throws ReflectiveOperationException {
        var reason = (FindingReason) sample(kind);
        assertThat(REASONS.of(REASONS.code(reason), REASONS.figures(reason))).isEqualTo(reason);
        assertThat(FindingText.of(reason)).isNotBlank().doesNotContain("null");
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNote(Class<?> kind) throws ReflectiveOperationException {
        var note = (ChangeNote) sample(kind);
        assertThat(NOTES.ofAll(NOTES.all(List.of(note, note)))).containsExactly(note, note);
        assertThat(ChangeNoteText.of(List.of(note)).getFirst()).isNotBlank().doesNotContain("null");
    }

    @Test
    void codesAreStored() {
        assertThat(REASONS.code(new FindingReason.UnopenedOfUnknownAge())).isEqualTo("unopened-of-unknown-age");
        assertThat(NOTES.all(List.of(new ChangeNote.IdleHours(14, 336))))
                .isEqualTo("[{\"is\":\"idle-hours\",\"figures\":{\"days\":14,\"hours\":336}}]");
    }

    @Test
    void whatIsNotKnownStaysSo() {
        for (ChangeNote note : List.of(
                new ChangeNote.Covered(null),
                new ChangeNote.Cost(true, CostFact.UNKNOWN),
                new ChangeNote.NotOpened(new Unopened(Instant.EPOCH, null)))) {
            assertThat(NOTES.ofAll(NOTES.all(List.of(note)))).containsExactly(note);
        }
        var lost = new FindingReason.JobsLost(1, 2, true, null);
        assertThat(REASONS.of(REASONS.code(lost), REASONS.figures(lost))).isEqualTo(lost);
    }

    @Test
    void anUnknownCodeIsRefused() {
        assertThatThrownBy(() -> REASONS.of("none-such", "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object sample(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType());
        }
        var constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        return constructor.newInstance(values);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            return List.of(value(list.getActualTypeArguments()[0]));
        }
        var kind = (Class<?>) type;
        if (kind.isRecord()) {
            return sample(kind);
        }
        if (kind.isEnum()) {
            return kind.getEnumConstants()[0];
        }
        return switch (kind.getSimpleName()) {
            case "String" -> "EUR";
            case "int", "Integer" -> 3;
            case "long" -> 4L;
            case "double", "Double" -> 0.1;
            case "boolean" -> false;
            case "BigDecimal" -> new BigDecimal("1.2345678901234567890");
            case "Instant" -> Instant.parse("2026-11-24T06:10:00.123456Z");
            case "LocalDate" -> LocalDate.parse("2026-12-31");
            default -> throw new IllegalArgumentException(kind + " has no sample");
        };
    }
}
