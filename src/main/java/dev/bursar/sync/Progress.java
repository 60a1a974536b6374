package dev.bursar.sync;

/**
 * How far a run is.
 *
 * @param nowDoing what it does now, in words
 * @param stepsAll fetches and commits to do, 0 while unknown
 */
public record Progress(
        String nowDoing,
        int stepsAll,
        int stepsDone,
        int slicesAll,
        int slicesDone,
        int slicesFailed,
        long rowsChanged) {
    public static final Progress NONE = new Progress("", 0, 0, 0, 0, 0, 0);

    /** Of a run that begins again: it goes through all steps and slices once more, and what it has changed stays changed. */
    public Progress again() {
        return new Progress(nowDoing, 0, 0, 0, 0, 0, rowsChanged);
    }

    public Progress doing(String what) {
        return new Progress(what, stepsAll, stepsDone, slicesAll, slicesDone, slicesFailed, rowsChanged);
    }

    public Progress steps(int done, int all) {
        return new Progress(nowDoing, all, done, slicesAll, slicesDone, slicesFailed, rowsChanged);
    }

    public Progress slices(int done, int failed, int all) {
        return new Progress(nowDoing, stepsAll, stepsDone, all, done, failed, rowsChanged);
    }

    public Progress rows(long changed) {
        return new Progress(nowDoing, stepsAll, stepsDone, slicesAll, slicesDone, slicesFailed, changed);
    }
}
