package org.postizgateway.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** Two replicas on one database, shared by the suites. Tests stay apart by tenant and content. */
public final class Cluster {

    private static final Map<Database, Cluster> RUNNING = new EnumMap<>(Database.class);

    public final String url;
    public final FakePostiz postiz = new FakePostiz();
    public final Gateway a;
    public final Gateway b;

    private Cluster(Database database) {
        this.url = database.freshUrl();
        this.a = Gateway.on(url, postiz);
        this.b = Gateway.on(url, postiz);
    }

    public static synchronized Cluster on(Database database) {
        return RUNNING.computeIfAbsent(database, Cluster::new);
    }

    /** A further replica, to be killed or closed by the test. */
    public Gateway newReplica() {
        return Gateway.on(url, postiz);
    }

    /** A tenant or content of one test. */
    public static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }
}
