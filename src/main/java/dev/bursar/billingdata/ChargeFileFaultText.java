package dev.bursar.billingdata;

import dev.bursar.billingdata.ChargeFileFault.ColumnTwice;
import dev.bursar.billingdata.ChargeFileFault.ColumnsMissing;
import dev.bursar.billingdata.ChargeFileFault.FileMissing;
import dev.bursar.billingdata.ChargeFileFault.FilesTooLarge;
import dev.bursar.billingdata.ChargeFileFault.FooterTooLarge;
import dev.bursar.billingdata.ChargeFileFault.Found;
import dev.bursar.billingdata.ChargeFileFault.HeaderTooLong;
import dev.bursar.billingdata.ChargeFileFault.ManifestTooLarge;
import dev.bursar.billingdata.ChargeFileFault.OtherFormat;
import dev.bursar.billingdata.ChargeFileFault.OtherKind;
import dev.bursar.billingdata.ChargeFileFault.OtherPeriod;
import dev.bursar.billingdata.ChargeFileFault.OtherType;
import dev.bursar.billingdata.ChargeFileFault.OtherValue;
import dev.bursar.billingdata.ChargeFileFault.PackedCut;
import dev.bursar.billingdata.ChargeFileFault.PackedDamaged;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileFault.RowTooLong;
import dev.bursar.billingdata.ChargeFileFault.RowsChanged;
import dev.bursar.billingdata.ChargeFileFault.Separated;
import dev.bursar.billingdata.ChargeFileFault.Several;
import dev.bursar.billingdata.ChargeFileFault.TextTooLong;
import dev.bursar.billingdata.ChargeFileFault.TooFewFields;
import dev.bursar.billingdata.ChargeFileFault.TooManyColumns;
import dev.bursar.billingdata.ChargeFileFault.TooManyDigits;
import dev.bursar.billingdata.ChargeFileFault.TooManyFields;
import dev.bursar.billingdata.ChargeFileFault.TooManyFolders;
import dev.bursar.billingdata.ChargeFileFault.TooManyLines;
import dev.bursar.billingdata.ChargeFileFault.TooManyOfAKind;
import dev.bursar.billingdata.ChargeFileFault.TooManyParquetColumns;
import dev.bursar.billingdata.ChargeFileFault.TooMuchDisk;
import dev.bursar.billingdata.ChargeFileFault.TooMuchForCopies;
import dev.bursar.billingdata.ChargeFileFault.TooMuchMemory;
import dev.bursar.billingdata.ChargeFileFault.TooMuchPicked;
import dev.bursar.billingdata.ChargeFileFault.TypesDiffer;
import dev.bursar.billingdata.ChargeFileFault.UnpacksTimes;
import dev.bursar.billingdata.ChargeFileFault.UnpacksTo;
import dev.bursar.billingdata.ChargeFileFault.ZipOf;
import module java.base;

/** What is wrong with charge files, in words: what was found and what was expected, and the next step. */
final class ChargeFileFaultText {
    private static final int MOST_TOLD = 12;
    private static final String ONLY_CHARGE_FILES = "Import only charge files.";
    private static final String WITH_AS_DELIVERED = "Import charge files as they were delivered.";
    private static final String AS_DELIVERED = "Import the file as it was delivered, not as another program saved it.";
    private static final String ONE_AT_A_TIME = "Import the files of one delivery and one billing period at a time.";
    private static final String DOWNLOAD_AGAIN =
            "Download the file again. If the problem remains, have the files delivered again.";
    private static final String FEWER = "Choose fewer days, or filter by account, service or resource.";
    private static final String NO_SUCH_NAMES = "Have the files delivered again; AWS doesn't write such names.";
    private static final String OWN_MANIFEST = "Import the delivery's own manifest.";
    private static final String CHECK_MANIFEST = "Check that it is a delivery's own manifest.";
    private static final String PERIODS_APART =
            "Raise the limits for imports, or have AWS deliver each billing period separately.";

    private ChargeFileFaultText() {}

    static String what(ChargeFileFault fault) {
        return switch (fault) {
            case Plain plain -> what(plain);
            case OtherKind(String what) -> "The file is " + what + ", neither Parquet, gzip, ZIP nor CSV.";
            case ZipOf(int files) ->
                "The file is a ZIP archive of %,d files or a workbook, not a ZIP archive of one CSV file."
                        .formatted(files);
            case FooterTooLarge(int megabytes) ->
                "The Parquet file's footer is larger than %d MB.".formatted(megabytes);
            case TooManyParquetColumns(int most) -> "The Parquet file has more than %,d columns.".formatted(most);
            case TooManyColumns(int most) -> "The header has more than %,d columns.".formatted(most);
            case HeaderTooLong(int most) -> "The header is longer than %,d characters.".formatted(most);
            case RowTooLong(int most) -> "The row is longer than %,d characters.".formatted(most);
            case TooManyFields(int columns) -> "The row has more fields than the header's %d.".formatted(columns);
            case TooFewFields(int fields, int columns) ->
                "The row has %d fields where the header has %d.".formatted(fields, columns);
            case PackedCut(String packed) -> "The %s file is incomplete: its end is missing.".formatted(packed);
            case PackedDamaged(String packed) ->
                "The %s file is damaged: its data is not valid or doesn't match its checksum.".formatted(packed);
            case UnpacksTo(long most) -> "The delivery unpacks to more than %,d bytes.".formatted(most);
            case UnpacksTimes(long most) -> "The file unpacks to more than %d times its size.".formatted(most);
            case Separated(boolean byTabs) ->
                "The file's columns are separated by %s where commas were expected."
                        .formatted(byTabs ? "tabs" : "semicolons");
            case ColumnTwice(String name) ->
                "Two columns are called %s, ignoring case, spaces and symbols."
                        .formatted(ChargeFileRefused.shown(name));
            case TypesDiffer(String column) ->
                "The delivery's files have different types in the column %s.".formatted(column);
            case OtherFormat(String format, String first) ->
                "The file is %s where the delivery's first file is %s.".formatted(format, first);
            case TooManyDigits(String names, int whole, int scale) ->
                "The delivery's %s have up to %d digits before and %d after the point, too many to add up exactly."
                        .formatted(names, whole, scale);
            case TextTooLong(int most) ->
                "The delivery has a text of more than %,d characters where a name was expected.".formatted(most);
            case TooManyOfAKind(int most, String names) ->
                "The delivery has more than %,d different %s.".formatted(most, names);
            case TooManyLines(long most) -> String.format(Locale.ROOT, "There are more than %,d lines.", most);
            case RowsChanged(long rows) -> "%,d rows of a result are not as they were written.".formatted(rows);
            case TooMuchDisk(int megabytes) -> disk(megabytes);
            case TooMuchForCopies(long megabytes) -> disk(megabytes);
            case TooMuchMemory(int megabytes, int disk) ->
                "Reading the delivery takes more than %d MB of memory and %d MB of disk.".formatted(megabytes, disk);
            case TooMuchPicked(String engine, long megabytes) ->
                String.format(Locale.ROOT, "%s picked %,d MB of lines.", engine, megabytes);
            case ManifestTooLarge tooLarge -> "The manifest is larger than %d MB.".formatted(tooLarge.megabytes());
            case TooManyFolders(int most) -> "The manifest lists files in more than %d folders.".formatted(most);
            case FilesTooLarge(long megabytes, long most) ->
                String.format(
                        Locale.ROOT,
                        "The delivery's files take %,d MB, and Bursar keeps at most %,d MB of deliveries.",
                        megabytes,
                        most);
            case OtherPeriod(String period) -> "The delivery contains charges of billing period " + period + ".";
            case FileMissing missing -> "The manifest lists a file that is missing.";
            case ColumnsMissing(String format, var columns) ->
                "The %s file has no column %s.".formatted(format, listed(columns));
            case OtherType type -> "The column's " + found(type);
            case OtherValue(var column, String text, String expected) ->
                text == null
                        ? "The value is empty where %s was expected.".formatted(expected)
                        : "The value %s was found where %s was expected.".formatted(quoted(text), expected);
            case Several(var faults) -> several(faults);
        };
    }

    private static String what(Plain fault) {
        return switch (fault) {
            case FILE_EMPTY -> "The file is empty.";
            case ENCRYPTED -> "The file is encrypted Parquet.";
            case ZIP_CUT -> "The ZIP file's end is missing.";
            case PARQUET_CUT -> "The file starts as Parquet, but its end is missing.";
            case FOOTER_LONGER_THAN_FILE -> "The Parquet file's footer is longer than the file.";
            case DATA_UNREADABLE -> "The file's data can't be read. It is damaged or incomplete.";
            case DATA_OF_A_FILE_UNREADABLE -> "A file of the delivery can't be read. It is damaged or incomplete.";
            case TEXT_UNREADABLE -> "The text file's lines can't be read.";
            case PARQUET_AND_TEXT -> "Some files of the delivery are Parquet and others are text.";
            case NO_FORMAT -> "The file's columns match neither FOCUS nor a Cost and Usage Report.";
            case NO_HEADER -> "The file is neither Parquet nor packed, and its first line is not a header in UTF-8.";
            case QUOTE_INSIDE -> "A field without quotes contains a quote.";
            case GOES_ON_AFTER_QUOTE ->
                "A field continues after its closing quote, or a line ends with only a carriage return.";
            case QUOTE_LEFT_OPEN -> "The row opens a quote that is never closed.";
            case CARRIAGE_RETURN_ALONE -> "A line ends with only a carriage return.";
            case NUL_BYTE -> "The row contains a NUL byte.";
            case NOT_UTF_8 -> "The row is not UTF-8 text.";
            case CONTROL_CHARACTERS -> "The delivery has control characters where a name was expected.";
            case NO_MANIFEST -> "The file is not a manifest: a JSON object that lists the data files was expected.";
            case PATH_OUTSIDE -> "The manifest lists a data file with a path that could leave its folder.";
            case PERIOD_IS_NO_MONTH -> "The manifest's billing period is not a month.";
            case MANIFEST_WITHOUT_FILES -> "The manifest lists no data files.";
            case NAMED_TWICE -> "The delivery has two files with this name.";
            case NOT_IN_MANIFEST -> "The manifest doesn't list this file, which may belong to another delivery.";
            case NO_DATA_FILE -> "None of the files is a data file.";
            case TWO_MANIFESTS -> "There are two manifests.";
        };
    }

    static String whatToDo(ChargeFileFault fault) {
        return switch (fault) {
            case Plain plain -> whatToDo(plain);
            case OtherKind kind -> WITH_AS_DELIVERED;
            case ZipOf zip -> WITH_AS_DELIVERED;
            case FooterTooLarge footer -> ONLY_CHARGE_FILES;
            case TooManyParquetColumns columns -> ONLY_CHARGE_FILES;
            case TooManyColumns columns -> ONLY_CHARGE_FILES;
            case HeaderTooLong header -> ONLY_CHARGE_FILES;
            case RowTooLong row -> "Look for a quote that is never closed, or have the files delivered again.";
            case TooManyFields fields -> DOWNLOAD_AGAIN;
            case TooFewFields fields -> DOWNLOAD_AGAIN;
            case PackedCut packed -> DOWNLOAD_AGAIN;
            case PackedDamaged packed -> DOWNLOAD_AGAIN;
            case UnpacksTo unpacks -> "Raise the limits for imports if this is a real delivery.";
            case UnpacksTimes unpacks -> "Raise the limits for imports if this is a real delivery.";
            case Separated separated -> AS_DELIVERED;
            case ColumnTwice twice -> "Have the files delivered with each column once.";
            case TypesDiffer types -> "Import the files of one delivery at a time.";
            case OtherFormat format -> ONE_AT_A_TIME;
            case TooManyDigits digits -> "Have amounts delivered with fewer digits after the point.";
            case TextTooLong text -> NO_SUCH_NAMES;
            case TooManyOfAKind many -> ONLY_CHARGE_FILES;
            case TooManyLines lines -> FEWER;
            case RowsChanged rows -> "Have the delivery read again.";
            case TooMuchDisk disk -> PERIODS_APART;
            case TooMuchMemory memory -> PERIODS_APART;
            case TooMuchForCopies copies ->
                "Raise the limits for imports, or keep the files on the file system of the temporary files.";
            case TooMuchPicked picked -> "Choose fewer days, or filter by account or resource.";
            case ManifestTooLarge manifest -> manifest.delivered() ? CHECK_MANIFEST : OWN_MANIFEST;
            case TooManyFolders folders -> CHECK_MANIFEST;
            case FilesTooLarge files -> "Raise BURSAR_AWS_CHARGE_FILES_MB if the data folder's disk has enough space.";
            case OtherPeriod period ->
                "Have the export delivered again. AWS puts each billing period in its own folder.";
            case FileMissing(int files) ->
                "Wait until all %d files have arrived, or fetch the missing one, and import again.".formatted(files);
            case ColumnsMissing columns ->
                "Add what is missing to the export's query at its source and import the next delivery.";
            case OtherType type -> AS_DELIVERED;
            case OtherValue value -> AS_DELIVERED;
            case Several several -> "Import files as they were delivered, or correct all of this at the source.";
        };
    }

    private static String whatToDo(Plain fault) {
        return switch (fault) {
            case FILE_EMPTY, ZIP_CUT, PARQUET_CUT, FOOTER_LONGER_THAN_FILE -> DOWNLOAD_AGAIN;
            case QUOTE_INSIDE, GOES_ON_AFTER_QUOTE, QUOTE_LEFT_OPEN, CARRIAGE_RETURN_ALONE, NUL_BYTE, NOT_UTF_8 ->
                DOWNLOAD_AGAIN;
            case ENCRYPTED, NO_HEADER -> WITH_AS_DELIVERED;
            case DATA_UNREADABLE, DATA_OF_A_FILE_UNREADABLE ->
                "Download the files again. If the problem remains, have the files delivered again.";
            case TEXT_UNREADABLE -> "Have the files delivered again, best as Parquet.";
            case PARQUET_AND_TEXT, TWO_MANIFESTS -> ONE_AT_A_TIME;
            case NO_FORMAT ->
                "Import the data files of an AWS Data Export (FOCUS 1.0, FOCUS 1.2 or CUR 2.0) or of a legacy Cost"
                        + " and Usage Report.";
            case CONTROL_CHARACTERS -> NO_SUCH_NAMES;
            case NO_MANIFEST -> "Import the delivery's own manifest, or its charge files without one.";
            case PATH_OUTSIDE ->
                "Don't import from this source until someone has checked it: AWS doesn't write such names.";
            case PERIOD_IS_NO_MONTH -> OWN_MANIFEST;
            case MANIFEST_WITHOUT_FILES -> "Check in AWS that the export runs without errors.";
            case NAMED_TWICE -> "Import each file only once. Otherwise its costs count twice.";
            case NOT_IN_MANIFEST -> "Import only the files that the manifest lists.";
            case NO_DATA_FILE -> "Import Parquet or CSV files of a delivery, with or without its manifest.";
        };
    }

    private static String disk(long megabytes) {
        return "Reading the delivery takes more than %d MB of disk.".formatted(megabytes);
    }

    private static String several(List<Found> faults) {
        Found first = faults.getFirst();
        boolean oneFile = first.isInFileOfAll(faults);
        boolean oneRow = first.isInRowOfAll(faults);
        String told = faults.stream()
                .limit(MOST_TOLD)
                .map(found -> (oneFile || found.file() == null ? "" : ChargeFileRefused.shown(found.file()) + ": ")
                        + (oneRow || found.row() == null ? "" : String.format(Locale.ROOT, "In row %,d ", found.row()))
                        + among(found.fault()))
                .collect(Collectors.joining(" "));
        String more = faults.size() > MOST_TOLD
                ? " %,d more values are of other kinds than their columns.".formatted(faults.size() - MOST_TOLD)
                : "";
        return "%,d kinds of values or columns are wrong. %s%s".formatted(faults.size(), told, more);
    }

    /** The sentence where it stands among others, without the row. */
    private static String among(ChargeFileFault fault) {
        return switch (fault) {
            case OtherType type -> ChargeFileRefused.shown(type.column()) + "'s " + found(type);
            case OtherValue(String column, String text, String expected) ->
                "%s is %s where %s was expected."
                        .formatted(ChargeFileRefused.shown(column), text == null ? "empty" : quoted(text), expected);
            default -> what(fault);
        };
    }

    private static String found(OtherType type) {
        return "type is %s where %s was expected.".formatted(ChargeFileRefused.shown(type.type()), type.expected());
    }

    private static String quoted(String text) {
        return '"' + ChargeFileRefused.shown(text) + '"';
    }

    private static String listed(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
