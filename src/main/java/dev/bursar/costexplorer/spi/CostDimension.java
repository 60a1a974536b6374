package dev.bursar.costexplorer.spi;

/** The dimensions that a charge from Cost Explorer has; a question groups by two of them and fixes others by filter. */
public enum CostDimension {
    ACCOUNT,
    SERVICE,
    RECORD_TYPE,
    TAG
}
