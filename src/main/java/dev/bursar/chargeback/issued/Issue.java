package dev.bursar.chargeback.issued;

import module java.base;

/**
 * An act of issuing.
 *
 * @param number the first of its month is 1; later ones issue new versions of statements whose lines changed
 * @param cut the number of the cut that it was made from
 * @param answerBy the last day on which leads are asked to answer
 * @param reason empty where none was asked for
 */
public record Issue(
        long id,
        YearMonth month,
        int number,
        long cut,
        Instant at,
        int person,
        String by,
        LocalDate answerBy,
        String reason) {}
