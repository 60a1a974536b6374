package dev.bursar.chargeback.answers;

import module java.base;

/** What was said of the newest version of a statement. */
public sealed interface AnswerState {
    /** Unallocated: nobody pays it. */
    record NotAsked() implements AnswerState {}

    /** @param by the last day on which an answer is expected */
    record Awaiting(LocalDate by) implements AnswerState {}

    record Accepted(String by, Instant at) implements AnswerState {}

    /** @param open disputes that finance hasn't answered */
    record Disputed(int open) implements AnswerState {}

    /** Finance has answered all disputes. */
    record Answered(int disputes) implements AnswerState {}

    /** Nobody answered in time. */
    record NoAnswer(Instant at) implements AnswerState {}

    /**
     * An answer that was given, or recorded because none was.
     *
     * @param by who accepted it; empty where nobody answered
     */
    record Answer(Optional<String> by, Instant at) {}

    /** @param disputes those that were withdrawn count for nothing */
    static AnswerState of(int team, LocalDate answerBy, Optional<Answer> answer, List<Dispute> disputes) {
        if (team == 0) {
            return new NotAsked();
        }
        List<Dispute> standing =
                disputes.stream().filter(dispute -> !dispute.withdrawn()).toList();
        int open = (int) standing.stream().filter(Dispute::open).count();
        if (open > 0) {
            return new Disputed(open);
        }
        if (answer.isPresent()) {
            Instant at = answer.get().at();
            return answer.get()
                    .by()
                    .<AnswerState>map(by -> new Accepted(by, at))
                    .orElseGet(() -> new NoAnswer(at));
        }
        return standing.isEmpty() ? new Awaiting(answerBy) : new Answered(standing.size());
    }
}
