package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;

/** An open change that fixes something, and who proposed it. */
public record Fixing(long change, String proposer, State state) {}
