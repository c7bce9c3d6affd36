package org.postizgateway.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that nobody but its owner reads, where the file system knows owners. */
public final class OwnerFile {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerFile.class);

    private OwnerFile() {}

    /**
     * Makes an empty one, with the directories above it.
     *
     * @return whether it was not there before; one that was keeps its permissions
     */
    public static boolean create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, attributes());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The same for a file that somebody else writes, who tells then why it cannot be made. */
    public static void prepare(Path file) {
        try {
            create(file);
        } catch (IOException e) {
            LOG.debug("{} cannot be made", file, e);
        }
    }

    private static FileAttribute<?>[] attributes() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
