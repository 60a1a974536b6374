package dev.bursar.admin.organisation;

import module java.base;

/** Costs of a month that a change would take from one team or department to another: EffectiveCost. */
record MoneyMove(String from, String to, String currency, BigDecimal effectiveCost) {}
