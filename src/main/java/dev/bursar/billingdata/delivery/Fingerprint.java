package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.kernel.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The digest of a delivery's data files, whatever their order and names. */
final class Fingerprint {
    private static final int BLOCK = 1 << 16;

    private Fingerprint() {}

    static byte[] of(List<ChargeFile> files) throws IOException {
        var digests = new ArrayList<byte[]>();
        for (ChargeFile file : files) {
            MessageDigest digest = Sha256.digest();
            try (var bytes = Files.newByteChannel(file.path())) {
                ByteBuffer block = ByteBuffer.allocate(BLOCK);
                while (bytes.read(block) >= 0) {
                    digest.update(block.flip());
                    block.clear();
                }
            }
            digests.add(digest.digest());
        }
        digests.sort(Arrays::compare);
        MessageDigest all = Sha256.digest();
        digests.forEach(all::update);
        return all.digest();
    }
}
