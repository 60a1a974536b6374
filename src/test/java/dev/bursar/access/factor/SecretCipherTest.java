package dev.bursar.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCipherTest {
    private static final byte[] TEXT = {1, 2, 3, 4, 5};

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("kept/secret.key");
    }

    @Test
    void whatIsSealedOpensForItsPurposeOnly() {
        var vault = new SecretCipher(file());
        var sealed = vault.seal(TEXT, "totp:7");
        assertThat(vault.open(sealed, "totp:7")).isEqualTo(TEXT);
        assertThat(new SecretCipher(file()).open(sealed, "totp:7")).isEqualTo(TEXT);
        assertThat(vault.seal(TEXT, "totp:7")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> vault.open(sealed, "totp:8")).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "totp:7")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(TEXT, "totp:7")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheOwnerCanReadTheKey() throws Exception {
        new SecretCipher(file()).seal(TEXT, "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void anotherKeyOrNoneIsSaidAndNotMadeUp() throws Exception {
        var sealed = new SecretCipher(file()).seal(TEXT, "x");
        Files.delete(file());
        assertThatThrownBy(() -> new SecretCipher(file()).open(sealed, "x")).hasMessageContaining("missing");
        assertThat(file()).doesNotExist();
        new SecretCipher(file()).seal(TEXT, "y");
        assertThatThrownBy(() -> new SecretCipher(file()).open(sealed, "x"))
                .hasMessageContaining("put the old file back");
        Files.writeString(file(), "short");
        assertThatThrownBy(() -> new SecretCipher(file()).open(sealed, "x")).isInstanceOf(IllegalStateException.class);
    }
}
