package dev.bursar.org;

import dev.bursar.kernel.TeamId;

/** A team that owns costs. */
public record Team(TeamId id, String name) {}
