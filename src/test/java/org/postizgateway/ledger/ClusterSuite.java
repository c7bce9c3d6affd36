package org.postizgateway.ledger;

import static org.postizgateway.ledger.Cluster.unique;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A tenant and a content of each test's own, on two replicas of one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClusterSuite {

    protected final Database database;
    protected Cluster cluster;
    protected FakePostiz postiz;
    protected Gateway a;
    protected Gateway b;
    protected String tenant;

    protected ClusterSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.on(database);
        postiz = cluster.postiz;
        a = cluster.a;
        b = cluster.b;
    }

    @BeforeEach
    void newTenant() {
        tenant = unique("tenant");
    }
}
