package dev.bursar.chargeback.answers;

import module java.base;

/**
 * How many of a month's statements are in which state.
 *
 * @param openDisputes of all statements
 */
public record AnswerCounts(int awaiting, int accepted, int disputed, int answered, int noAnswer, int openDisputes) {
    public static final AnswerCounts NONE = new AnswerCounts(0, 0, 0, 0, 0, 0);

    public static AnswerCounts of(Collection<AnswerState> states) {
        int[] counts = new int[6];
        for (AnswerState state : states) {
            switch (state) {
                case AnswerState.NotAsked any -> {}
                case AnswerState.Awaiting any -> counts[0]++;
                case AnswerState.Accepted any -> counts[1]++;
                case AnswerState.Disputed disputed -> {
                    counts[2]++;
                    counts[5] += disputed.open();
                }
                case AnswerState.Answered any -> counts[3]++;
                case AnswerState.NoAnswer any -> counts[4]++;
            }
        }
        return new AnswerCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    /** Statements that somebody is asked to answer. */
    public int asked() {
        return awaiting + accepted + disputed + answered + noAnswer;
    }
}
