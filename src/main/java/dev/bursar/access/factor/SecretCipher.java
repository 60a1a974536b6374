package dev.bursar.access.factor;

import dev.bursar.kernel.KeyFile;
import module java.base;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Encrypts what has to be read again (AES-256-GCM), with a key that lies beside the database and never in it: a copy of the
 * database alone gives nothing away. The key is made at first use, readable by its owner only.
 *
 * <p>A sealed text is a byte 1, four bytes that tell keys apart, the nonce (12) and the cipher text with its tag (16).
 */
@Component
class SecretCipher {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HEAD = 5;
    private static final int NONCE = 12;

    private final KeyFile file;

    SecretCipher(@Value("${bursar.access.key-file}") Path file) {
        this.file = new KeyFile(file);
    }

    /** @param purpose what it is good for, {@code totp:7}: nothing sealed for one purpose opens for another */
    byte[] seal(byte[] text, String purpose) {
        var key = key(true);
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, purpose, text);
        return ByteBuffer.allocate(HEAD + NONCE + sealed.length)
                .put((byte) 1)
                .put(fingerprint(key))
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when the key is gone or another one, or the text was tampered with */
    byte[] open(byte[] sealed, String purpose) {
        var key = key(false);
        if (sealed.length <= HEAD + NONCE || sealed[0] != 1) {
            throw new IllegalStateException("What was encrypted for " + purpose + " is damaged");
        }
        if (!Arrays.equals(fingerprint(key), Arrays.copyOfRange(sealed, 1, HEAD))) {
            throw new IllegalStateException("The key in " + file.path() + " is not the one that " + purpose
                    + " was encrypted with: put the old file back");
        }
        var nonce = Arrays.copyOfRange(sealed, HEAD, HEAD + NONCE);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, purpose, Arrays.copyOfRange(sealed, HEAD + NONCE, sealed.length));
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, String purpose, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was encrypted for " + purpose + " can't be read", e);
        }
    }

    private static byte[] fingerprint(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), HEAD - 1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key(boolean make) {
        return make
                ? file.readOrMake()
                : file.read()
                        .orElseThrow(() -> new IllegalStateException("The key file " + file.path()
                                + " is missing, and second factors were encrypted with it: put it back"));
    }
}
