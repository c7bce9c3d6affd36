package org.postizgateway.config.ledger;

import java.time.Duration;

/**
 * A recurring task beside those of the ledger itself. It begins once there are routes.
 *
 * @param interval between the end of one run and the beginning of the next; zero for never
 */
record LedgerTask(String name, Duration interval, Runnable run) {}
