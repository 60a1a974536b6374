package dev.bursar.budgets.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChanges.Latest;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.charges.CostMetric;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import dev.bursar.setup.SetupService;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import module java.base;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Budgets on their whole way: proposed, read, approved, written, read back, compared, written again, adopted, deleted and undone. */
class BudgetChangeTest extends BudgetChanges {
    private static final String MAIL = "finops@example.com";

    @Test
    void publishedAndReadAsExactlyTheTeams() {
        int id = search("60000");
        long change = writes.publish(id, NAME, List.of(MAIL, "cloud@example.com"), "Has to be in AWS too");
        work();
        assertThat(items(change(change))).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.PLANNED);
            assertThat(item.before()).isNull();
            assertThat(item.subject()).isEqualTo("arn:aws:budgets::" + Organisation.PAYER + ":budget/" + NAME);
        });
        assertThat(writes()).as("nothing is written before it is approved").isZero();
        assertThat(writes.state(id).orElseThrow().link().orElseThrow().inAws()).isFalse();

        changes.approve(change, change(change).version());
        work();
        assertThat(change(change).state()).isEqualTo(AwsChange.State.DONE);
        JsonNode budget = inAws(NAME).path("Budget");
        assertThat(budget.path("BudgetLimit").path("Amount").asString()).isEqualTo("60000");
        assertThat(budget.path("Metrics").path(0).asString()).isEqualTo("NetAmortizedCost");
        assertThat(budget.path("FilterExpression").toString()).contains("\"search\"", "\"Credit\"");
        JsonNode notices = inAws(NAME).path("NotificationsWithSubscribers");
        assertThat(notices).hasSize(4);
        assertThat(notices)
                .allSatisfy(notice -> assertThat(notice.path("Subscribers")).hasSize(2));

        assertThat(drift(id)).isEqualTo(Drift.NONE);
        assertThat(rig.bean(AwsBudgetService.class).all().rows())
                .filteredOn(row -> row.budget().name().equals(NAME))
                .singleElement()
                .satisfies(row -> assertThat(row.owner()).isEqualTo(new Owner.Team("search")));
        assertThat(rig.simulator.events().all())
                .filteredOn(event -> event.name().equals("CreateBudget")
                        && event.record().toString().contains("/bursar-change-" + change + "\""))
                .hasSize(1);
        assertThat(rig.database
                        .jdbc()
                        .sql("select string_agg(after::text, '') from journal where action = 'aws-item-written'")
                        .query(String.class)
                        .single())
                .as("addresses are in no record")
                .contains("hidden")
                .doesNotContain(MAIL);
    }

    /** What callers' tags name is counted too, but where a resource's tag names another team. */
    @Test
    void anOrderOfTeamKeysIsPublishedAsExactlyThat() {
        var keys = new TeamKeys(List.of(new Key("team", null), new Key("iamPrincipal/team", NOVEMBER)));
        String account = rig.organisation.accounts().getFirst().id();
        rig.organisation.edit(NOVEMBER, NOVEMBER.plusMonths(1), lines -> {
            if (lines.isEmpty()) {
                return lines;
            }
            var more = new ArrayList<>(lines);
            for (Map<String, String> tags : List.of(Map.<String, String>of(), Map.of("team", "fraud"))) {
                more.add(new Line(
                        lines.getFirst().day(),
                        Cell.usage(account, "Amazon Bedrock", tags),
                        Costs.same(new BigDecimal("321.25")),
                        BigDecimal.ONE));
            }
            return more;
        });
        rig.organisation.tagCaller(account, "team", "search", NOVEMBER);
        int id = search("60000");
        try {
            choose(keys);
            carriedOut(writes.publish(id, NAME, List.of(), "Has to be in AWS too"));
            assertThat(drift(id)).isEqualTo(Drift.NONE);
            assertThat(inAws(NAME).path("Budget").path("FilterExpression").toString())
                    .contains("\"Or\"", "\"ABSENT\"", "\"iamPrincipal/team\"");
            assertThat(rig.bean(AwsBudgetService.class).all().rows())
                    .filteredOn(row -> row.budget().name().equals(NAME))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.owner()).isEqualTo(new Owner.Team("search"));
                        assertThat(Objects.requireNonNull(row.budget().spend().actual())
                                        .amount())
                                .isEqualByComparingTo(spent(keys).setScale(3, RoundingMode.HALF_UP))
                                .isGreaterThan(spent(TeamKeys.of("team")).add(new BigDecimal("321")));
                    });

            // somebody takes the second key out
            JsonNode ours = inAws(NAME).path("Budget").path("FilterExpression");
            rig.simulator
                    .budgets()
                    .change(
                            NAME,
                            budget -> budget.set(
                                    "FilterExpression",
                                    BudgetJson.read("{\"Tags\":{\"Key\":\"team\",\"Values\":[\"search\"]}}")));
            assertThat(drift(id).differences()).singleElement().satisfies(one -> {
                assertThat(one.part()).isEqualTo(Drift.Part.COSTS);
                assertThat(one.awsChanged()).isTrue();
                assertThat(one.oursMoved()).isFalse();
            });
            carriedOut(writes.writeAgain(id, "Ours holds"));
            assertThat(BudgetJson.same(inAws(NAME).path("Budget").path("FilterExpression"), ours))
                    .isTrue();
            assertThat(drift(id)).isEqualTo(Drift.NONE);
        } finally {
            choose(TeamKeys.of("team"));
        }
        assertThat(drift(id).differences())
                .extracting(Drift.Difference::part, Drift.Difference::oursMoved, Drift.Difference::awsChanged)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Drift.Part.COSTS, true, false));
    }

    private void choose(TeamKeys keys) {
        var setup = rig.bean(SetupService.class);
        setup.choose(keys, setup.state().teamKey().version());
    }

    /** November's costs of the team so far, without what the budget leaves out. */
    private BigDecimal spent(TeamKeys keys) {
        List<String> without =
                inAws(NAME).path("Budget").path("FilterExpression").findPath("Not").findPath("Values").values().stream()
                        .map(JsonNode::asString)
                        .toList();
        return rig.organisation.lines().stream()
                .filter(line -> YearMonth.from(line.day()).equals(YearMonth.from(NOVEMBER))
                        && line.day().isBefore(rig.organisation.today())
                        && !without.contains(line.cell().recordType())
                        && keys.value(line.cell().tags(), line.day()).equals("search"))
                .map(line -> line.costs().netAmortized())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void whatDiffersIsWrittenAgainAndNothingElse() {
        int id = published("60000", MAIL);
        rig.simulator
                .budgets()
                .change(
                        NAME,
                        budget -> budget.putObject("TimePeriod")
                                .put("Start", 1_793_491_200L)
                                .put("End", 1_893_456_000L));
        limitedInAws("70000.0");
        ObjectNode before = (ObjectNode) inAws(NAME);
        assertThat(drift(id).differences()).singleElement().satisfies(one -> {
            assertThat(one.part()).isEqualTo(Drift.Part.LIMIT);
            assertThat(one.awsChanged()).isTrue();
            assertThat(one.oursMoved()).isFalse();
        });
        AwsChange again = carriedOut(writes.writeAgain(id, "Ours holds"));
        assertThat(again.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(limitInAws()).isEqualTo("60000");
        ((ObjectNode) before.path("Budget"))
                .set("BudgetLimit", inAws(NAME).path("Budget").path("BudgetLimit"));
        assertThat(inAws(NAME)).isEqualTo(before);
        assertThat(drift(id)).isEqualTo(Drift.NONE);
        assertThatThrownBy(() -> writes.writeAgain(id, "Once more"))
                .isInstanceOfSatisfying(
                        BudgetWriteRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(BudgetWriteRefused.Why.SAME));

        // undone, where it is still what was written
        AwsChange undone = carriedOut(changes.undo(again.id(), "Theirs was right"));
        assertThat(undone.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(limitInAws()).isEqualTo("70000.0");
        assertThat(change(again.id()).count(ItemState.UNDONE)).isEqualTo(1);
    }

    @Test
    void undoLeavesAloneWhatSomebodyChangedSince() {
        int id = published("60000");
        limitedInAws("70000.0");
        read();
        AwsChange again = carriedOut(writes.writeAgain(id, "Ours holds"));
        limitedInAws("80000.0");
        AwsChange back = change(changes.undo(again.id(), "Theirs was right"));
        work();
        assertThat(items(change(back.id()))).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.SKIPPED);
            assertThat(item.why()).isEqualTo(ItemWhy.CHANGED_SINCE);
        });
        assertThat(limitInAws()).isEqualTo("80000.0");
    }

    @Test
    void whatMovedInBursarIsWrittenAgain() {
        int id = published("60000", MAIL);
        var thresholds = new ArrayList<>(BudgetDraft.USUAL_THRESHOLDS);
        thresholds.remove(new Threshold(Threshold.Kind.ACTUAL, 80));
        thresholds.add(new Threshold(Threshold.Kind.ACTUAL, 90));
        edits.change(
                id, budget(id).version(), draft("search", BudgetBasis.USUAL, thresholds, "60000", "60000", "75000.50"));
        assertThat(drift(id).differences())
                .extracting(Drift.Difference::part, Drift.Difference::oursMoved, Drift.Difference::awsChanged)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Drift.Part.LIMIT, true, false),
                        org.assertj.core.groups.Tuple.tuple(Drift.Part.NOTIFICATIONS, true, false));
        AwsChange again = carriedOut(writes.writeAgain(id, "Ours moved"));
        assertThat(again.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(again.count(ItemState.VERIFIED)).isEqualTo(2);
        assertThat(rig.simulator.requests().count("UpdateNotification")).isEqualTo(1);
        assertThat(rig.simulator.requests().count("CreateBudget")).isEqualTo(1);
        assertThat(inAws(NAME).path("Budget").path("PlannedBudgetLimits")).hasSize(12);
        assertThat(inAws(NAME).path("Budget").has("BudgetLimit")).isFalse();
        assertThat(inAws(NAME).path("NotificationsWithSubscribers")).hasSize(4).anySatisfy(notice -> {
            assertThat(notice.path("Notification").path("Threshold").asInt()).isEqualTo(90);
            assertThat(notice.path("Subscribers").path(0).path("Address").asString())
                    .isEqualTo(MAIL);
        });
        assertThat(drift(id)).isEqualTo(Drift.NONE);
        // both go back
        assertThat(carriedOut(changes.undo(again.id(), "Not yet")).count(ItemState.VERIFIED))
                .isEqualTo(2);
        assertThat(limitInAws()).isEqualTo("60000");
    }

    @Test
    void awssLimitIsTakenIntoBursar() {
        int id = published("60000");
        limitedInAws("72000.0");
        Drift shown = drift(id);
        assertThat(shown.canBeTaken()).isTrue();
        int before = writes();
        limitedInAws("73000.0");
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> writes.takeOver(id, shown))
                    .as("it is another one than was shown, however often it is read meanwhile")
                    .isInstanceOfSatisfying(
                            BudgetWriteRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(BudgetWriteRefused.Why.VALUE_CHANGED));
        }
        assertThat(budget(id).limit(NOVEMBER))
                .hasValueSatisfying(limit -> assertThat(limit).isEqualByComparingTo(new BigDecimal("60000")));
        limitedInAws("72000.0");
        writes.takeOver(id, shown);
        assertThat(budget(id).limit(NOVEMBER))
                .hasValueSatisfying(limit -> assertThat(limit).isEqualByComparingTo(new BigDecimal("72000")));
        assertThat(drift(id)).isEqualTo(Drift.NONE);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void deletedThereItIsCreatedAgainAndUndoneItGoes() {
        int id = published("60000", MAIL);
        JsonNode before = inAws(NAME);
        rig.simulator.budgets().remove(NAME);
        assertThat(drift(id).deleted()).isTrue();
        AwsChange again = carriedOut(writes.writeAgain(id, "It has to be there"));
        assertThat(inAws(NAME)).isEqualTo(before);
        assertThat(drift(id)).isEqualTo(Drift.NONE);
        carriedOut(changes.undo(again.id(), "It hasn't"));
        assertThat(rig.simulator.budgets().whole(NAME)).isNull();
    }

    @Test
    void aPublicationThatFailedOrWasUndoneSaysSoAndCanBeDoneAgain() {
        int id = search("60000");
        assertThat(writes.state(id).orElseThrow().link()).isEmpty();
        rig.simulator
                .faults()
                .add(Fault.refused("InvalidParameterException", "No")
                        .on("CreateBudget")
                        .times(1));
        long failed = carriedOut(writes.publish(id, NAME, List.of(), "Has to be in AWS too"))
                .id();
        assertThat(last(id))
                .isEqualTo(new Latest(failed, AwsChange.State.DONE_WITH_FAILURES, false, ItemState.FAILED, false));
        long change =
                carriedOut(writes.publish(id, NAME, List.of(), "Once more")).id();
        assertThat(asked()).as("AWS's budgets are read at once").isPositive();
        read();
        long undo = carriedOut(changes.undo(change, "Not yet")).id();
        read();
        assertThat(last(id)).isEqualTo(new Latest(undo, AwsChange.State.DONE, true, ItemState.VERIFIED, true));
        assertThat(writes.state(id).orElseThrow().link().orElseThrow().inAws()).isFalse();
        // somebody makes just that one in AWS
        carriedOut(changes.undo(undo, "Now"));
        read();
        writes.release(id);
        assertThat(writes.state(id).orElseThrow().adoptable()).containsExactly(NAME);
    }

    private Latest last(int id) {
        return writes.state(id).orElseThrow().link().orElseThrow().last().orElseThrow();
    }

    private long asked() {
        return rig.database
                .jdbc()
                .sql(
                        "select count(*) from scheduled_tasks where task_name = 'sync-now' and task_instance like 'aws-budgets:%'")
                .query(Long.class)
                .single();
    }

    @Test
    void aBudgetThatEndsProposesTheDeletion() {
        int id = published("60000", MAIL);
        JsonNode before = inAws(NAME);
        edits.end(id, budget(id).version());
        assertThat(inAws(NAME)).isEqualTo(before);
        AwsBudgetWrites.State state = writes.state(id).orElseThrow();
        assertThat(state.link().orElseThrow().ended()).isTrue();
        long change = state.open().orElseThrow().change();
        AwsChange deleted = carriedOut(change);
        assertThat(deleted.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(rig.simulator.budgets().whole(NAME)).isNull();
        // brought back with its notifications and who gets them
        AwsChange back = carriedOut(changes.undo(change, "Too early"));
        assertThat(back.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(BudgetJson.same(inAws(NAME), before)).isTrue();
    }

    @Test
    void whatHoldsABudgetIsNamedAndAnUndoMakesWayWhereItEnds() {
        int id = search("60000");
        long change = writes.publish(id, NAME, List.of(), "Has to be in AWS too");
        carriedOut(change);
        read();
        long undo = changes.undo(change, "Not yet");
        assertThat(writes.state(id).orElseThrow().open())
                .hasValueSatisfying(open -> assertThat(open.change()).isEqualTo(undo));
        assertThatThrownBy(() -> writes.delete(id, "It has to go"))
                .isInstanceOfSatisfying(AwsChangeRefused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(AwsChangeRefused.Why.IN_ANOTHER_CHANGE);
                    assertThat(refused.holder()).contains(undo);
                });

        edits.end(id, budget(id).version());
        assertThat(change(undo).state()).isEqualTo(AwsChange.State.REJECTED);
        long deletion = writes.state(id).orElseThrow().open().orElseThrow().change();
        assertThat(deletion).isNotEqualTo(undo);
        assertThat(carriedOut(deletion).state()).isEqualTo(AwsChange.State.DONE);
        assertThat(rig.simulator.budgets().whole(NAME)).isNull();
    }

    @Test
    void anUndoThatSomebodyApprovedStaysWhereItsBudgetEnds() {
        int id = published("60000");
        long change = changes.rows(new ChangeQuestion(Optional.empty()), 0, 1)
                .getFirst()
                .id();
        long undo = changes.undo(change, "Not yet");
        work();
        changes.approve(undo, change(undo).version());
        edits.end(id, budget(id).version());
        assertThat(writes.state(id).orElseThrow().open())
                .hasValueSatisfying(open -> assertThat(open.change()).isEqualTo(undo));
        work();
        assertThat(change(undo).state()).isEqualTo(AwsChange.State.DONE);
    }

    @Test
    void anUndoIsUndone() {
        int id = published("60000", MAIL);
        JsonNode before = inAws(NAME);
        long change = changes.rows(new ChangeQuestion(Optional.empty()), 0, 1)
                .getFirst()
                .id();
        long undo = changes.undo(change, "Not yet");
        carriedOut(undo);
        assertThat(rig.simulator.budgets().whole(NAME)).isNull();
        AwsChange again = carriedOut(changes.undo(undo, "Now"));
        assertThat(again.state()).isEqualTo(AwsChange.State.DONE);
        assertThat(BudgetJson.same(inAws(NAME), before)).isTrue();
        assertThat(change(undo).count(ItemState.UNDONE)).isEqualTo(1);
        assertThat(change(change).count(ItemState.VERIFIED)).isEqualTo(1);
        assertThat(drift(id)).isEqualTo(Drift.NONE);
    }

    /** Limits of the seeded planned budget: 88,000 this month and 1,500 more in each. */
    private static String[] planned(String... others) {
        var limits = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            limits.add(i < others.length && !others[i].isEmpty() ? others[i] : String.valueOf(88_000 + 1_500 * i));
        }
        return limits.toArray(String[]::new);
    }

    private int adopted() {
        int id = edits.create(draft(
                "recommendations",
                new BudgetBasis(CostMetric.BILLED, Set.of(), false),
                BudgetDraft.USUAL_THRESHOLDS,
                planned()));
        assertThat(writes.state(id).orElseThrow().adoptable()).containsExactly(PLANNED);
        writes.adopt(id, PLANNED);
        assertThat(drift(id)).isEqualTo(Drift.NONE);
        edits.change(
                id,
                budget(id).version(),
                draft(
                        "recommendations",
                        new BudgetBasis(CostMetric.BILLED, Set.of(), false),
                        BudgetDraft.USUAL_THRESHOLDS,
                        planned("", "", "99000")));
        read();
        return id;
    }

    @Test
    void anAdoptedBudgetChangesInOneMemberAndStaysEqualInAllOthers() {
        int id = adopted();
        assertThat(writes()).isZero();
        ObjectNode before = (ObjectNode) inAws(PLANNED);
        AwsChange again = carriedOut(writes.writeAgain(id, "Our plan moved"));
        assertThat(again.state()).isEqualTo(AwsChange.State.DONE);
        JsonNode after = inAws(PLANNED);
        assertThat(after).isNotEqualTo(before);
        String january = String.valueOf(NOVEMBER.plusMonths(2).atStartOfDay().toEpochSecond(java.time.ZoneOffset.UTC));
        JsonNode limits = after.path("Budget").path("PlannedBudgetLimits");
        assertThat(limits.path(january).path("Amount").asString()).isEqualTo("99000");
        // the other limits are the same amounts
        ((ObjectNode) before.path("Budget").path("PlannedBudgetLimits")).set(january, limits.path(january));
        assertThat(BudgetJson.same(limits, before.path("Budget").path("PlannedBudgetLimits")))
                .isTrue();
        ((ObjectNode) before.path("Budget")).set("PlannedBudgetLimits", limits);
        // AWS works it out of the planned ones
        ((ObjectNode) before.path("Budget")).remove("BudgetLimit");
        assertThat(after).as("notifications, subscribers and all other members").isEqualTo(before);
    }

    @Test
    void aMemberThatNobodyKnowsStopsItAndIsNamed() {
        int id = adopted();
        rig.simulator.budgets().change(PLANNED, budget -> {
            ((ObjectNode) budget.path("CostTypes")).put("IncludeMoonlight", true);
            budget.putObject("Lunar").put("Phase", "full");
        });
        JsonNode before = inAws(PLANNED);
        long again = writes.writeAgain(id, "Our plan moved");
        work();
        assertThat(change(again).state()).as("before anybody decides").isEqualTo(AwsChange.State.NOTHING_TO_WRITE);
        assertThat(items(change(again))).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.SKIPPED);
            assertThat(item.why()).isEqualTo(ItemWhy.REFUSED);
            assertThat(item.code()).isEqualTo("UnknownMember");
            assertThat(item.message()).contains("CostTypes.IncludeMoonlight", "Lunar");
        });
        assertThat(writes()).isZero();
        assertThat(inAws(PLANNED)).isEqualTo(before);
    }

    @Test
    void withoutAnAnswerItIsReadAndSentOnceOnly() {
        int id = search("60000");
        long change = writes.publish(id, NAME, List.of(), "Has to be in AWS too");
        rig.simulator.faults().add(Fault.lost().on("CreateBudget").times(1));
        assertThat(carriedOut(change).state()).isEqualTo(AwsChange.State.DONE);
        assertThat(rig.simulator.requests().count("CreateBudget")).isEqualTo(1);
        limitedInAws("70000.0");
        read();
        rig.simulator.faults().add(Fault.dropped().on("UpdateBudget").times(1));
        assertThat(items(carriedOut(writes.writeAgain(id, "Ours holds"))))
                .as("it never arrived, which nobody knows")
                .singleElement()
                .satisfies(item -> assertThat(item.state()).isEqualTo(ItemState.UNKNOWN));
        assertThat(rig.simulator.requests().count("UpdateBudget")).isEqualTo(1);
        assertThat(carriedOut(writes.writeAgain(id, "Ours still holds")).state())
                .isEqualTo(AwsChange.State.DONE);
        assertThat(limitInAws()).isEqualTo("60000");
    }

    @Test
    void eachRefusalSaysWhatItIs() {
        int id = search("60000");
        rig.simulator.budgets().quota(1);
        assertFailed(writes.publish(id, NAME, List.of(), "One too many"), "ServiceQuotaExceededException");
        rig.simulator.budgets().quota(100);
        for (String code :
                List.of("ResourceLockedException", "DuplicateRecordException", "InvalidParameterException")) {
            rig.simulator
                    .faults()
                    .add(Fault.refused(code, "No").on("CreateBudget").times(1));
            assertFailed(writes.publish(id, NAME, List.of(), "Once more"), code);
        }
        rig.simulator.roles().allow(MemberRoles.WRITER, Organisation.PAYER, "budgets:ModifyBudget", false);
        assertFailed(writes.publish(id, NAME, List.of(), "By a role that reads"), "AccessDeniedException");
        rig.simulator.roles().allow(MemberRoles.WRITER, Organisation.PAYER, "budgets:ModifyBudget", true);
        assertThat(rig.simulator.budgets().whole(NAME)).isNull();
        assertThat(writes.state(id).orElseThrow().link().orElseThrow().inAws()).isFalse();
    }

    private void assertFailed(long change, String code) {
        assertThat(items(carriedOut(change))).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.FAILED);
            assertThat(item.code()).isEqualTo(code);
        });
    }

    @Test
    void turnedOffNothingIsProposedOrWritten() {
        int id = search("60000");
        long change = writes.publish(id, NAME, List.of(), "Has to be in AWS too");
        work();
        turn(false);
        assertThatThrownBy(() -> changes.approve(change, change(change).version()))
                .isInstanceOf(AwsChangeRefused.class);
        assertThatThrownBy(() -> writes.publish(search2(), "other", List.of(), "Off"))
                .isInstanceOf(AwsChangeRefused.class);
        assertThat(writes()).isZero();
    }

    private int search2() {
        return edits.create(draft("vision", BudgetBasis.USUAL, BudgetDraft.USUAL_THRESHOLDS, "50000"));
    }

    @Test
    void namesAndAddressesThatWontDo() {
        int id = search("60000");
        assertRefused(BudgetWriteRefused.Why.NAME, () -> writes.publish(id, "a:b", List.of(), "x"));
        assertRefused(BudgetWriteRefused.Why.NAME_TAKEN, () -> writes.publish(id, "team-search", List.of(), "x"));
        assertRefused(BudgetWriteRefused.Why.ADDRESSES, () -> writes.publish(id, NAME, List.of("nobody"), "x"));
        assertRefused(BudgetWriteRefused.Why.GONE, () -> writes.publish(id + 100, NAME, List.of(), "x"));
        assertRefused(BudgetWriteRefused.Why.NO_MATCH, () -> writes.adopt(id, "team-search"));
        assertRefused(BudgetWriteRefused.Why.NOT_MANAGED, () -> writes.release(id));
    }

    private static void assertRefused(BudgetWriteRefused.Why why, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        BudgetWriteRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
