package dev.bursar.chargeback.answers;

import java.util.List;

/** Tells those who answer statements. */
public interface StatementNews {
    /**
     * Queues mails in the caller's transaction: of a first version that it was issued, of later ones that they replace it.
     *
     * @param statements numbers, in the database, of the versions that were issued
     */
    void issued(List<Long> statements);
}
