package dev.bursar.billingdata;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What is wrong with files of a delivery. */
public sealed interface ChargeFileFault {
    /** What says everything by itself. */
    enum Plain implements ChargeFileFault {
        FILE_EMPTY,
        ENCRYPTED,
        ZIP_CUT,
        PARQUET_CUT,
        FOOTER_LONGER_THAN_FILE,
        DATA_UNREADABLE,
        DATA_OF_A_FILE_UNREADABLE,
        TEXT_UNREADABLE,
        PARQUET_AND_TEXT,
        NO_FORMAT,
        NO_HEADER,
        QUOTE_INSIDE,
        GOES_ON_AFTER_QUOTE,
        QUOTE_LEFT_OPEN,
        CARRIAGE_RETURN_ALONE,
        NUL_BYTE,
        NOT_UTF_8,
        CONTROL_CHARACTERS,
        NO_MANIFEST,
        PATH_OUTSIDE,
        PERIOD_IS_NO_MONTH,
        MANIFEST_WITHOUT_FILES,
        NAMED_TWICE,
        NOT_IN_MANIFEST,
        NO_DATA_FILE,
        TWO_MANIFESTS
    }

    /** @param what its kind, as the middle of a sentence */
    record OtherKind(String what) implements ChargeFileFault {}

    record ZipOf(int files) implements ChargeFileFault {}

    record FooterTooLarge(int megabytes) implements ChargeFileFault {}

    record TooManyParquetColumns(int most) implements ChargeFileFault {}

    record TooManyColumns(int most) implements ChargeFileFault {}

    record HeaderTooLong(int most) implements ChargeFileFault {}

    record RowTooLong(int most) implements ChargeFileFault {}

    record TooManyFields(int columns) implements ChargeFileFault {}

    record TooFewFields(int fields, int columns) implements ChargeFileFault {}

    record PackedCut(String packed) implements ChargeFileFault {}

    record PackedDamaged(String packed) implements ChargeFileFault {}

    record UnpacksTo(long mostBytes) implements ChargeFileFault {}

    record UnpacksTimes(long mostRatio) implements ChargeFileFault {}

    record Separated(boolean byTabs) implements ChargeFileFault {}

    record ColumnTwice(String name) implements ChargeFileFault {}

    record TypesDiffer(String column) implements ChargeFileFault {}

    record OtherFormat(String format, String first) implements ChargeFileFault {}

    record TooManyDigits(String names, int whole, int scale) implements ChargeFileFault {}

    record TextTooLong(int most) implements ChargeFileFault {}

    record TooManyOfAKind(int most, String names) implements ChargeFileFault {}

    record TooManyLines(long most) implements ChargeFileFault {}

    /** Rows of a result that are others than those that were written. */
    record RowsChanged(long rows) implements ChargeFileFault {}

    record TooMuchDisk(int megabytes) implements ChargeFileFault {}

    record TooMuchMemory(int megabytes, int diskMegabytes) implements ChargeFileFault {}

    /** The disk to which private copies of files go. */
    record TooMuchForCopies(long megabytes) implements ChargeFileFault {}

    record TooMuchPicked(String engine, long megabytes) implements ChargeFileFault {}

    /** @param delivered whether it lies where AWS delivers, or was uploaded */
    record ManifestTooLarge(int megabytes, boolean delivered) implements ChargeFileFault {}

    record TooManyFolders(int most) implements ChargeFileFault {}

    record FilesTooLarge(long megabytes, long most) implements ChargeFileFault {}

    record OtherPeriod(String period) implements ChargeFileFault {}

    /** @param files how many the manifest lists */
    record FileMissing(int files) implements ChargeFileFault {}

    record ColumnsMissing(String format, List<String> columns) implements ChargeFileFault {}

    record OtherType(String column, String type, String expected) implements ChargeFileFault {}

    /** @param text null where the value is empty */
    record OtherValue(String column, @Nullable String text, String expected) implements ChargeFileFault {}

    /** Several kinds of faults, each where it was found first. */
    record Several(List<Found> faults) implements ChargeFileFault {}

    /** @param row from 1, without the header; null where it isn't known */
    record Found(@Nullable String file, @Nullable Long row, ChargeFileFault fault) {
        boolean isInFileOfAll(List<Found> faults) {
            return faults.stream().allMatch(other -> Objects.equals(other.file, file));
        }

        boolean isInRowOfAll(List<Found> faults) {
            return isInFileOfAll(faults) && faults.stream().allMatch(other -> Objects.equals(other.row, row));
        }
    }
}
