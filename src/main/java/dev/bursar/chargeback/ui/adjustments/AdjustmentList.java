package dev.bursar.chargeback.ui.adjustments;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import module java.base;

/** What can be chosen on the page of adjustments, and what fills in the form of a new one. */
final class AdjustmentList {
    static final Setting<Optional<YearMonth>> MONTH = Setting.month("month");
    static final Setting<Optional<Adjustment.State>> STATE = Setting.optional("state", Adjustment.State.class, "state");
    /** Only those of others that wait for the person. */
    static final Setting<Boolean> TO_POST = Setting.onOff("to-post", false);
    /** Whose panel is open. */
    static final Setting<Optional<Long>> OPEN = Setting.number("adjustment").opensPanel();
    /** The month that a new one is about; its form is open. */
    static final Setting<Optional<YearMonth>> NEW = Setting.month("new").opensPanel();

    static final Setting<Optional<LedgerAccount>> FROM = account("from");
    static final Setting<Optional<LedgerAccount>> TO = account("to");
    static final Setting<Optional<BigDecimal>> AMOUNT = Setting.optional(
                    "amount",
                    text -> text.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")
                            ? Optional.of(new BigDecimal(text))
                            : Optional.empty(),
                    BigDecimal::toPlainString,
                    "expected an amount such as 12.50")
            .opensPanel();
    static final Setting<Optional<String>> CURRENCY = Setting.optional(
                    "currency",
                    text -> text.matches("[A-Z]{3}") ? Optional.of(text) : Optional.empty(),
                    text -> text,
                    "expected a currency such as USD")
            .opensPanel();
    static final Setting<String> REASON = Setting.search("reason").opensPanel();
    static final Setting<Optional<Long>> DISPUTE = Setting.number("dispute").opensPanel();

    static final ListAddress ADDRESS = new ListAddress(
            ChargebackLinks.ADJUSTMENTS,
            Dimensions.none(),
            MONTH,
            STATE,
            TO_POST,
            OPEN,
            NEW,
            FROM,
            TO,
            AMOUNT,
            CURRENCY,
            REASON,
            DISPUTE);

    private AdjustmentList() {}

    /** A team's number, or the account's word. */
    private static Setting<Optional<LedgerAccount>> account(String name) {
        return Setting.<LedgerAccount>optional(
                        name,
                        word -> word.matches("[1-9][0-9]{0,8}")
                                ? Optional.of(new LedgerAccount.Team(Integer.parseInt(word)))
                                : AddressReader.constant(Fixed.class, word).map(fixed -> fixed),
                        account -> switch (account) {
                            case LedgerAccount.Team(int team) -> String.valueOf(team);
                            case Fixed fixed -> AddressReader.word(fixed);
                        },
                        "unknown account")
                .opensPanel();
    }

    static AdjustmentQuestion question(ListState list) {
        return new AdjustmentQuestion(list.get(MONTH), list.get(STATE), list.get(TO_POST));
    }

    /** All adjustments. */
    static ListState all(ListState list) {
        return list.without(MONTH, STATE, TO_POST);
    }
}
