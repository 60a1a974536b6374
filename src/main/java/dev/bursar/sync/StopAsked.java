package dev.bursar.sync;

/** Somebody asked the run to stop; what was committed stays. */
public final class StopAsked extends RuntimeException {
    StopAsked() {
        super("Stop asked");
    }
}
