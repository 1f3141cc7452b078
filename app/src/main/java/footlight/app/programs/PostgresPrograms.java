package footlight.app.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/// The bundled PostgreSQL: `bin/initdb`, `bin/pg_ctl`, `bin/postgres` under `folder`.
public record PostgresPrograms(Path folder) {
    /// The version whose data folders this one can open.
    public static final int MAJOR = 18;

    /// Unpacks the programs where that has not happened yet (two seconds), else returns at once.
    ///
    /// @throws IllegalStateException when this machine's architecture has none in the jars
    public static PostgresPrograms unpacked(ProgramCache cache) {
        String resource = "postgres-linux-" + architecture() + ".txz";
        String name = ProgramCache.jarNameOf(resource);
        if (name == null)
            throw new IllegalStateException("no bundled PostgreSQL for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": set database.url to a PostgreSQL of your own");
        return new PostgresPrograms(cache.unpacked(name, into -> unpack(resource, into)));
    }

    public Path program(String name) {
        return folder.resolve("bin", name);
    }

    private static void unpack(String resource, Path into) throws IOException {
        InputStream packed = PostgresPrograms.class.getClassLoader().getResourceAsStream(resource);
        if (packed == null) throw new IOException(resource + " is not on the class path");
        try (InputStream archive = new XZInputStream(packed)) {
            // Static libraries and headers are half the archive and serve compilers only.
            TarArchive.unpack(archive, into, path -> !path.endsWith(".a") && !path.contains("pkgconfig"));
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "arm_64" : name;
    }
}
