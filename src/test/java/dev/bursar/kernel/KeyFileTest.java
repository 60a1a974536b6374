package dev.bursar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final int PROCESSES = 8;

    @TempDir
    Path folder;

    @Test
    void allWhoMakeItAtOnceHaveTheSameKeyForGood() throws Exception {
        try (var threads = Executors.newFixedThreadPool(PROCESSES)) {
            for (int round = 0; round < 300; round++) {
                Path file = folder.resolve("keys-" + round).resolve("secret.key");
                var together = new CyclicBarrier(PROCESSES);
                // each has its own, as a portal and a backup that run at the same time
                List<Future<byte[]>> made = IntStream.range(0, PROCESSES)
                        .mapToObj(any -> threads.submit(() -> {
                            var key = new KeyFile(file);
                            together.await(20, TimeUnit.SECONDS);
                            return key.readOrMake();
                        }))
                        .toList();
                for (Future<byte[]> key : made) {
                    assertThat(HexFormat.of().formatHex(key.get(20, TimeUnit.SECONDS)))
                            .isEqualTo(HexFormat.of()
                                    .formatHex(new KeyFile(file).read().orElseThrow()));
                }
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                try (var files = Files.list(file.getParent())) {
                    assertThat(files).containsExactly(file);
                }
            }
        }
    }
}
