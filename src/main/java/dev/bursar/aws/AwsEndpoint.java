package dev.bursar.aws;

import module java.base;

/** Where AWS answers instead of its own endpoints; a bean of this type is there only with the simulated organisation. */
public interface AwsEndpoint {
    URI uri();
}
