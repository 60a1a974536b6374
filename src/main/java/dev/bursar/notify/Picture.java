package dev.bursar.notify;

import module java.base;

/**
 * A PNG that somebody's browser drew. It was looked through and is what it says: whole, of bounded size, and with nothing in it or behind
 * it that doesn't draw. What it shows is known to whoever drew it alone.
 *
 * @param png parts that don't draw, such as texts, times and a device's profile, are left out
 */
public record Picture(byte[] png) {
    /** In bytes. */
    public static final int LARGEST = 1 << 20;
    /** Pixels on each side. */
    public static final int LONGEST_SIDE = 4_000;

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    /** Bytes of a part's length, its name and its checksum each. */
    private static final int WORD = Integer.BYTES;

    private static final int HEADER = 13;
    private static final Set<String> DRAW = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "sRGB", "gAMA", "pHYs");

    public Picture {
        png = drawing(png);
    }

    /** A picture of these bytes; empty where they are none, or too large a one. */
    public static Optional<Picture> of(byte[] png) {
        try {
            return Optional.of(new Picture(png));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same of bytes in base 64, as browsers tell them. */
    public static Optional<Picture> ofBase64(String text) {
        if (text.length() > LARGEST / 3 * 4 + 4) {
            return Optional.empty();
        }
        try {
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] png() {
        return png.clone();
    }

    /** Walks through its parts: a header, what is drawn, an end and nothing more. */
    private static byte[] drawing(byte[] png) {
        var bytes = ByteBuffer.wrap(png);
        check(png.length <= LARGEST && png.length > Long.BYTES && bytes.getLong() == SIGNATURE);
        var kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, Long.BYTES);
        var seen = new ArrayList<String>();
        while (bytes.hasRemaining()) {
            check(bytes.remaining() >= 3 * WORD);
            int from = bytes.position();
            int length = bytes.getInt();
            check(length >= 0 && length <= bytes.remaining() - 2 * WORD);
            int data = from + 2 * WORD;
            int end = data + length + WORD;
            var name = new String(png, from + WORD, WORD, StandardCharsets.ISO_8859_1);
            check(isIntact(bytes, from + WORD, data + length) && !seen.contains("IEND"));
            check(seen.isEmpty() == name.equals("IHDR"));
            if (seen.isEmpty()) {
                check(length == HEADER && isSide(bytes.getInt(data)) && isSide(bytes.getInt(data + WORD)));
            }
            if (DRAW.contains(name)) {
                kept.write(png, from, end - from);
            } else {
                check(Character.isLowerCase(name.charAt(0))); // what has to be understood has a capital
            }
            seen.add(name);
            bytes.position(end);
        }
        check(seen.contains("IDAT") && seen.getLast().equals("IEND"));
        return kept.toByteArray();
    }

    private static boolean isIntact(ByteBuffer bytes, int from, int to) {
        var sum = new CRC32();
        sum.update(bytes.array(), from, to - from);
        return (int) sum.getValue() == bytes.getInt(to);
    }

    private static boolean isSide(int pixels) {
        return pixels > 0 && pixels <= LONGEST_SIDE;
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("This is no PNG of at most 1 MB and 4,000 pixels a side");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture(byte[] theirs) && Arrays.equals(png, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(png);
    }

    @Override
    public String toString() {
        return "Picture of " + png.length + " bytes";
    }
}
