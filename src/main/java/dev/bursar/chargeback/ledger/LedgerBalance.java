package dev.bursar.chargeback.ledger;

import module java.base;
import org.joda.money.BigMoney;

/**
 * What an account comes to in the postings of a month.
 *
 * @param month in which they stand
 */
public record LedgerBalance(LedgerAccount account, YearMonth month, BigMoney amount) {}
