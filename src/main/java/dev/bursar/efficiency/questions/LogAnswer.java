package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.spi.LogQuestions.Answer;
import module java.base;

/**
 * What a log answered, and what it cost.
 *
 * @param usd the price of the bytes that AWS scanned
 */
public record LogAnswer(LogQuestion question, int hours, Answer answer, BigDecimal usd) {}
