package dev.bursar.costexplorer;

/** This tag key is broken down by this dimension already. */
public class BreakdownExists extends RuntimeException {}
