/** Pages of teams, departments and accounts, and the dialogs that change them. */
@NullMarked
package dev.bursar.admin.organisation;

import org.jspecify.annotations.NullMarked;
