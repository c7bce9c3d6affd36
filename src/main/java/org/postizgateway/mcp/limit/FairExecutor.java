package org.postizgateway.mcp.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on an executor of which each owner gets a share. What an owner has beyond it waits in
 * a queue of its own, so that its tasks are in nobody else's way.
 */
public final class FairExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(FairExecutor.class);

    private final Executor executor;
    private final int running;
    private final int waiting;
    private final LimitListener listener;
    private final Map<String, Share> shares = new HashMap<>();

    /** An owner's share is used up; other owners' tasks may still be run. */
    public static final class ShareExceededException extends RejectedExecutionException {
        ShareExceededException() {
            super("The share of this owner is used up");
        }
    }

    private record Work(Runnable task, Runnable rejected) {}

    private static final class Share {
        private final Queue<Work> queue = new ArrayDeque<>();
        private int running;
    }

    /**
     * @param running most tasks of one owner that run at the same time
     * @param waiting most tasks of one owner that wait
     */
    public FairExecutor(Executor executor, int running, int waiting, LimitListener listener) {
        this.executor = executor;
        this.running = running;
        this.waiting = waiting;
        this.listener = listener;
    }

    /**
     * Runs a task of nobody in particular, which should not block.
     *
     * @throws RejectedExecutionException when the executor takes no more
     */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Runs a task of an owner, at once or when others of the same owner have ended.
     *
     * @param rejected runs instead, on whatever thread, when the executor takes no more
     * @throws ShareExceededException when too many of the owner's tasks wait
     */
    public void execute(String owner, Runnable task, Runnable rejected) {
        Work work = new Work(task, rejected);
        synchronized (this) {
            Share share = shares.computeIfAbsent(owner, name -> new Share());
            if (share.running >= running) {
                if (share.queue.size() >= waiting) {
                    listener.exceeded("caller-calls");
                    throw new ShareExceededException();
                }
                share.queue.add(work);
                return;
            }
            share.running++;
        }
        begin(owner, work);
    }

    private void begin(String owner, Work first) {
        Work next = first;
        while (next != null) {
            Work work = next;
            try {
                executor.execute(() -> run(owner, work));
                return;
            } catch (RejectedExecutionException e) {
                listener.exceeded("calls");
                work.rejected().run();
                next = ended(owner);
            }
        }
    }

    /** Runs a task and then, on the same thread, what waits of the same owner. */
    private void run(String owner, Work first) {
        Work next = first;
        while (next != null) {
            try {
                next.task().run();
            } catch (RuntimeException e) {
                LOG.error("A task failed", e);
            }
            next = ended(owner);
        }
    }

    private synchronized Work ended(String owner) {
        Share share = shares.get(owner);
        Work next = share.queue.poll();
        if (next == null && --share.running == 0) {
            shares.remove(owner);
        }
        return next;
    }
}
