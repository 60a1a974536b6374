package dev.bursar.sync;

/** Somebody asked the run to stop; what was committed stays. */
public final class StopRequested extends RuntimeException {
    StopRequested() {
        super("Stop asked");
    }
}
