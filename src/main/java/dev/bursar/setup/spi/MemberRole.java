package dev.bursar.setup.spi;

/**
 * The role by which Bursar reads a member account.
 *
 * @param name without path, 1 to 64 characters
 * @param externalId what the role's trust policy asks for, 2 to 1,224 characters; it is no secret
 */
public record MemberRole(String name, String externalId) {}
