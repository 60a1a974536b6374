package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZippedReportTest {
    @TempDir
    Path folder;

    @Test
    void zipOfOneFileReadsTheSame() throws IOException {
        var lines = ChargeLinesFile.random(LineFormat.FOCUS, 3, 1000);
        Path csv = lines.csv(folder.resolve("lines.csv"));
        Path zip = zip("lines.csv.zip", csv);
        assertThat(Readings.read(folder, zip)).isEqualTo(Readings.read(folder, csv));
    }

    @Test
    void zipThatIsCutOrDamagedOrOfSeveralFilesIsRefused() throws IOException {
        Path csv = ChargeLinesFile.random(LineFormat.FOCUS, 3, 1000).csv(folder.resolve("lines.csv"));
        byte[] whole = Files.readAllBytes(zip("whole.zip", csv));
        for (int length : new int[] {4, 100, whole.length / 2, whole.length - 1}) {
            ChargeFileRefused refused = refused(Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, length)));
            assertThat(refused.reason()).isEqualTo(Reason.TRUNCATED);
            assertThat(refused.file()).isEqualTo("cut.zip");
        }
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x55;
        assertThat(refused(Files.write(folder.resolve("damaged.zip"), damaged)).reason())
                .isEqualTo(Reason.DAMAGED);
        ChargeFileRefused several = refused(zip("several.zip", csv, csv));
        assertThat(several.reason()).isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(several.what()).contains("2 files");
    }

    private Path zip(String name, Path... files) throws IOException {
        Path zip = folder.resolve(name);
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < files.length; i++) {
                out.putNextEntry(new ZipEntry("report-" + i + ".csv"));
                Files.copy(files[i], out);
            }
        }
        return zip;
    }

    private ChargeFileRefused refused(Path file) {
        ChargeFileRefused refused = catchThrowableOfType(ChargeFileRefused.class, () -> Readings.read(folder, file));
        assertThat(refused).isNotNull();
        assertThat(refused.whatToDo()).isNotBlank();
        return refused;
    }
}
