package dev.bursar.chargeback.documents;

import module java.base;
import org.joda.money.BigMoney;

/**
 * What AWS's documents of a billing month ask for in one currency: invoices less credit memos.
 *
 * @param documents how many of them count
 */
public record DocumentTotal(YearMonth month, BigMoney total, int documents) {}
