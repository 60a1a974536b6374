package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.Upload;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Files that people upload: streamed to disk, bounded together, and gone when they are imported, cancelled or left behind. */
@Component
@ConditionalOnWebApplication
@EnableConfigurationProperties(ImportSettings.class)
public class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 1 << 16;
    /** How much is written between two looks at how much there is. */
    private static final long LOOK = 8 << 20;

    private final ImportFolder folder;
    private final ImportStore jobs;
    private final long most;
    private final Map<UUID, Received> received = new ConcurrentHashMap<>();

    Uploads(ImportFolder folder, ImportStore jobs, ImportSettings settings) {
        this.folder = folder;
        this.jobs = jobs;
        this.most = settings.mostBytes();
    }

    private record Received(PersonId by, Stored file) {}

    /** A file that an import takes. */
    record Stored(String name, long bytes, String stored) {}

    long most() {
        return most;
    }

    /**
     * Takes a file to its end.
     *
     * @param announced its size as it is said; below 0 where it isn't
     * @param progress told now and then how many bytes there are
     * @throws UploadTooLarge where there is no room for it
     * @throws IOException when it breaks off; nothing is kept then
     */
    Upload receive(PersonId by, String name, long announced, InputStream bytes, LongConsumer progress)
            throws IOException {
        refuseAbove(folder.used() + Math.max(0, announced));
        folder.path();
        String stored = folder.newFile();
        Path file = folder.file(stored);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = copy(bytes, out, progress);
            if (announced >= 0 && size < announced) {
                throw new IOException("The upload broke off after " + size + " of " + announced + " bytes");
            }
            UUID id = UUID.randomUUID();
            received.put(id, new Received(by, new Stored(name, size, stored)));
            whole = true;
            return new Upload(id, name, size, () -> discard(id));
        } finally {
            if (!whole) {
                delete(List.of(stored));
            }
        }
    }

    private long copy(InputStream from, OutputStream to, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        long sinceLook = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            size += read;
            sinceLook += read;
            if (sinceLook >= LOOK) {
                sinceLook = 0;
                refuseAbove(folder.used());
                progress.accept(size);
            }
        }
        refuseAbove(folder.used());
        return size;
    }

    private void refuseAbove(long bytes) {
        if (bytes > most) {
            throw new UploadTooLarge(most);
        }
    }

    /** Those of the person; empty where one of them isn't, or is gone. */
    List<Stored> of(PersonId by, Collection<UUID> ids) {
        var files = new ArrayList<Stored>();
        for (UUID id : ids) {
            Received one = received.get(id);
            if (one == null || !one.by().equals(by)) {
                return List.of();
            }
            files.add(one.file());
        }
        return files;
    }

    /** They belong to an import now. */
    void handedOver(Collection<UUID> ids) {
        received.keySet().removeAll(ids);
    }

    private void discard(UUID id) {
        Received one = received.remove(id);
        if (one != null) {
            delete(List.of(one.file().stored()));
        }
    }

    Path path(Stored file) {
        return folder.file(file.stored());
    }

    public void delete(Collection<String> stored) {
        for (String name : stored) {
            try {
                Files.deleteIfExists(folder.file(name));
            } catch (IOException e) {
                log.warn("An uploaded file could not be deleted; it is tried again at the next start", e);
            }
        }
    }

    /** At the start and every hour: what killed processes have left, but for what waits to be imported. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
    public void sweep() {
        try {
            folder.sweep(Set.copyOf(jobs.files()));
        } catch (IOException e) {
            log.warn("Files of imports that broke off could not be deleted; it is tried again in an hour", e);
        }
    }
}
