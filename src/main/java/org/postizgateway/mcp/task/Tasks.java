package org.postizgateway.mcp.task;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.method.Method;

/** The tasks that a server knows of and the methods over them. */
public final class Tasks {

    /** Identifier of the extension in capabilities. */
    public static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final RunningTasks running;
    private final CamelContext context;

    public Tasks(RunningTasks running, CamelContext context) {
        this.running = running;
        this.context = context;
    }

    /** Begins a task for a call that runs in this process. */
    public RunningTask begin(Optional<Principal> owner) {
        return running.begin(owner);
    }

    /** The state of a task, wherever it is kept. */
    public Optional<Task> find(String id, Optional<Principal> owner) {
        return stores().stream().flatMap(store -> store.find(id, owner).stream()).findFirst();
    }

    /** A method of the extension; empty when there is none with that name. */
    public Optional<Method> method(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "tasks/get" -> this::get;
                    case "tasks/update" -> this::update;
                    case "tasks/cancel" -> this::cancel;
                    default -> null;
                });
    }

    private CompletionStage<Map<String, Object>> get(McpRequest request) {
        Task task = known(request);
        if (task.status() == Task.Status.completed) {
            CompletionStage<Boolean> answered = request.client().answered();
            stores().forEach(store -> store.answering(task.id(), request.caller(), answered));
        }
        return CompletableFuture.completedFuture(task.detailed());
    }

    private CompletionStage<Map<String, Object>> update(McpRequest request) {
        Task task = known(request);
        Map<String, Object> answers = request.object("inputResponses");
        answers.forEach(
                (key, answer) -> {
                    if (!(answer instanceof Map)) {
                        throw McpRequest.invalidParams(
                                "params.inputResponses." + key + " must be an object");
                    }
                });
        stores().forEach(store -> store.answer(task.id(), request.caller(), answers));
        return acknowledged();
    }

    private CompletionStage<Map<String, Object>> cancel(McpRequest request) {
        Task task = known(request);
        stores().forEach(store -> store.cancel(task.id(), request.caller()));
        return acknowledged();
    }

    private Task known(McpRequest request) {
        return find(request.requiredString("taskId"), request.caller())
                .orElseThrow(() -> McpRequest.invalidParams("There is no task with this id"));
    }

    private List<TaskStore> stores() {
        Set<TaskStore> durable = context.getRegistry().findByType(TaskStore.class);
        List<TaskStore> stores = new ArrayList<>(durable);
        stores.add(running);
        return stores;
    }

    private static CompletionStage<Map<String, Object>> acknowledged() {
        return CompletableFuture.completedFuture(new LinkedHashMap<>());
    }
}
