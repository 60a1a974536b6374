package dev.bursar.database;

import dev.bursar.kernel.KeyFile;
import module java.base;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
    /** The manifest's first format with a seal. */
    private static final int SEALED_SINCE = 2;

    private final KeyFile key;

    public BackupSeal(@Value("${bursar.access.key-file}") Path key) {
        this.key = new KeyFile(key);
    }

    /** What a backup's seal says here. */
    enum Check {
        /** This installation made it, and it is as it was made. */
        MATCHES,
        /** It names this installation's key and isn't as it was made, or was taken out of a file whose format has one. */
        CHANGED,
        /** It has a seal by another key than the one here. */
        OTHER_KEY,
        /** There is no key here. */
        NO_KEY,
        /** It has none, and says that a Bursar made it that knew no seals. */
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
                throw new Refused("The backup was changed after it was made: its seal does not match or was taken"
                        + " out. Nothing was restored. Use another copy.");
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
            return check(archive);
        } catch (IOException e) {
            throw new Refused(file + " can't be read. Nothing was restored.", e);
        }
    }

    private Check check(Archive archive) throws IOException {
        String seal = archive.seal();
        if (seal == null) {
            return archive.manifest().format() < SEALED_SINCE ? Check.UNSEALED : Check.CHANGED;
        }
        Optional<byte[]> own = usable(key::read);
        if (own.isEmpty()) {
            return Check.NO_KEY;
        }
        byte[] sealing = sealing(own.get());
        String[] parts = seal.strip().split(" ");
        if (!parts[0].equals(id(sealing))) {
            return Check.OTHER_KEY;
        }
        return MessageDigest.isEqual(
                        seal(archive.manifestText(), sealing).getBytes(StandardCharsets.UTF_8),
                        seal.strip().getBytes(StandardCharsets.UTF_8))
                ? Check.MATCHES
                : Check.CHANGED;
    }

    /**
     * Makes the key where there is none.
     *
     * @throws Refused where it can't be read or made
     */
    String of(byte[] manifest) {
        return seal(manifest, sealing(usable(key::readOrMake)));
    }

    private <T> T usable(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new Refused(
                    "The key file " + key.path() + " (BURSAR_KEY_FILE), with which backups are sealed, can't be read or"
                            + " made, or has no key in it. Check its folder and its rights, and try again.",
                    e);
        }
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
