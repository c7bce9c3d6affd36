package org.postizgateway.config.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, under a deadline until it was read or closed. */
abstract class WatchedInputStream extends FilterInputStream {

    private final Deadline deadline;

    WatchedInputStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    /**
     * Bytes have come.
     *
     * @throws IOException when no more of them may come
     */
    abstract void came(int bytes) throws IOException;

    @Override
    public int read() throws IOException {
        try {
            int value = super.read();
            watch(value < 0 ? value : 1);
            return value;
        } catch (IOException e) {
            throw deadline.reason(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            watch(read);
            return read;
        } catch (IOException e) {
            throw deadline.reason(e);
        }
    }

    private void watch(int read) throws IOException {
        if (read < 0) {
            deadline.close();
        } else {
            came(read);
        }
    }

    @Override
    public void close() throws IOException {
        // It may read what is left, in the hope of keeping the connection.
        try (deadline) {
            super.close();
        }
    }
}
