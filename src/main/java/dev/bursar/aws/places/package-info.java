/** Member accounts and their Regions: sessions of roles, a client and a pace for each place, and what is read there. */
@NullMarked
package dev.bursar.aws.places;

import org.jspecify.annotations.NullMarked;
