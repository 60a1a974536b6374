package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bursar.sync.RequestMeter;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store removes what lies below a folder of results, and nothing else. */
class ResultRemovalTest {
    private static final RequestMeter FREE = new RequestMeter() {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            return request.get();
        }
    };

    @TempDir
    Path root;

    private void put(String key) throws IOException {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, key);
    }

    private static StoredObject object(String key) {
        return new StoredObject(key, "tag", 1, Instant.EPOCH);
    }

    @Test
    void foldersThatAreEmptyThenGoToo() throws IOException {
        put("results/one/a/1.parquet");
        put("results/one/a/2.parquet");
        put("results/two/3.parquet");
        ObjectStore store = ObjectStore.folder(root);
        for (StoredObject object : store.below("results/one/", 10, FREE)) {
            store.remove("results/one/", object, FREE);
        }
        assertThat(root.resolve("results/one")).doesNotExist();
        assertThat(root.resolve("results/two/3.parquet")).exists();
        store.remove("results/one/", object("results/one/a/1.parquet"), FREE);
    }

    @ParameterizedTest
    @CsvSource({
        "results/one/, results/two/3.parquet",
        "results/one, results/one/a/1.parquet",
        "/, results/two/3.parquet",
        "'', results/two/3.parquet",
    })
    void whatIsNotBelowTheFolderStays(String folder, String key) throws IOException {
        put(key);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStore.folder(root).remove(folder, object(key), FREE));
        assertThat(root.resolve(key)).exists();
    }

    @Test
    void noKeyLeadsOutOfTheFolder() throws IOException {
        put("results/one/a");
        put("kept");
        ObjectStore store = ObjectStore.folder(root);
        store.remove("results/", object("results/../kept"), FREE);
        Files.createSymbolicLink(root.resolve("results/link"), root.resolve("kept"));
        store.remove("results/", object("results/link"), FREE);
        assertThat(root.resolve("kept")).exists();
    }
}
