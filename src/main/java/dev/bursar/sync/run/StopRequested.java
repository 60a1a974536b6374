package dev.bursar.sync.run;

/** Somebody asked the run to stop; what was committed stays. */
public final class StopRequested extends RuntimeException {
    public StopRequested() {
        super("Stop asked");
    }
}
