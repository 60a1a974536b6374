package dev.bursar.trail.read;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStore;
import dev.bursar.files.ObjectStore.Listing;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Finds a trail's log files: {@code AWSLogs/[o-id/]account/CloudTrail/region/yyyy/MM/dd/…}. Only folders are looked through, and of a
 * day only what comes after a key; digests and Insights lie in folders of their own.
 */
final class TrailFiles {
    private static final String LOGS = "AWSLogs/";
    private static final int MOST_FOLDERS = 100_000;
    private static final int FILES_A_LIST = 1_000;
    private static final Pattern ACCOUNT = Pattern.compile("(?:.*/)?([0-9]{12})/");
    private static final Pattern ORGANISATION = Pattern.compile("(?:.*/)?o-[a-z0-9]{10,32}/");
    private static final Pattern LAST = Pattern.compile(".*/([^/]+)/");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,4}");
    private static final Pattern TIME = Pattern.compile(".*_([0-9]{8}T[0-9]{4}Z)_[^_/]*");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT);

    private final ObjectStore store;
    private final String folder;
    private final RequestMeter meter;

    TrailFiles(ObjectPlace place, RequestMeter meter) {
        this.store = place.store();
        this.folder = place.folder();
        this.meter = meter;
    }

    /** Where the files of an account and Region lie. */
    record Region(String account, String region, String folder) {
        String day(LocalDate day) {
            return folder + "%04d/%02d/%02d/".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        }
    }

    ObjectStore store() {
        return store;
    }

    List<Region> regions() {
        var accounts = new ArrayList<String>();
        // the folder is named with or without its AWSLogs
        List<String> tops = folders(folder + LOGS);
        for (String one : tops.isEmpty() ? folders(folder) : tops) {
            if (ACCOUNT.matcher(one).matches()) {
                accounts.add(one);
            } else if (ORGANISATION.matcher(one).matches()) {
                folders(one).stream()
                        .filter(inner -> ACCOUNT.matcher(inner).matches())
                        .forEach(accounts::add);
            }
        }
        var regions = new ArrayList<Region>();
        for (String account : accounts) {
            for (String region : folders(account + "CloudTrail/")) {
                String name = last(region);
                if (REGION.matcher(name).matches()) {
                    regions.add(new Region(last(account), name, region));
                }
            }
        }
        return regions;
    }

    /** The days of which there are files, from one on. */
    TreeSet<LocalDate> days(Region region, LocalDate from) {
        var days = new TreeSet<LocalDate>();
        for (String year : numbered(region.folder())) {
            if (Integer.parseInt(last(year)) < from.getYear()) {
                continue;
            }
            for (String month : numbered(year)) {
                if (Integer.parseInt(last(year)) == from.getYear()
                        && Integer.parseInt(last(month)) < from.getMonthValue()) {
                    continue;
                }
                for (String day : numbered(month)) {
                    try {
                        LocalDate one = LocalDate.of(
                                Integer.parseInt(last(year)),
                                Integer.parseInt(last(month)),
                                Integer.parseInt(last(day)));
                        if (!one.isBefore(from)) {
                            days.add(one);
                        }
                    } catch (DateTimeException e) {
                        // a folder that is no day
                    }
                }
            }
        }
        return days;
    }

    /** The next objects of a day after a key; none where there are no more. */
    List<StoredObject> files(Region region, LocalDate day, String after) {
        return store.after(region.day(day), after, FILES_A_LIST, meter);
    }

    /** A file as it lies there now; empty where it is gone. */
    Optional<StoredObject> file(Region region, LocalDate day, String key) {
        return store.after(region.day(day), key.substring(0, key.length() - 1), 1, meter).stream()
                .filter(object -> object.key().equals(key))
                .findFirst();
    }

    static boolean isLog(StoredObject object) {
        return object.key().endsWith(".json.gz") || object.key().endsWith(".json");
    }

    /** From where to list again: a file may come late, and is listed by its own time. */
    static String anHourBefore(String key) {
        Matcher time = TIME.matcher(key);
        if (!time.matches()) {
            return key;
        }
        LocalDateTime at = LocalDateTime.parse(time.group(1), MINUTE);
        return key.substring(0, time.start(1)) + MINUTE.format(at.minusHours(1));
    }

    /** When a file was written, as its name says. */
    static Optional<Instant> time(String key) {
        Matcher time = TIME.matcher(key);
        try {
            return time.matches()
                    ? Optional.of(LocalDateTime.parse(time.group(1), MINUTE).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<String> numbered(String of) {
        return folders(of).stream()
                .filter(one -> NUMBER.matcher(last(one)).matches())
                .toList();
    }

    private List<String> folders(String of) {
        Listing listing = store.folder(of, MOST_FOLDERS, meter);
        return listing.folders();
    }

    private static String last(String folder) {
        Matcher last = LAST.matcher("/" + folder);
        return last.matches() ? last.group(1) : "";
    }
}
