package dev.bursar.kernel;

import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells the constraints of the database apart: only the one that is meant becomes a refusal, another one is a fault. */
public final class Constraint {
    private Constraint() {}

    public static boolean isViolated(String name, DataIntegrityViolationException problem) {
        if (!(problem.getMostSpecificCause() instanceof PSQLException refused)) {
            return false;
        }
        var told = refused.getServerErrorMessage();
        return told != null && name.equals(told.getConstraint());
    }
}
