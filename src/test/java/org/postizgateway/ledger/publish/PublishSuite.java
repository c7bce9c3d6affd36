package org.postizgateway.ledger.publish;

import static org.postizgateway.ledger.Cluster.unique;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.ClusterSuite;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;

/** A tenant and a post of each test's own, on two replicas. */
abstract class PublishSuite extends ClusterSuite {

    static final String TOOL = "schedulePostTool";

    String post;

    PublishSuite(Database database) {
        super(database);
    }

    @BeforeEach
    void newCall() {
        post = unique("post");
    }

    /** A call of the post whose caller wants it although it may be there. */
    Exchange allowingDuplicate() {
        return a.call(
                        TOOL,
                        tenant,
                        Map.of("content", post, "allowDuplicate", true),
                        Map.of(CallProperties.ALLOW_DUPLICATE, true))
                .join();
    }

    List<String> states() {
        return statesOn(a);
    }

    List<String> statesOn(Gateway gateway) {
        return gateway.sql()
                .sql("SELECT state FROM ledger_call WHERE tenant = :tenant ORDER BY created_at")
                .param("tenant", tenant)
                .query(String.class)
                .list();
    }

    List<Integer> attempts() {
        return a.sql()
                .sql("SELECT attempts FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .list();
    }
}
