package org.postizgateway.ledger;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Takes requests and remembers what it made of them. How it behaves is told per content, so that
 * tests can share it.
 */
public class FakePostiz implements Processor {

    /** What Postiz does with one request. */
    @FunctionalInterface
    public interface Behaviour {
        void on(Exchange exchange) throws Exception;
    }

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, Deque<Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();

    /** From now on requests with this content are treated so. */
    public void when(String content, Behaviour behaviour) {
        behaviours.put(content, behaviour);
    }

    /** From now on no connection comes about for requests with this content. */
    public void isUnreachableFor(String content) {
        when(
                content,
                exchange -> {
                    throw new ConnectException("refused");
                });
    }

    /** From now on the connection breaks on requests with this content, and nothing is made. */
    public void breaksOn(String content) {
        when(
                content,
                exchange -> {
                    throw new EOFException();
                });
    }

    /** From now on requests with this content are answered so, and nothing is made. */
    public void answers(String content, int status, String message) {
        when(
                content,
                exchange -> {
                    throw failed(status, message);
                });
    }

    /** What a Kamelet throws for such an answer. */
    public static HttpOperationFailedException failed(int status, String message) {
        return new HttpOperationFailedException(
                "https://api.postiz.com/public/v1/posts",
                status,
                "",
                null,
                Map.of(),
                JsonBody.write(Map.of("message", message)));
    }

    /** From now on requests with this content are carried out once the latch is open. */
    public CountDownLatch holds(String content) {
        CountDownLatch release = new CountDownLatch(1);
        when(
                content,
                exchange -> {
                    release.await();
                    create(exchange);
                });
        return release;
    }

    /** Looks for this content are answered so one after the other, from the last on always. */
    public void whenLookedUp(String content, List<Map<String, Object>> answers) {
        this.answers.put(content, new ArrayDeque<>(answers));
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String content = contentOf(exchange);
        received.add(content);
        behaviours.getOrDefault(content, this::create).on(exchange);
    }

    /** Creates what the request asks for and answers with its id. */
    public void create(Exchange exchange) {
        String content = contentOf(exchange);
        created.add(content);
        exchange.getMessage().setBody("{\"postId\":\"post-" + created.size() + "\"}");
    }

    /** What the reconciliation route answers. */
    public Map<String, Object> lookUp(Map<String, Object> intent) {
        String content = ((Map<?, ?>) intent.get("request")).get("content").toString();
        Deque<Map<String, Object>> scripted = answers.get(content);
        if (scripted != null) {
            synchronized (scripted) {
                return scripted.size() > 1 ? scripted.poll() : scripted.peek();
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("outcome", created.contains(content) ? "created" : "not_created");
        if (created.contains(content)) {
            answer.put("result", Map.of("postId", "found"));
        }
        return answer;
    }

    public long received(String content) {
        return received.stream().filter(content::equals).count();
    }

    public long created(String content) {
        return created.stream().filter(content::equals).count();
    }

    private static String contentOf(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class).get("content").toString();
    }
}
