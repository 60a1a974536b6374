package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.local.PostgresPrograms.Platform;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build carries the binaries of the machine that it runs on, under the name that is looked for. */
class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,/postgres-linux-x86_64.txz",
        "Linux,aarch64,/postgres-linux-arm_64.txz",
        "Mac OS X,x86_64,/postgres-darwin-x86_64.txz",
        "Mac OS X,aarch64,/postgres-darwin-arm_64.txz"
    })
    void binariesGoBySystemAndProcessor(String system, String processor, String archive) {
        assertThat(Platform.of(system, processor).map(Platform::archive)).contains(archive);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11,amd64", "Linux,ppc64le", "FreeBSD,aarch64"})
    void elsewhereThereAreNone(String system, String processor) {
        assertThat(Platform.of(system, processor)).isEmpty();
    }

    @Test
    void thisBuildHasThoseOfThisMachine() {
        assertThat(Platform.here().map(Platform::archive).map(Platform.class::getResource))
                .isPresent();
        assertThat(Optional.ofNullable(Platform.class.getResource("/postgres-windows-x86_64.txz")))
                .isEmpty();
    }
}
