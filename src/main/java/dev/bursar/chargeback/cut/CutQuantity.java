package dev.bursar.chargeback.cut;

import module java.base;

/**
 * How much usage a team had of a service.
 *
 * @param team its number; 0 for what no team owns
 * @param unit as AWS or the export has it; "" where Cost Explorer gives none, and then the quantity is 0
 */
public record CutQuantity(int team, String service, String unit, BigDecimal quantity) {}
