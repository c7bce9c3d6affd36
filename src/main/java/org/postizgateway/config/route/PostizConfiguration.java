package org.postizgateway.config.route;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.postizgateway.observability.PostMetrics;
import org.postizgateway.postiz.batch.CsvBatch;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizMcpAnswer;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.mapping.KeyValuePairs;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.mapping.MediaFile;
import org.postizgateway.postiz.mapping.PlatformSchema;
import org.postizgateway.postiz.mapping.PostList;
import org.postizgateway.postiz.mapping.TriggerCall;
import org.postizgateway.postiz.mapping.VideoGenerators;
import org.postizgateway.postiz.mapping.VideoJob;
import org.postizgateway.postiz.offer.KnownTools;
import org.postizgateway.postiz.offer.PostizOffers;
import org.postizgateway.postiz.outcome.LedgerMarks;
import org.postizgateway.postiz.outcome.ScheduleResult;
import org.postizgateway.postiz.outcome.SideEffectLog;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.PostPreflight;
import org.postizgateway.postiz.preflight.content.AttachmentAddresses;
import org.postizgateway.postiz.preflight.settings.SettingsRules;
import org.postizgateway.postiz.recognition.PostReconciler;
import org.postizgateway.postiz.upload.InlineFile;
import org.postizgateway.postiz.upload.UploadUrlGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers what Postiz needs under the names that routes call it by. */
@Configuration(proxyBeanMethods = false)
public class PostizConfiguration {

    @Bean
    PlatformCatalog platformCatalog() {
        return PlatformCatalog.load();
    }

    @Bean
    SettingsRules settingsRules() {
        return new SettingsRules();
    }

    @Bean
    CsvBatch csvBatch() {
        return new CsvBatch();
    }

    @Bean
    PostPreflight postPreflight(
            PlatformCatalog catalog,
            SettingsRules settingsRules,
            UploadUrlGuard uploadUrlGuard,
            KnownMedia knownMedia) {
        return new PostPreflight(
                catalog,
                settingsRules,
                new AttachmentAddresses(uploadUrlGuard::presence, knownMedia),
                Clock.systemUTC());
    }

    @Bean
    ScheduleResult scheduleResult(
            PostizErrors postizErrors,
            PlatformCatalog catalog,
            ObjectProvider<PostMetrics> metrics) {
        return new ScheduleResult(
                postizErrors,
                (network, outcome) ->
                        metrics.ifAvailable(
                                posts ->
                                        posts.ended(
                                                catalog.find(network).isPresent()
                                                        ? network
                                                        : "other",
                                                outcome)));
    }

    @Bean
    PostReconciler postReconciler() {
        return new PostReconciler();
    }

    @Bean
    PostizErrors postizErrors() {
        return new PostizErrors(Clock.systemUTC());
    }

    @Bean
    PostizMcpAnswer postizMcpAnswer() {
        return new PostizMcpAnswer();
    }

    @Bean
    ChannelList channelList() {
        return new ChannelList();
    }

    @Bean
    PostList postList() {
        return new PostList();
    }

    @Bean
    KnownMedia knownMedia() {
        return new KnownMedia();
    }

    @Bean
    MediaFile mediaFile(KnownMedia knownMedia) {
        return new MediaFile(knownMedia);
    }

    @Bean
    VideoJob videoJob(PostizErrors postizErrors) {
        return new VideoJob(postizErrors, Clock.systemUTC());
    }

    @Bean
    public PostizOffers postizOffer() {
        return new PostizOffers(KnownTools.load(), Clock.systemUTC());
    }

    @Bean
    VideoGenerators videoGenerators() {
        return new VideoGenerators();
    }

    @Bean
    SideEffectLog sideEffectLog(PostizErrors errors) {
        return new SideEffectLog(errors);
    }

    @Bean
    LedgerMarks ledgerMarks() {
        return new LedgerMarks();
    }

    @Bean
    TriggerCall triggerCall() {
        return new TriggerCall();
    }

    @Bean
    KeyValuePairs keyValuePairs() {
        return new KeyValuePairs();
    }

    @Bean
    PlatformSchema platformSchema(PlatformCatalog catalog) {
        return new PlatformSchema(catalog);
    }

    @Bean
    UploadUrlGuard uploadUrlGuard(@Value("${postiz.upload.allowed-hosts:}") String[] allowedHosts) {
        return UploadUrlGuard.overHttp(Set.copyOf(List.of(allowedHosts)));
    }

    @Bean
    InlineFile inlineFile() {
        return new InlineFile();
    }
}
