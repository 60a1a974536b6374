package dev.bursar.chargeback.documents;

import module java.base;
import org.joda.money.BigMoney;

/**
 * A document that counts in the month that is closed.
 *
 * @param ofMonth its billing month, which may be closed
 * @param amount what of it isn't posted yet; negative of a credit memo, and of an invoice that AWS withdrew
 */
public record CountedDocument(long id, String number, YearMonth ofMonth, BigMoney amount) {}
