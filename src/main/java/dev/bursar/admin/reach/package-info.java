/** Access to accounts: the roles by which member accounts are read, and how each account answers. */
@NullMarked
package dev.bursar.admin.reach;

import org.jspecify.annotations.NullMarked;
