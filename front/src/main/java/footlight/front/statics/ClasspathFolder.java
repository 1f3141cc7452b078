package footlight.front.statics;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// All files of a folder on the classpath, read at once: no name a stranger sends ever becomes a path.
final class ClasspathFolder {
    private ClasspathFolder() {}

    /// Name within the folder, `assets/app.js`, to content; empty when there is no such folder.
    static Map<String, byte[]> read(ClassLoader classes, String folder) throws IOException {
        URL url = classes.getResource(folder);
        if (url == null) return Map.of();
        if (url.openConnection() instanceof JarURLConnection jar) return inJar(jar, folder);
        try {
            return onDisk(Path.of(new URI(url.toString())));
        } catch (URISyntaxException e) {
            throw new IOException("the web app's folder has no usable place: " + url, e);
        }
    }

    private static Map<String, byte[]> inJar(JarURLConnection connection, String folder) throws IOException {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        Map<String, byte[]> files = new TreeMap<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.isDirectory() || !entry.getName().startsWith(prefix)) continue;
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> onDisk(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
