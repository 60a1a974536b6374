package dev.bursar.files;

import module java.base;

/**
 * An object as it was listed.
 *
 * @param key unique in its store, with slashes between its parts; text that never becomes a path of Bursar's
 * @param tag another one for other bytes: S3's ETag, a file's size and time
 * @param size in bytes
 * @param modified when it was written, to the second or finer
 */
public record StoredObject(String key, String tag, long size, Instant modified) {}
