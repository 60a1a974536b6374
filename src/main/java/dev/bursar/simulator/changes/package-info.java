/**
 * What AWS changes after the fact, on demand: JSON posted to {@code /_simulator/changes}. Each change has an {@code id}: the same one again
 * does nothing, {@code DELETE changes/ID} takes one back and {@code DELETE changes} all of them. They are not kept over a restart.
 *
 * <pre>{@code
 * at="$(cat data/demo/simulator)/_simulator"
 * curl $at/changes                                          # those in force
 * curl $at/documents                                        # numbers of documents, to withdraw one
 * curl -d '{"id":"1","change":"restate","month":"2026-10","account":"210987654321","service":"Amazon SageMaker",
 *           "team":"research","factor":"1.10","invoice":"further"}' $at/changes
 * curl -d '{"id":"2","change":"refund","month":"2026-09","account":"210987654321","service":"Amazon SageMaker",
 *           "amount":"120.50","day":"2026-09-30"}' $at/changes
 * curl -d '{"id":"3","change":"withdraw","number":"1984807637"}' $at/changes
 * curl -d '{"id":"4","change":"retag","month":"2026-10","account":"210987654321","from":"research","to":"vision"}' $at/changes
 * curl -d '{"id":"5","change":"hold-export","month":"2026-10"}' $at/changes
 * curl -d '{"id":"6","change":"export-names","month":"2026-10","names":{"Amazon SageMaker":"Amazon SageMaker AI"}}' $at/changes
 * curl -X DELETE $at/changes/5                              # the export of October is delivered
 * curl -X DELETE $at/changes
 * }</pre>
 *
 * <ul>
 *   <li>{@code restate}: on-demand usage of an account and service in a month that is over, by a {@code factor}, or by an {@code amount} of
 *       its net cost in all; {@code team} leaves it at one tag value, "" at what has none. Cost Explorer and exports change; tax, Support
 *       and metrics don't. {@code invoice} is {@code none} (the usual), {@code corrected} (the month's invoice asks for it) or {@code further} (an
 *       invoice or credit memo with a number of its own).
 *   <li>{@code refund}: a charge of the type Refund on {@code day} (the month's last where it is left out, which may be a day of a later
 *       month), and a credit memo of today for that day's month, of the invoice of {@code month}; {@code invoice} as above.
 *   <li>{@code withdraw}: a document is listed no longer; taken back, it is again.
 *   <li>{@code retag}: usage of an account, of one {@code service} and one value {@code from} ("" for none) where they are named, has the
 *       team {@code to} ("" for none).
 *   <li>{@code hold-export}: no export has the month until that is taken back.
 *   <li>{@code export-names}: exports of the month name services otherwise, and have another product code.
 * </ul>
 */
@NullMarked
package dev.bursar.simulator.changes;

import org.jspecify.annotations.NullMarked;
