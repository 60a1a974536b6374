/** Parts of a statement's page: its answer, its disputes, who was told. */
@NullMarked
package dev.bursar.chargeback.answers.ui;

import org.jspecify.annotations.NullMarked;
