/** Single sign-on by OpenID Connect. */
@NullMarked
package dev.bursar.access.sso;

import org.jspecify.annotations.NullMarked;
