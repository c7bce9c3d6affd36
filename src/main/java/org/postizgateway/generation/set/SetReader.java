package org.postizgateway.generation.set;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** Reads a configuration directory as a set. */
public final class SetReader {

    private static final List<String> DIRECTORIES =
            List.of(
                    ConfigurationSet.ROUTES,
                    ConfigurationSet.KAMELETS,
                    ConfigurationSet.SCHEMAS,
                    ConfigurationSet.TESTS);

    private static final int MAX_FILES = 2_000;
    private static final long MAX_BYTES = 1024 * 1024;

    private final Collection<SetFile> copies;

    /**
     * @param copies the files that the directory is laid over
     */
    public SetReader(Collection<SetFile> copies) {
        this.copies = List.copyOf(copies);
    }

    /** The set with these files in place of those of a directory. */
    public ConfigurationSet over(Collection<SetFile> overrides) {
        return ConfigurationSet.of(copies, overrides);
    }

    /**
     * @param directory may lack any of its parts
     * @throws RefusedSetException when it is not there or cannot be read, or when there are more or
     *     larger files than a set may have
     */
    public ConfigurationSet read(Path directory) throws RefusedSetException {
        if (!Files.isDirectory(directory)) {
            throw refused(
                    directory, "is not a directory. Create it, or correct GATEWAY_CONFIG_DIR.");
        }
        Visitor visitor = new Visitor(directory);
        Path properties = directory.resolve(ConfigurationSet.PROPERTIES);
        if (Files.isRegularFile(properties)) {
            visitor.add(properties);
        }
        for (String part : DIRECTORIES) {
            Path root = directory.resolve(part);
            if (Files.exists(root)) {
                visitor.walk(root);
            }
        }
        if (!visitor.problems.isEmpty()) {
            throw new RefusedSetException(visitor.problems);
        }
        return over(visitor.files).beside(new Strays(directory, DIRECTORIES).find());
    }

    private static RefusedSetException refused(Path path, String message) {
        return new RefusedSetException(List.of(new Problem(path.toString(), 0, message)));
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path directory;
        private final List<SetFile> files = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Visitor(Path directory) {
            this.directory = directory;
        }

        void walk(Path root) {
            try {
                Files.walkFileTree(
                        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
            } catch (IOException e) {
                failed(root, e);
            }
        }

        /** A mounted ConfigMap keeps a second copy of each file below hidden directories. */
        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!isHidden(path)) {
                if (attributes.isSymbolicLink()) {
                    failed(path, new NoSuchFileException(path.toString()));
                } else if (attributes.isRegularFile()) {
                    add(path);
                }
            }
            return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : tooMany();
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            if (!isHidden(path)) {
                failed(path, e);
            }
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult tooMany() {
            problem(directory, "holds " + MAX_FILES + " files or more. Is it the right directory?");
            return FileVisitResult.TERMINATE;
        }

        void add(Path path) {
            try {
                if (Files.size(path) > MAX_BYTES) {
                    problem(path, "is larger than " + MAX_BYTES / 1024 + " KB.");
                    return;
                }
                String relative = directory.relativize(path).toString().replace('\\', '/');
                files.add(new SetFile(relative, path.toString(), Files.readAllBytes(path)));
            } catch (IOException e) {
                failed(path, e);
            }
        }

        private void failed(Path path, IOException e) {
            if (e instanceof FileSystemLoopException) {
                problem(path, "is a symbolic link to a directory that it lies in.");
            } else if (e instanceof AccessDeniedException) {
                problem(path, "may not be read by the gateway's user.");
            } else if (e instanceof NoSuchFileException) {
                problem(path, "is a symbolic link to nothing, or was removed while it was read.");
            } else {
                problem(path, "cannot be read: " + e.getMessage());
            }
        }

        private void problem(Path path, String message) {
            problems.add(new Problem(path.toString(), 0, message));
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
