package org.postizgateway.generation;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the file system says of a directory without reading its files: their identity, size and time
 * of change. It tells of writing, renaming, removal and of a symbolic link that leads elsewhere,
 * also where there are no events of changes, as on network file systems.
 *
 * @param files what is known of each file, by path
 */
record Fingerprint(SortedMap<String, String> files) {

    private static final int MAX_FILES = 5_000;

    /** Of nothing. */
    static final Fingerprint NONE = new Fingerprint(new TreeMap<>());

    static Fingerprint of(Path... roots) {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path root : roots) {
            try {
                Files.walkFileTree(
                        root,
                        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                        Integer.MAX_VALUE,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult visitFile(
                                    Path file, BasicFileAttributes attributes) {
                                files.put(
                                        file.toString(),
                                        attributes.fileKey()
                                                + " "
                                                + attributes.size()
                                                + " "
                                                + attributes.lastModifiedTime());
                                return files.size() < MAX_FILES
                                        ? FileVisitResult.CONTINUE
                                        : FileVisitResult.TERMINATE;
                            }

                            @Override
                            public FileVisitResult visitFileFailed(Path file, IOException e) {
                                files.put(file.toString(), e.getClass().getSimpleName());
                                return FileVisitResult.CONTINUE;
                            }
                        });
            } catch (IOException e) {
                files.put(root.toString(), e.getClass().getSimpleName());
            }
        }
        return new Fingerprint(files);
    }
}
