package org.postizgateway.config.ledger;

import java.util.concurrent.ExecutorService;
import org.postizgateway.audit.CallAudit;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.bulk.LetterPages;
import org.postizgateway.ledger.bulk.LetterRunRepository;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.call.store.StorageQuota;
import org.postizgateway.ledger.deadletter.DeadLetterAnnouncer;
import org.postizgateway.ledger.deadletter.DeadLetterRepository;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.execution.Deliveries;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.media.MediaSettings;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.recovery.Following;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What can be asked about generations, and their dead letters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
public class MediaConfiguration {

    @Bean
    DeadLetterRepository deadLetterRepository(JdbcClient jdbc) {
        return new DeadLetterRepository(jdbc);
    }

    @Bean
    DeadLetters deadLetters(
            DeadLetterRepository letters,
            AttemptErrors errors,
            CallRepository calls,
            StorageQuota storage,
            ObjectProvider<DeadLetterAnnouncer> announcer) {
        return new DeadLetters(
                letters,
                errors,
                calls,
                storage::kept,
                letter -> announcer.getObject().announce(letter));
    }

    @Bean
    DeadLetterAnnouncer deadLetterAnnouncer(
            DeadLetters letters,
            ServingCamel camel,
            @Qualifier("deadLetterSenders") ExecutorService senders) {
        return new DeadLetterAnnouncer(letters, camel, senders);
    }

    @Bean
    MediaJobs mediaJobs(
            CallRepository calls,
            Endings endings,
            DeadLetters deadLetters,
            AttemptErrors errors,
            Deliveries deliveries,
            ObjectProvider<CallAudit> audit) {
        return new MediaJobs(
                calls,
                endings,
                deadLetters,
                errors,
                deliveries,
                job -> audit.ifAvailable(trail -> trail.cancelled(job)));
    }

    @Bean
    LetterPages letterPages(JdbcClient jdbc) {
        return new LetterPages(jdbc);
    }

    @Bean
    LetterRunRepository letterRunRepository(JdbcClient jdbc) {
        return new LetterRunRepository(jdbc);
    }

    @Bean
    LetterRuns letterRuns(
            LetterRunRepository runs,
            DeadLetters letters,
            Replays replays,
            Replica replica,
            JdbcClient jdbc,
            MediaSettings settings,
            TransactionTemplate transactions) {
        return new LetterRuns(
                runs, letters, replays, replica, jdbc, settings.concurrency(), transactions);
    }

    @Bean
    Replays replays(
            DeadLetters letters,
            DeadLetterRepository states,
            CallRepository calls,
            CallTransitions transitions,
            Following following,
            Credentials credentials,
            Replica replica,
            Draining draining,
            TransactionTemplate transactions) {
        return new Replays(
                letters,
                states,
                calls,
                transitions,
                following,
                credentials,
                replica,
                draining,
                transactions);
    }
}
