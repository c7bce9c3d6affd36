package org.postizgateway.ledger.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the watch over posts that are due.
 *
 * @param watchInterval shortest time between two looks at the posts of a tenant, whichever replica
 *     takes them; zero for none
 */
@ConfigurationProperties("delivery")
public record DeliverySettings(@DefaultValue("1m") Duration watchInterval) {}
