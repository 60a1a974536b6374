package dev.bursar.database;

import dev.bursar.kernel.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals a backup's manifest, which has the hash of each table's rows, with the installation's key: HMAC-SHA256 by a key that is made of it
 * for this alone. Who changes a row and computes all hashes anew still lacks the key.
 *
 * <p>The entry is {@code KEY SEAL} in hexadecimal digits; the first ones tell keys apart.
 */
@Component
public class BackupSeal {
    /** Says that a backup shall be restored though its seal can't be checked. */
    public static final String WITHOUT = "--without-seal";

    static final String NAME = "manifest.seal";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_ID = 8;

    private final KeyFile key;

    public BackupSeal(@Value("${bursar.access.key-file}") Path key) {
        this.key = new KeyFile(key);
    }

    /** What a backup's seal says here. */
    enum Check {
        /** This installation made it, and it is as it was made. */
        MATCHES,
        /** It names this installation's key, and isn't as it was made. */
        CHANGED,
        /** It has a seal by another key than the one here. */
        OTHER_KEY,
        /** There is no key here. */
        NO_KEY,
        /** It has none: a Bursar made it that knew no seals, or somebody took it away. */
        UNSEALED
    }

    /**
     * What is known of a backup's seal, in a sentence.
     *
     * @param without whether one whose seal can't be checked is accepted; one that was changed never is
     * @throws Refused when it isn't accepted, and when the file is no backup, is cut short or damaged
     */
    public String accepted(Path file, boolean without) {
        String unknown = switch (check(file)) {
            case MATCHES -> "";
            case CHANGED ->
                throw new Refused("The backup was changed after it was made: its seal does not match. Nothing was"
                        + " restored. Use another copy.");
            case OTHER_KEY -> "it was sealed with another installation's key";
            case NO_KEY -> "this installation has no key file";
            case UNSEALED -> "it has none";
        };
        if (unknown.isEmpty()) {
            return "The backup's seal matches.";
        }
        if (!without) {
            throw new Refused("The backup's seal could not be checked: " + unknown
                    + ". Nothing was restored. Put the key file of the installation that made the backup in place"
                    + " (BURSAR_KEY_FILE), or, if you trust where the file was kept, add " + WITHOUT + ".");
        }
        return "The backup's seal could not be checked (" + unknown
                + "): whether its rows were changed since it was made is not known.";
    }

    /** @throws Refused when the file is no backup, is cut short or damaged */
    Check check(Path file) {
        try (Archive archive = Archive.checked(file)) {
            return check(archive.manifestText(), archive.seal());
        } catch (IOException e) {
            throw new Refused(file + " can't be read. Nothing was restored.", e);
        }
    }

    private Check check(byte[] manifest, @Nullable String seal) {
        if (seal == null) {
            return Check.UNSEALED;
        }
        Optional<byte[]> own = key.read();
        if (own.isEmpty()) {
            return Check.NO_KEY;
        }
        byte[] sealing = sealing(own.get());
        String[] parts = seal.strip().split(" ");
        if (!parts[0].equals(id(sealing))) {
            return Check.OTHER_KEY;
        }
        return MessageDigest.isEqual(
                        seal(manifest, sealing).getBytes(StandardCharsets.UTF_8),
                        seal.strip().getBytes(StandardCharsets.UTF_8))
                ? Check.MATCHES
                : Check.CHANGED;
    }

    /** Makes the key where there is none. */
    String of(byte[] manifest) {
        return seal(manifest, sealing(key.readOrMake()));
    }

    private static String seal(byte[] manifest, byte[] sealing) {
        return id(sealing) + " " + HexFormat.of().formatHex(mac(sealing, manifest));
    }

    private static byte[] sealing(byte[] key) {
        return mac(key, "bursar backup 1".getBytes(StandardCharsets.UTF_8));
    }

    private static String id(byte[] sealing) {
        return HexFormat.of().formatHex(Arrays.copyOf(mac(sealing, "key".getBytes(StandardCharsets.UTF_8)), KEY_ID));
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
