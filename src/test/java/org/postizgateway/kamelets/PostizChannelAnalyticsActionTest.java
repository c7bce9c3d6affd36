package org.postizgateway.kamelets;

class PostizChannelAnalyticsActionTest extends AnalyticsActionContract {

    @Override
    String kamelet() {
        return "postiz-channel-analytics-action";
    }

    @Override
    String request() {
        return "GET /public/v1/analytics/c1?date=30";
    }
}
