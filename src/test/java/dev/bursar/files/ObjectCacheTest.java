package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.text.ProblemText;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder as a store of objects, and bounded copies of them. */
class ObjectCacheTest {
    /** A folder's files are nobody's requests. */
    private static final RequestMeter NONE = new RequestMeter() {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            throw new AssertionError("Nothing is asked");
        }
    };

    @TempDir
    Path folder;

    private Path source;
    private Path copies;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        copies = folder.resolve("copies");
        store = ObjectStore.folder(source);
    }

    private StoredObject write(String key, String text) throws IOException {
        Path file = source.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return listed(key);
    }

    private StoredObject listed(String key) {
        return store.below("", 1_000, NONE).stream()
                .filter(object -> object.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> copied() throws IOException {
        try (var files = Files.list(copies)) {
            return files.toList();
        }
    }

    @Test
    void theEndOfAFileStandsWhereItDoesInTheWholeOne() throws IOException {
        StoredObject object = write("a", "0123456789");
        Path end = folder.resolve("end");
        assertThat(store.end(object, 3, end, NONE)).isTrue();
        assertThat(Files.readString(end)).isEqualTo("\0\0\0\0\0\0\000789");
        assertThat(store.end(object, 100, end, NONE)).isTrue();
        assertThat(Files.readString(end)).isEqualTo("0123456789");
        Files.setLastModifiedTime(source.resolve("a"), FileTime.from(Instant.EPOCH));
        assertThat(store.end(object, 3, end, NONE)).isFalse();
        Files.delete(source.resolve("a"));
        assertThat(store.end(object, 3, end, NONE)).isFalse();
    }

    @Test
    void aFolderIsListedByKeyWithoutWhatLinksLeadTo() throws IOException {
        write("b/2", "two");
        write("a", "one");
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(source.resolve("link"), outside);
        Files.createSymbolicLink(source.resolve("b/up"), folder);

        assertThat(store.below("", 10, NONE)).extracting(StoredObject::key).containsExactly("a", "b/2");
        var top = store.folder("", 10, NONE);
        assertThat(top.objects()).extracting(StoredObject::key).containsExactly("a");
        assertThat(top.folders()).containsExactly("b/");
        assertThat(store.folder("b/", 10, NONE).objects())
                .extracting(StoredObject::key)
                .containsExactly("b/2");
        assertThat(store.folder("none/", 10, NONE).objects()).isEmpty();
        assertThat(store.folder("b/up/", 10, NONE).objects()).isEmpty();
        assertThatThrownBy(() -> store.below("", 1, NONE))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        e -> assertThat(ProblemText.what(e.problem())).contains("more than 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "/outside", "link", "up/outside", "./a", "a//b", "a\0"})
    void noKeyLeavesTheFolder(String key) throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(source.resolve("link"), outside);
        Files.createSymbolicLink(source.resolve("up"), folder);
        StoredObject secret =
                ObjectStore.folder(folder).folder("", 10, NONE).objects().getFirst();
        assertThat(secret.key()).isEqualTo("outside");
        assertThat(store.copy(
                        new StoredObject(key, secret.tag(), secret.size(), secret.modified()),
                        folder.resolve("copy"),
                        NONE,
                        bytes -> {}))
                .isFalse();
        assertThat(folder.resolve("copy")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> ObjectStore.folder(folder.resolve("none")).below("", 1, NONE))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        e -> assertThat(ProblemText.what(e.problem()))
                                .contains("does not exist")
                                .contains("/none/"));
    }

    @Test
    void theOldestCopiesMakeRoom() throws IOException {
        var cache = new ObjectCache(copies, 10);
        StoredObject one = write("one", "1111");
        StoredObject two = write("two", "2222");
        StoredObject three = write("three", "333333");
        Path first = cache.copies(store, List.of(one), NONE, (number, bytes) -> {})
                .orElseThrow()
                .getFirst();
        Path second = cache.copies(store, List.of(two), NONE, (number, bytes) -> {})
                .orElseThrow()
                .getFirst();
        Files.setLastModifiedTime(first, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));
        Files.setLastModifiedTime(second, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));

        List<Path> both = cache.copies(store, List.of(three, one), NONE, (number, bytes) -> {})
                .orElseThrow();

        assertThat(both.getFirst()).hasContent("333333");
        assertThat(both.getLast()).isEqualTo(first).hasContent("1111");
        assertThat(second).doesNotExist();
        assertThat(cache.holds(List.of(one, two, three))).isFalse();
        assertThatThrownBy(() -> cache.copies(store, List.of(one, two, three), NONE, (number, bytes) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        cache.drop(store, List.of(three, one));
        assertThat(copied()).isEmpty();
    }

    @Test
    void whatIsThereIsNotFetchedAgainAndWhatChangedIsNotTakenForIt() throws IOException {
        var cache = new ObjectCache(copies, 100);
        StoredObject one = write("one", "1111");
        cache.copies(store, List.of(one), NONE, (number, bytes) -> {}).orElseThrow();
        Files.delete(source.resolve("one"));
        assertThat(cache.copies(store, List.of(one), NONE, (number, bytes) -> {}))
                .isPresent();

        StoredObject two = write("two", "2222");
        Files.writeString(source.resolve("two"), "22222");
        assertThat(cache.copies(store, List.of(two), NONE, (number, bytes) -> {}))
                .as("replaced since it was listed")
                .isEmpty();
        assertThat(copied()).hasSize(1);
    }

    @Test
    void whatEndsTheCopyingLeavesNoHalf() throws IOException {
        var cache = new ObjectCache(copies, 100);
        StoredObject one = write("one", "1111");
        var stop = new IllegalStateException("stop");
        assertThatThrownBy(() -> cache.copies(store, List.of(one), NONE, (number, bytes) -> {
                    throw stop;
                }))
                .isSameAs(stop);
        assertThat(copied()).isEmpty();
        Files.writeString(copies.resolve("0a.part"), "half");
        cache.tidy();
        assertThat(copied()).isEmpty();
    }
}
