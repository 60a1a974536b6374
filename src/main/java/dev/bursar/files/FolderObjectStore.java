package dev.bursar.files;

import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;

/** Reads a folder as a bucket. A key stays within the folder: it has no parts such as "..", and links are not followed. */
final class FolderObjectStore implements ObjectStore {
    private static final int BLOCK = 1 << 16;

    private final Path folder;

    FolderObjectStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return folder + (folder.getNameCount() == 0 ? "" : "/");
    }

    @Override
    public Listing folder(String prefix, int most, RequestMeter meter) {
        var objects = new ArrayList<StoredObject>();
        var folders = new ArrayList<String>();
        try {
            Path root = root();
            Optional<Path> at = within(root, prefix);
            if (at.isEmpty()) {
                return new Listing(objects, folders);
            }
            try (Stream<Path> files = Files.list(at.get())) {
                files.forEach(file -> {
                    attributes(file).ifPresent(facts -> {
                        if (facts.isDirectory()) {
                            folders.add(key(root, file) + "/");
                        } else if (facts.isRegularFile()) {
                            objects.add(object(root, file, facts));
                        }
                        refuseMany(prefix, objects.size() + folders.size(), most);
                    });
                });
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(e);
        }
        objects.sort(Comparator.comparing(StoredObject::key));
        folders.sort(Comparator.naturalOrder());
        return new Listing(objects, folders);
    }

    @Override
    public List<StoredObject> below(String prefix, int most, RequestMeter meter) {
        var objects = new ArrayList<StoredObject>();
        try {
            Path root = root();
            Optional<Path> at = within(root, prefix);
            if (at.isPresent()) {
                Files.walkFileTree(at.get(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (facts.isRegularFile()) {
                            objects.add(object(root, file, facts));
                            refuseMany(prefix, objects.size(), most);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        objects.sort(Comparator.comparing(StoredObject::key));
        return objects;
    }

    /** A folder has to be listed whole to be listed in order. */
    @Override
    public List<StoredObject> after(String prefix, String after, int most, RequestMeter meter) {
        return below(prefix, Integer.MAX_VALUE, meter).stream()
                .filter(object -> object.key().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public boolean copy(StoredObject object, Path file, RequestMeter meter, LongConsumer copied) throws IOException {
        Optional<Path> from = file(object);
        if (from.isEmpty()) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            return copied(from.get(), object, out, copied);
        }
    }

    @Override
    public boolean end(StoredObject object, int bytes, Path file, RequestMeter meter) throws IOException {
        Optional<Path> from = file(object);
        if (from.isEmpty()) {
            return false;
        }
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(bytes, object.size()));
        long start = object.size() - end.capacity();
        try (var in = FileChannel.open(from.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (end.hasRemaining() && in.read(end, start + end.position()) >= 0) {
                // reads on
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (end.hasRemaining() || !same(from.get(), object)) {
            return false;
        }
        ObjectStore.writeEnd(file, start, end.flip());
        return true;
    }

    /** Folders that are empty then go too, up to that of the results. */
    @Override
    public void remove(String below, StoredObject object, RequestMeter meter) {
        ObjectStore.checkBelow(below, object);
        try {
            Path root = root();
            Optional<Path> file = within(root, object.key());
            if (file.isPresent()) {
                Files.delete(file.get());
                Path top = root.resolve(below).normalize();
                Path parent = file.get().getParent();
                while (parent != null && parent.startsWith(top) && isEmpty(parent)) {
                    Files.delete(parent);
                    parent = parent.getParent();
                }
            }
        } catch (NoSuchFileException e) {
            // gone already
        } catch (IOException e) {
            throw new SourceProblem(Kind.ACCESS_DENIED, new FolderProblem.NotRemovable(name() + below), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** The object's file; empty where it isn't what was listed any more. */
    private Optional<Path> file(StoredObject object) {
        try {
            return within(root(), object.key()).filter(file -> same(file, object));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean copied(Path from, StoredObject object, OutputStream out, LongConsumer copied) throws IOException {
        try (InputStream in = Files.newInputStream(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] block = new byte[BLOCK];
            long bytes = 0;
            for (int read = read(in, block); read >= 0 && bytes <= object.size(); read = read(in, block)) {
                out.write(block, 0, read);
                bytes += read;
                copied.accept(bytes);
            }
            // who writes into a file while it is read leaves another time or another size
            return bytes == object.size() && same(from, object);
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            throw unreadable(e);
        }
    }

    private int read(InputStream in, byte[] block) {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Path root() throws IOException {
        return folder.toRealPath();
    }

    /** The file or folder of a key; empty where there is none or a link leads to it. */
    private static Optional<Path> within(Path root, String key) throws IOException {
        Path path = root;
        String plain = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        for (String part : plain.isEmpty() ? new String[0] : plain.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            path = path.resolve(part);
        }
        try {
            return path.toRealPath().equals(path) ? Optional.of(path) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            // gone since it was listed
            return Optional.empty();
        }
    }

    private static boolean same(Path file, StoredObject object) {
        return attributes(file)
                .filter(facts -> tag(file, facts).equals(object.tag()))
                .isPresent();
    }

    private static StoredObject object(Path root, Path file, BasicFileAttributes facts) {
        return new StoredObject(
                key(root, file),
                tag(file, facts),
                facts.size(),
                facts.lastModifiedTime().toInstant());
    }

    private static String key(Path root, Path file) {
        return root.relativize(file).toString();
    }

    /** With the time at which anything of the file changed, where there is such: it can't be set, and that of writing can. */
    private static String tag(Path file, BasicFileAttributes facts) {
        Object changed = "";
        try {
            changed = Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            // not known here
        }
        return facts.size() + " " + facts.lastModifiedTime().toInstant() + " " + changed;
    }

    private void refuseMany(String prefix, int there, int most) {
        if (there > most) {
            throw new SourceProblem(Kind.BAD_ANSWER, new FolderProblem.TooManyFiles(most, name() + prefix), null);
        }
    }

    private SourceProblem unreadable(Exception e) {
        return e instanceof NoSuchFileException
                ? new SourceProblem(Kind.SETTINGS, new FolderProblem.Missing(name()), e)
                : new SourceProblem(Kind.ACCESS_DENIED, new FolderProblem.Unreadable(name()), e);
    }
}
