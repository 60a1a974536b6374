package dev.bursar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

public class PictureTest {
    /** A grey picture. */
    public static byte[] png(int width, int height) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        part(out, "IHDR", header);
        part(out, "IDAT", deflated(new byte[height * (width + 1)]));
        part(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] rows) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String name, byte[] data) {
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.ISO_8859_1));
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** With another part before its end. */
    private static byte[] with(String name, byte[] data) {
        byte[] plain = png(3, 2);
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, plain.length - 12);
        part(out, name, data);
        out.write(plain, plain.length - 12, 12);
        return out.toByteArray();
    }

    private static byte[] and(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] flipped(byte[] png, int at) {
        byte[] other = png.clone();
        other[at] ^= 1;
        return other;
    }

    @Test
    void aPictureIsWholeOfBoundedSizeAndNothingElse() {
        byte[] plain = png(3, 2);
        var cases = new LinkedHashMap<String, byte[]>();
        cases.put("nothing", new byte[0]);
        cases.put("text", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8));
        cases.put("a GIF", "GIF89a".getBytes(StandardCharsets.UTF_8));
        cases.put("the signature alone", Arrays.copyOf(plain, 8));
        cases.put("cut", Arrays.copyOf(plain, plain.length - 1));
        cases.put("without its end", Arrays.copyOf(plain, plain.length - 12));
        cases.put("something behind it", and(plain, "<script>".getBytes(StandardCharsets.UTF_8)));
        cases.put("two pictures", and(plain, Arrays.copyOfRange(plain, 8, plain.length)));
        cases.put("a bit of its data is another", flipped(plain, plain.length - 18));
        cases.put("no width", png(0, 2));
        cases.put("too wide", png(4_001, 1));
        cases.put("too high", png(1, 4_001));
        cases.put("a part that has to be understood", with("ABCD", new byte[3]));
        cases.put("a second header", with("IHDR", new byte[13]));
        cases.put("more than a megabyte", with("IDAT", new byte[1 << 20]));
        cases.forEach((what, bytes) -> assertThat(Picture.of(bytes)).as(what).isEmpty());
        for (byte[] right : List.of(plain, png(4_000, 1), png(1, 4_000), with("sRGB", new byte[1]))) {
            assertThat(Picture.of(right).orElseThrow().png()).isEqualTo(right);
        }
    }

    @Test
    void whatDoesNotDrawIsLeftOut() {
        for (String name : List.of("tEXt", "eXIf", "iCCP", "tIME", "acTL")) {
            assertThat(Picture.of(with(name, "made by somebody".getBytes(StandardCharsets.UTF_8)))
                            .orElseThrow()
                            .png())
                    .as(name)
                    .isEqualTo(png(3, 2));
        }
    }

    @Test
    void whatABrowserTellsIsBase64AndNotTooLong() {
        assertThat(Picture.ofBase64(Base64.getEncoder().encodeToString(png(3, 2))))
                .contains(new Picture(png(3, 2)));
        assertThat(Picture.ofBase64("")).isEmpty();
        assertThat(Picture.ofBase64("data:image/png;base64,AAAA")).isEmpty();
        assertThat(Picture.ofBase64("A".repeat(2_000_000))).isEmpty();
    }
}
