package dev.bursar.billingdata.read;

/**
 * What reading a delivery may take.
 *
 * @param memoryMegabytes of DuckDB; the JVM needs little beside it
 * @param diskMegabytes for temporary files, which are gone afterwards
 * @param threads of DuckDB
 * @param mostBytes of all files together, uncompressed
 * @param mostRatio uncompressed bytes a compressed one may become; deflate itself can't exceed 1,032
 */
public record ReadLimits(int memoryMegabytes, int diskMegabytes, int threads, long mostBytes, int mostRatio) {
    public static final ReadLimits USUAL = new ReadLimits(512, 20_480, 2, 256L << 30, 250);
    /** Of what an engine has reduced: there are fewer rows, and the engine's driver needs memory too. */
    public static final ReadLimits REDUCED = new ReadLimits(384, 20_480, 2, 256L << 30, 250);

    public ReadLimits {
        if (memoryMegabytes < 1 || diskMegabytes < 1 || threads < 1 || mostBytes < 1 || mostRatio < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }
}
